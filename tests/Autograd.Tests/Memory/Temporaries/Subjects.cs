using System.Runtime.CompilerServices;
using Autograd.NN;
using Autograd.Tests.OpCases;

namespace Autograd.Tests.Memory.Temporaries;

/// <summary>Everything that reads or writes a tensor's memory, on temporaries.</summary>
internal static partial class Subjects
{
    /// <summary>What the suite runs: of each row the forms that come by other code.</summary>
    public static IEnumerable<Subject> Some => [.. OpTable.All.SelectMany(Forms), .. Others];

    /// <summary>Everything, in more types.</summary>
    public static IEnumerable<Subject> All => [.. OpTable.All.SelectMany(row => (Subject[])[.. Forms(row), .. MoreForms(row)]), .. Others];

    private static IEnumerable<Subject> Others =>
        [.. Creations(), .. Draws(), .. Texts(), .. Values(), .. Indices(), .. Modules(), .. Optimizers(), .. Checks()];

    private static IEnumerable<Subject> Forms(OpCase row) =>
    [
        new($"{row.Name}", begin => Forward(row, begin, x => x)),
        new($"{row.Name}, Int64", begin => Forward(row, begin, x => x.To(DType.Int64))),
        new($"{row.Name}, transposed", begin => Forward(row, begin, Transposed)),
        new($"{row.Name}, backward", begin => Backward(row, begin, DType.Float64, x => x)),
    ];

    private static IEnumerable<Subject> MoreForms(OpCase row) =>
    [
        new($"{row.Name}, Float32", begin => Forward(row, begin, x => x.To(DType.Float32))),
        new($"{row.Name}, UInt8", begin => Forward(row, begin, x => x.To(DType.UInt8))),
        new($"{row.Name}, Bool", begin => Forward(row, begin, x => x.To(DType.Bool))),
        new($"{row.Name}, backward, Float32", begin => Backward(row, begin, DType.Float32, x => x)),
        new($"{row.Name}, backward, transposed", begin => Backward(row, begin, DType.Float64, Transposed)),
        new($"{row.Name}, second backward", begin => Backward(row, begin, DType.Float64, x => x, isSecond: true)),
    ];

    private static object?[] Forward(OpCase row, Action begin, Func<Tensor, Tensor> lay)
    {
        using var _ = GradMode.NoGrad();
        var inputs = Laid(row, lay);
        begin();
        return [row.Function(inputs)];
    }

    // Apart, so that no variable of the caller holds what the inputs were made of.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor[] Laid(OpCase row, Func<Tensor, Tensor> lay) => Array.ConvertAll(row.MakeInputs(), x => lay(x.Detach()));

    private static object?[] Backward(OpCase row, Action begin, DType dtype, Func<Tensor, Tensor> lay, bool isSecond = false)
    {
        var leaves = row.MakeInputs(dtype);
        var seed = SeedFor(row, leaves);
        begin();

        // The operands are results themselves, which nobody but the graph holds.
        var result = row.Function(Array.ConvertAll(leaves, x => lay(x * 1)));
        if (!result.RequiresGrad) return [result];
        var wanted = Array.FindAll(leaves, x => x.RequiresGrad);
        var grads = Functional.Grad([result], wanted, [seed.To(result.DType)], createGraph: isSecond, allowUnused: true);
        if (!isSecond) return [result, .. grads];
        Tensor total = 0.0;
        foreach (var grad in grads)
            if (grad is not null) total = total + (grad * grad).Sum();
        return total.RequiresGrad ? [total, .. Functional.Grad([total], wanted, allowUnused: true)] : [total];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor SeedFor(OpCase row, Tensor[] leaves)
    {
        using var _ = GradMode.NoGrad();
        var shape = row.Function(Array.ConvertAll(leaves, x => x * 1)).Shape;
        return (Tensor.Arange(shape.Numel, DType.Float64) + 1).Reshape([.. shape]);
    }

    /// <summary>The same numbers with the dimensions in memory turned round.</summary>
    private static Tensor Transposed(Tensor x)
    {
        var turned = Enumerable.Range(0, x.NDim).Reverse().ToArray();
        return x.Permute(turned).Contiguous().Permute(turned);
    }

    private static IEnumerable<Subject> Texts() =>
        from dtype in Enum.GetValues<DType>()
        from turn in new[] { false, true }
        select new Subject($"text, {dtype}, {(turn ? "transposed" : "as it lies")}", begin =>
        {
            var texts = new List<object?>();
            foreach (var print in new Func<Tensor, string>[] { x => x.ToString(), x => x.ToNumPyRepr(), x => x.ToNumPyString() })
                texts.Add(print(Operand(dtype, turn, begin)));
            return [.. texts];
        });

    private static IEnumerable<Subject> Values()
    {
        foreach (var turn in new[] { false, true })
        {
            yield return new Subject($"ToArray, {turn}", begin => [string.Join(',', Operand(DType.Float64, turn, begin).ToArray<double>())]);
            yield return new Subject($"AllClose, {turn}", begin =>
                [Operand(DType.Float64, turn, begin).AllClose(Operand(DType.Float64, turn, begin)).ToString()]);
            yield return new Subject($"AllClose of others, {turn}", begin =>
                [Operand(DType.Float64, turn, begin).AllClose(Operand(DType.Float64, turn, begin) * 2).ToString()]);
            yield return new Subject($"Any and all, {turn}", begin =>
                [Operand(DType.Bool, turn, begin).All(), Operand(DType.Bool, turn, begin).Any()]);
        }

        yield return new Subject("Item", begin => [Operand(DType.Float64, false, begin).Sum().Item().ToString("R", null)]);
        yield return new Subject("From", begin =>
        {
            begin();
            return [Tensor.From([1, 2, 3]), Tensor.From(new[,] { { 1.0, 2 }, { 3, 4 } }), Tensor.From([[1f, 2], [3, 4]])];
        });
    }

    /// <summary>A matrix of a few numbers, made undisturbed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor Operand(DType dtype, bool turn, Action begin)
    {
        var x = (Tensor.Arange(12, DType.Float64) * 0.75 - 2).Reshape(3, 4).Clamp(dtype == DType.UInt8 ? 0 : -9, 9).To(dtype);
        if (turn) x = Transposed(x);
        begin();
        return x;
    }

    private static Tensor Probabilities(Action begin)
    {
        var p = ((Tensor.Arange(12, DType.Float64) + 0.5) / 12).Reshape(3, 4);
        begin();
        return p;
    }

    private static IEnumerable<Subject> Indices()
    {
        Subject Index(string name, Func<Tensor, object?> function) => new($"index, {name}", begin => [function(Operand(DType.Float64, false, begin))]);
        yield return Index("tensor", x => x[Tensor.From([2L, 0, -1])]);
        yield return Index("two tensors", x => x[Tensor.From([2L, 0, -1]), Tensor.From([1L, 1, 0])]);
        yield return Index("tensor of columns", x => x[.., Tensor.From([2L, 0, -1])]);
        yield return Index("mask", x => x[x > 0]);
        yield return Index("mask of columns", x => x[.., Tensor.From([true, false, true, true])]);
        yield return Index("mask, range", x => x[Tensor.From([true, false, true]), 1..]);
        yield return Index("column and row", x => x[Tensor.From([[2L], [0]]), Tensor.From([1L, 1, 0])]);
        yield return Index("nonzero", x => (x > 0).Nonzero());
        yield return Index("where", x => Tensor.Where(x > 0, x, x * 2));
        yield return Index("put", x => Written(x, y => y[Tensor.From([2L, 0])] = Tensor.Ones([2, 4], DType.Float64) * 3));
        yield return Index("put a number", x => Written(x, y => y[Tensor.From([2L, 0])] = 3));
        yield return Index("put a row", x => Written(x, y => y[[1]] = Tensor.Ones([1, 4], DType.Float64) * 3));
        yield return Index("put by a mask", x => Written(x, y => y[y > 1] = 3));
        yield return Index("put a range", x => Written(x, y => y[1..] = Tensor.Ones([2, 4], DType.Float64) * 3));
        yield return Index("put columns", x => Written(x, y => y[.., 1..3] = Tensor.Ones([3, 2], DType.Float64) * 3));
        yield return Index("fill columns", x => Written(x, y => y[.., 1..3] = 5));
        yield return Index("scatter", x => x.Scatter(1, Tensor.From([[0L, 2], [1, 1], [3, 0]]), Tensor.Ones([3, 2], DType.Float64) * 3));
        yield return Index("put columns of a view", x => Written(x, y => y[.., Tensor.From([2L, 0])] = (Tensor.Ones([2, 3], DType.Float64) * 3).T));
        yield return Index("places of Int32", x => x[Tensor.From([2, 0, 1]), Tensor.From([1, 1, 0])]);
        yield return Index("cross entropy of Int32", x => F.CrossEntropy(x.To(DType.Float32), Tensor.From([3, 0, 1])));
        yield return Index("is in", x => x.IsIn(Tensor.From([0.25, 1.0], DType.Float64)));
        yield return Index("unique", x => x.Round().Unique());
        yield return Index("unique of integers", x => (x * 9).Long().Unique());
        yield return Index("unique of many integers", x => Tensor.Cat(Enumerable.Repeat(x.T.Long(), 9).ToArray()).Unique());
        yield return Index("unique rows", x => x.Long().Unique(0));
        yield return Index("unique with counts", x => Counted(x.Long()));
        yield return Index("unique with counts of floats", x => Counted(x.Round()));
        yield return Index("arg sort", x => x.ArgSort());
        yield return Index("arg sort of a view", x => x.T.ArgSort());
        yield return Index("searches", x => Tensor.Arange(9, DType.Float64).SearchSorted(x));
        yield return Index("searches of views", x => Tensor.Arange(9, DType.Float64).SearchSorted(x.T, sorter: Tensor.Arange(9)));
        yield return Index("counts", x => x.Abs().Long().Reshape(12).Bincount());
        yield return Index("counts of weights", x => x.Abs().Long().Reshape(12).Bincount(x.Reshape(12) * 2));
        yield return Index("histogram", x => x.Histc(5, -2, 6));
        yield return Index("histogram of a view", x => x.T.Float().Histc(5, -2, 6));
        yield return Index("one hot", x => Tensor.From([0L, 3, 2]).OneHot(5));
        foreach (var name in new[] { "add", "sub", "mul", "div" })
        {
            yield return Index($"{name} in place", x => Written(x, y => InPlace(name, y, Tensor.Ones([3, 4], DType.Float64) * 3)));
            yield return Index($"{name} a row in place", x => Written(x, y => InPlace(name, y, Tensor.Ones([4], DType.Float64) * 3)));
            yield return Index($"{name} in place, overlapping", x => Written(x, y => InPlace(name, y[1..], y[..^1])));
        }
    }

    private static void InPlace(string name, Tensor x, Tensor y)
    {
        switch (name)
        {
            case "add": x.AddInPlace(y); break;
            case "sub": x.SubInPlace(y); break;
            case "mul": x.MulInPlace(y); break;
            default: x.DivInPlace(y); break;
        }
    }

    private static Tensor Counted(Tensor x)
    {
        var values = x.Unique(out var inverse, out var counts);
        return Tensor.Cat([values.Double().Reshape(-1), inverse.Double().Reshape(-1), counts.Double().Reshape(-1)]);
    }

    private static Tensor Written(Tensor x, Action<Tensor> write)
    {
        write(x);
        return x;
    }

    private static IEnumerable<Subject> Checks()
    {
        yield return new Subject("gradient check", begin =>
        {
            begin();
            GradCheck.Check(x => (x[0] * x[1].Tanh()).Sum(), [Tensor.RandN([3], DType.Float64), Tensor.RandN([3], DType.Float64)]);
            return ["holds"];
        });
        yield return new Subject("jacobian", begin =>
        {
            begin();
            return [Functional.Jacobian(x => x.Tanh() * x.Sum(), Tensor.Arange(3, DType.Float64))];
        });
        yield return new Subject("checkpoint", begin =>
        {
            var x = Tensor.Arange(3, DType.Float64, requiresGrad: true);
            begin();
            Checkpoint.Run(y => y.Tanh() * y, x * 2).Sum().Backward();
            return [x.Grad];
        });
    }
}
