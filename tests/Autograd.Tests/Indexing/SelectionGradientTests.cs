namespace Autograd.Tests.Indexing;

/// <summary>First and second derivatives of joining, cutting and selecting, against central differences.</summary>
public class SelectionGradientTests
{
    private static readonly Tensor Indices = Tensor.From(new[,] { { 0, 2, 0 }, { 1, 1, 2 } });

    private static readonly Tensor Mask = Tensor.From(new[,] { { true, false, true }, { false, false, true } });

    private static readonly Dictionary<string, (Func<Tensor[], Tensor> F, int[][] Shapes)> Cases = new()
    {
        ["row"] = (x => x[0][[1]] * x[0][0], [[3, 2]]),
        ["select"] = (x => x[0].Select(1, -1), [[3, 2]]),
        ["narrow"] = (x => x[0].T.Narrow(1, 1, 2), [[3, 2]]),
        ["unbind"] = (x => x[0].Unbind(1)[1] * x[0].Unbind(0)[2].Sum(), [[3, 2]]),
        ["iterate"] = (x => x[0].Unbind().Aggregate((a, b) => a * b), [[3, 2]]),
        ["cat"] = (x => Tensor.Cat([x[0], x[1], x[0]], dim: 1), [[2, 1], [2, 3]]),
        ["cat nothing"] = (x => Tensor.Cat([x[0], x[1]]), [[0], [3]]),
        ["stack"] = (x => Tensor.Stack([x[0], x[1], x[0]], dim: 1), [[2, 3], [2, 3]]),
        ["split"] = (x => x[0].Split(2, dim: 1)[1] * x[0].Split([1, 2], dim: 1)[0], [[2, 3]]),
        ["chunk"] = (x => x[0].Chunk(2)[0], [[3, 2]]),
        ["repeat"] = (x => x[0].Repeat(2, 1, 2), [[2, 3]]),
        ["repeatInterleave"] = (x => x[0].RepeatInterleave(2, dim: 0), [[2, 3]]),
        ["repeatInterleave each"] = (x => x[0].RepeatInterleave([2, 0, 1], dim: 1), [[2, 3]]),
        ["flip"] = (x => x[0].Flip(-1), [[2, 3]]),
        ["gather"] = (x => x[0].Gather(1, Indices), [[2, 3]]),
        ["gather of a view"] = (x => x[0].T.Gather(1, Indices), [[3, 2]]),
        ["scatterAdd"] = (x => x[0].ScatterAdd(1, Indices, x[1]), [[2, 3], [2, 4]]),
        ["indexSelect"] = (x => x[0].IndexSelect(1, Tensor.From(new[] { 2, 0, 2 })), [[2, 3]]),
        ["where"] = (x => Tensor.Where(Mask, x[0], x[1]), [[2, 3], [1, 3]]),
        ["where number"] = (x => Tensor.Where(Mask, 2.5, x[0]), [[3]]),
        ["maskedFill"] = (x => x[0].MaskedFill(Mask, x[1]), [[2, 3], []]),
        ["maskedFill number"] = (x => x[0].MaskedFill(Mask, 3), [[2, 3]]),
        ["maskedSelect"] = (x => x[0].MaskedSelect(Mask), [[3]]),
        ["embedding"] = (x => Tensor.EmbeddingLookup(x[0], Indices), [[3, 2]]),
        ["tril"] = (x => x[0].Tril(), [[2, 3]]),
        ["triu"] = (x => x[0].T.Triu(-1), [[2, 3]]),
        ["assign row"] = (x => Assigned(x, y => y[[1]] = x[1]), [[3, 2], [1, 2]]),
        ["assign row through a view"] = (x => Assigned(x, y => y[1..][[1]] = x[1]), [[3, 2], [1, 2]]),
        ["assign slice"] = (x => Assigned(x, y => y[.., 0] = x[1]), [[3, 2], [3]]),
        ["assign itself"] = (x => Assigned(x, y => y[1..] = y[..^1] * 3.0), [[3, 2]]),
        ["assign list through a view"] = (x => Assigned(x, y => y.T[[1]][..] = x[1]), [[3, 2], [3]]),
        ["assign columns"] = (x => Assigned(x, y => y[.., [1, 0]] = x[1]), [[3, 2], [3, 1]]),
        ["scale a slice"] = (x => Assigned(x, y => y[1..] *= 2), [[3, 2]]),
    };

    private static IEnumerable<string> Names => Cases.Keys;

    [TestCaseSource(nameof(Names))]
    public void Derivatives_agree_with_differences(string name)
    {
        var (f, shapes) = Cases[name];
        Differences.Check(f, [.. shapes.Select((s, i) => Differences.Random(31 + i, s))]);
    }

    [Test]
    public void The_padding_row_of_an_embedding_gets_no_gradient()
    {
        var weight = Differences.Random(3, 3, 2);
        weight.RequiresGrad = true;
        var y = Tensor.EmbeddingLookup(weight, Indices, paddingIndex: -1);
        Assert.That(y.Shape, Is.EqualTo(Shape.Create(2, 3, 2)));
        y.Sum().Backward();
        Assert.That(weight.Grad!.ToArray<double>(), Is.EqualTo(new[] { 2.0, 2, 2, 2, 0, 0 }));
    }

    [Test]
    public void Where_gives_exact_zeros_to_what_was_not_taken()
    {
        var a = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var b = Tensor.From([3.0, 4.0], DType.Float64, requiresGrad: true);
        var grad = Tensor.From(new[] { double.NaN, double.PositiveInfinity });
        Tensor.Where(Tensor.From(new[] { true, false }), a, b).Backward(grad);
        Assert.That(a.Grad!.ToArray<double>()[1], Is.Zero);
        Assert.That(b.Grad!.ToArray<double>()[0], Is.Zero);
    }

    [Test]
    public void Names_are_those_of_PyTorch()
    {
        var x = Differences.Random(1, 3, 2);
        x.RequiresGrad = true;
        Assert.That(x[0].GradFn!.Name, Is.EqualTo("SelectBackward0"));
        Assert.That(x[1..].GradFn!.Name, Is.EqualTo("SliceBackward0"));
        Assert.That(x[[1]].GradFn!.Name, Is.EqualTo("IndexBackward0"));
        var y = Tensor.Zeros(Shape.Create(3, 2), DType.Float64);
        y[[1]] = x[[0]];
        Assert.That(y.GradFn!.Name, Is.EqualTo("IndexPutBackward0"));
    }

    private static Tensor Assigned(Tensor[] x, Action<Tensor> assign)
    {
        var y = x[0] * x[0];
        assign(y);
        return y;
    }
}
