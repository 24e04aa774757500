namespace Autograd.Tests.MathOps;

/// <summary>What is masked out, or stands where a formula has 0/0, gets gradients of exactly 0, of the first and the second order.</summary>
public class MaskedGradientTests
{
    private const double Inf = double.PositiveInfinity;

    private static readonly Tensor Steep = Tensor.From([1, Inf, 1], DType.Float64);

    private static IEnumerable<TestCaseData> Cases =>
    [
        Row("norm of zeros", x => x.Norm(), [0, 0, 0], [0, 0, 0]),
        Row("norm of zeros over a dimension", x => x.Reshape(3, 1).Norm(2, 1), [0, 0, 0], [0, 0, 0]),
        Row("1.5-norm beside zeros", x => x.Norm(1.5), [0, 2, 0], [0, 1, 0]),
        Row("half-norm of zeros", x => x.Norm(0.5), [0, 0, 0], [0, 0, 0]),
        Row("3-norm of zeros", x => x.Norm(3), [0, 0, 0], [0, 0, 0]),
        Row("norm of order -1 beside zero", x => x.Norm(-1), [0, 2, 4], [0, 0, 0]),
        Row("infinity norm of zeros", x => x.Norm(Inf), [0, 0, 0], [0, 0, 0]),
        Row("std of equal numbers", x => x.Std(), [3, 3, 3], [0, 0, 0]),
        Row("std and mean of equal numbers", x => x.StdMean().Std, [3, 3, 3], [0, 0, 0]),
        Row("log-softmax beside -infinity", x => x.LogSoftmax(0)[0], [1, -Inf, 1], [0.5, 0, -0.5]),
        Row("where's other side", x => Tensor.Where(x.Detach() > 0, x, 1) * Steep, [1, -1, 2], [1, 0, 1]),
        Row("where's one side", x => Tensor.Where(x.Detach() < 0, 1, x) * Steep, [1, -1, 2], [1, 0, 1]),
        Row("masked fill", x => x.MaskedFill(x.Detach() < 0, 1) * Steep, [1, -1, 2], [1, 0, 1]),
        Row("scattered over", x => x.Scatter(0, Tensor.From([1L]), 1) * Steep, [1, -1, 2], [1, 0, 1]),
        Row("filled at an index", x => x.IndexFill(0, Tensor.From([1L]), 1) * Steep, [1, -1, 2], [1, 0, 1]),
        Row("nansum", x => x.NanSum(), [1, double.NaN, 2], [1, 0, 1]),
        Row("nanmean", x => x.NanMean(), [1, double.NaN, 2], [0.5, 0, 0.5]),
        Row("nanmean of nothing else", x => x.NanMean(), [double.NaN, double.NaN, double.NaN], [0, 0, 0], anyOrder: false),
        Row("nanmedian", x => x.NanMedian(), [1, double.NaN, 2], [1, 0, 0]),
        Row("amax among NaN", x => x.AMax(), [1, double.NaN, double.NaN], [0, 0.5, 0.5]),
        Row("max among NaN", x => x.Max(), [1, double.NaN, double.NaN], [0, 0.5, 0.5]),
        Row("quantile between infinities", x => x.Quantile(0.75), [1, Inf, Inf], [0, 0.5, 0.5]),
        Row("running log-sum from nothing", x => x.LogCumSumExp(0)[1], [-Inf, 1, 2], [0, 1, 0]),
        Row("powers of zero", x => Tensor.Pow(0.0, x), [-1, 0, 2], [-Inf, 0, 0], anyOrder: false),
        Row("product of one zero", x => x.Prod(), [0, 2, 3], [6, 0, 0]),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Gradients_are_exact(Func<Tensor, Tensor> f, double[] at, double[] expected, bool anyOrder)
    {
        var x = Tensor.From(at, requiresGrad: true);
        var plain = Functional.Grad([f(x).Sum()], [x])[0]!;
        Assert.That(plain.ToArray<double>(), Is.EqualTo(expected).Within(1e-12));
        if (!anyOrder) return;
        var grad = Functional.Grad([f(x).Sum()], [x], createGraph: true)[0]!;
        Assert.That(grad.Detach().ToArray<double>(), Is.EqualTo(expected).Within(1e-12));
        if (!grad.RequiresGrad) return;
        var second = Functional.Grad([(grad * grad).Sum()], [x], allowUnused: true)[0];
        if (second is not null) Assert.That(second.ToArray<double>(), Has.None.NaN, "second order");
    }

    /// <summary>
    /// The product of the others follows IEEE arithmetic, 0·∞ = NaN included; PyTorch takes 0 for granted as soon as two factors are zeros, and
    /// divides by the element where none is, which makes NaN of ∞/∞.
    /// </summary>
    [Test]
    public void Products_of_zeros_and_infinities()
    {
        Assert.That(Gradient([0, Inf]), Is.EqualTo(new[] { Inf, 0 }));
        Assert.That(Gradient([2, Inf]), Is.EqualTo(new[] { Inf, 2 }));
        Assert.That(Gradient([0, 0, Inf]), Is.EqualTo(new[] { double.NaN, double.NaN, 0 }));
        Assert.That(Gradient([0, double.NaN]), Is.EqualTo(new[] { double.NaN, 0 }));

        static double[] Gradient(double[] at)
        {
            var x = Tensor.From(at, requiresGrad: true);
            x.Prod().Backward();
            return x.Grad!.ToArray<double>();
        }
    }

    [Test]
    public void Norms_of_nothing()
    {
        var x = Tensor.Zeros([0, 2], DType.Float64, requiresGrad: true);
        Assert.That(x.Norm(Inf, 0).ToArray<double>(), Is.EqualTo(new double[] { 0, 0 }));
        Assert.That(x.Norm(2, 0).ToArray<double>(), Is.EqualTo(new double[] { 0, 0 }));
        Assert.That(x.Norm(-1, 0).ToArray<double>(), Is.EqualTo(new[] { Inf, Inf }));
        Assert.That(x.Norm(-Inf, 1).Numel, Is.Zero);
        x.Norm(Inf, 0).Sum().Backward();
        Assert.That(x.Grad!.Shape, Is.EqualTo(x.Shape));
    }

    [Test]
    public void Indices_that_were_overwritten_are_not_used()
    {
        var x = Tensor.From([3.0, 1, 2], DType.Float64, requiresGrad: true);
        var (values, indices) = x.Max(0);
        indices.FillInPlace(7);
        Assert.That(() => values.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape () that MaxBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));
    }

    private static TestCaseData Row(string name, Func<Tensor, Tensor> f, double[] at, double[] expected, bool anyOrder = true) =>
        new TestCaseData(f, at, expected, anyOrder).SetArgDisplayNames(name);
}
