using Autograd.NN;

namespace Autograd.Tests.Memory;

/// <summary>
/// Every operation that writes in place computes, with an operand that overlaps what it writes, as if the operand had been copied first.
/// </summary>
public class OverlapTests
{
    private const int Length = 210;
    private const string Draws = nameof(Tensor.BernoulliInPlace);

    private static readonly DType[] Types = Enum.GetValues<DType>();
    private static readonly string[] _notOfBool =
        [nameof(Tensor.SubInPlace), nameof(Tensor.IndexAddInPlace), nameof(Tensor.ScatterAddInPlace)];

    // Each takes the whole buffer, a vector of Length, and gives what is written and what is read.
    private static readonly (string Name, Func<Tensor, (Tensor Target, Tensor Source)> Views)[] Overlaps =
    [
        ("one behind", x => (x[1..], x[..^1])),
        ("one ahead", x => (x[..^1], x[1..])),
        ("seven behind", x => (x[7..], x[..^7])),
        ("twenty behind", x => (x[20..], x[..^20])),
        ("twenty ahead", x => (x[..^20], x[20..])),
        ("reversed", x => (x, x[TensorIndex.Slice(step: -1)])),
        ("into reversed", x => (x[TensorIndex.Slice(step: -1)], x)),
        ("every second", x => (x[..105], x[TensorIndex.Slice(step: 2)])),
        ("into every second", x => (x[TensorIndex.Slice(step: 2)], x[105..])),
        ("odd into even", x => (x[TensorIndex.Slice(step: 2)], x[TensorIndex.Slice(1, step: 2)])),
        ("transposed", x => (x[..196].View(14, 14), x[..196].View(14, 14).T)),
        ("into transposed", x => (x[..196].View(14, 14).T, x[14..].View(14, 14))),
        ("expanded row", x => (x.View(15, 14), x[100..114])),
        ("expanded column", x => (x.View(15, 14), x.View(15, 14)[.., 3..4])),
        ("one number", x => (x, x[5])),
        ("expanded number", x => (x, x[5..6].Expand(Length))),
        ("windows", x => (x.View(14, 15)[..13], x.Unfold(0, 15, 15)[1..])),
        ("itself", x => (x, x)),
        ("apart", x => (x[..100], x[110..])),
    ];

    // Each changes the target by the source in place.
    private static readonly (string Name, Action<Tensor, Tensor> Write, bool OnlyFloating)[] Writes =
    [
        (nameof(Tensor.AddInPlace), (x, y) => x.AddInPlace(y), false),
        (nameof(Tensor.SubInPlace), (x, y) => x.SubInPlace(y), false),
        (nameof(Tensor.MulInPlace), (x, y) => x.MulInPlace(y), false),
        (nameof(Tensor.DivInPlace), (x, y) => x.DivInPlace(y), true),
        (nameof(Tensor.CopyInPlace), (x, y) => x.CopyInPlace(y), false),
        (nameof(Tensor.LerpInPlace), (x, y) => x.LerpInPlace(y, 0.25), true),
        (nameof(Tensor.AddCMulInPlace), (x, y) => x.AddCMulInPlace(y, y, 2), true),
        (nameof(Tensor.AddCDivInPlace), (x, y) => x.AddCDivInPlace(y, y + 1, 2), true),
        (Draws, (x, y) => x.BernoulliInPlace(y, new Generator(7)), true),
        ("x[..] = v", (x, y) => x[..] = y, false),
        ("x[1..] = v", (x, y) => x[1..] = Like(x, y)[..^1], false),
        ("x[list] = v", (x, y) => x[[3, 1, 1, 0]] = Like(x, y)[..4], false),
        ("x[[t]] = v", (x, y) => x[[2]] = Like(x, y)[1..2], false),
        ("x[mask] = v", (x, y) => x[Mask(x)] = Like(x, y)[Mask(x)], false),
        ("x[mask] = number", (x, y) => x[Mask(x)] = Like(x, y).Flatten()[3], false),
        (nameof(Tensor.MaskedFillInPlace), (x, y) => x.MaskedFillInPlace(Mask(x), Like(x, y).Flatten()[3]), false),
        (nameof(Tensor.IndexCopyInPlace), (x, y) => x.IndexCopyInPlace(0, Tensor.From([4, 0, 2]), Like(x, y)[1..4]), false),
        (nameof(Tensor.IndexFillInPlace), (x, y) => x.IndexFillInPlace(0, Tensor.From([4, 0, 2]), Like(x, y).Flatten()[9]), false),
        (nameof(Tensor.IndexAddInPlace), (x, y) => x.IndexAddInPlace(0, Tensor.From([4, 0, 4]), Like(x, y)[1..4]), false),
        (nameof(Tensor.ScatterInPlace), (x, y) => x.ScatterInPlace(0, Shifted(x), Like(x, y)), false),
        (nameof(Tensor.ScatterAddInPlace), (x, y) => x.ScatterAddInPlace(0, Shifted(x), Like(x, y)), false),
        (nameof(SGD), (x, y) => Step(x, y, parameter => new SGD([parameter], 0.5)), true),
        ("SGD with momentum", (x, y) => Step(x, y, parameter => new SGD([parameter], 0.5, momentum: 0.9)), true),
        (nameof(Adagrad), (x, y) => Step(x, y, parameter => new Adagrad([parameter], 0.5)), true),
        (nameof(Adam), (x, y) => Step(x, y, parameter => new Adam([parameter], 0.5)), true),
        ("accumulated gradient", Accumulate, true),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from write in Writes
        from dtype in Types
        where dtype.IsFloatingPoint() || !write.OnlyFloating
        select new TestCaseData(write.Name, write.Write, dtype).SetArgDisplayNames(write.Name, dtype.ToString());

    [TestCaseSource(nameof(Cases))]
    public void As_if_the_operand_had_been_copied_first(string name, Action<Tensor, Tensor> write, DType dtype)
    {
        foreach (var (overlap, views) in Overlaps)
        {
            Tensor x = Buffer(name, dtype), expected = Buffer(name, dtype);
            var (target, source) = views(x);
            var (safeTarget, safeSource) = views(expected);
            var wrong = 0;
            if (dtype == DType.Bool && _notOfBool.Contains(name))
            {
                Assert.That(() => write(target, source), Throws.ArgumentException);
            }
            else
            {
                write(safeTarget, safeSource.Clone());
                write(target, source);
                var (values, right) = (x.To(DType.Float64).ToArray<double>(), expected.To(DType.Float64).ToArray<double>());
                for (var i = 0; i < values.Length; i++)
                    if (!values[i].Equals(right[i])) wrong++;
            }

            Assert.That(wrong, Is.Zero, $"{name} of {dtype}, {overlap}: wrong numbers");
        }
    }

    private static Tensor Buffer(string name, DType dtype) =>
        name == Draws ? Tensor.Rand([Length], dtype, generator: new Generator(3))
        : dtype == DType.Bool ? (Tensor.Arange(Length) % 3).Eq(0)
        : (Tensor.Arange(Length) % 120 + 1).To(dtype);

    private static Tensor Like(Tensor x, Tensor source) => source.Expand(x.Shape.ToArray());

    private static Tensor Mask(Tensor x) => (Tensor.Arange(x.Numel) % 3 < 1).View(x.Shape.ToArray());

    private static Tensor Shifted(Tensor x) =>
        (Tensor.Arange(x.Numel).View(x.Shape.ToArray()) + 1) % x.Size(0);

    private static void Step(Tensor x, Tensor grad, Func<Tensor, Optimizer> optimizer)
    {
        var parameter = Tensor.Zeros(x.Shape, x.DType, requiresGrad: true);
        parameter.Grad = Like(x, grad).Detach();
        parameter.Data = x;
        optimizer(parameter).Step();
    }

    private static void Accumulate(Tensor x, Tensor grad)
    {
        var leaf = Tensor.Zeros(x.Shape, x.DType, requiresGrad: true);
        leaf.Grad = x.Detach();
        leaf.Backward(Like(x, grad).Detach());
    }
}
