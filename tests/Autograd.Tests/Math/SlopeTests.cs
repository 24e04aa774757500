namespace Autograd.Tests.MathOps;

/// <summary>Slopes at very large and very small arguments, against mathematics: no square on the way overflows or cancels.</summary>
public class SlopeTests
{
    private sealed record Case(Func<Tensor, Tensor> Apply, Func<double, double> Slope, Func<double, double> Curvature, double[] At);

    private static readonly double[] _far = [-1e30, -1e20, -1e10, -3.5, -1e-3, -1e-20, 0, 1e-20, 1e-3, 0.7, 3.5, 1e10, 1e20, 1e30];

    private static readonly Dictionary<string, Case> _cases = new()
    {
        ["asinh"] = new(x => x.Asinh(), x => 1 / Math.Sqrt(1 + x * x), x => -x / Math.Pow(1 + x * x, 1.5), _far),
        ["acosh"] = new(
            x => x.Acosh(), x => 1 / Math.Sqrt((x - 1) * (x + 1)), x => -x / Math.Pow((x - 1) * (x + 1), 1.5),
            [1 + Math.Pow(2, -23), 1.001, 3, 1e10, 1e20, 1e30]),
        ["asin"] = new(
            x => x.Asin(), x => 1 / Math.Sqrt((1 - x) * (1 + x)), x => x / Math.Pow((1 - x) * (1 + x), 1.5),
            [-1 + Math.Pow(2, -24), -0.5, 0, 1e-20, 0.5, 1 - Math.Pow(2, -24)]),
        ["acos"] = new(
            x => x.Acos(), x => -1 / Math.Sqrt((1 - x) * (1 + x)), x => -x / Math.Pow((1 - x) * (1 + x), 1.5),
            [-1 + Math.Pow(2, -24), -0.5, 0, 1e-20, 0.5, 1 - Math.Pow(2, -24)]),
        ["atanh"] = new(
            x => x.Atanh(), x => 1 / ((1 - x) * (1 + x)), x => 2 * x / Math.Pow((1 - x) * (1 + x), 2),
            [-1 + Math.Pow(2, -24), -0.5, 0, 1e-20, 0.5, 1 - Math.Pow(2, -24)]),
        ["atan"] = new(x => x.Atan(), x => 1 / (1 + x * x), x => -2 * x / Math.Pow(1 + x * x, 2), _far),
        ["softsign"] = new(
            x => x.Softsign(), x => Math.Pow(1 + Math.Abs(x), -2), x => -2 * Math.Sign(x) * Math.Pow(1 + Math.Abs(x), -3), _far),
        ["log1p"] = new(x => x.Log1p(), x => 1 / (1 + x), x => -Math.Pow(1 + x, -2), [-0.5, 1e-20, 1, 1e10, 1e20, 1e30]),
        ["log_sigmoid"] = new(
            x => x.LogSigmoid(), x => 1 / (1 + Math.Exp(x)), x => -1 / (2 + Math.Exp(x) + Math.Exp(-x)),
            [-1e30, -80, -20, -1, 0, 1, 20, 80, 1e30]),
        ["softplus"] = new(
            x => x.Softplus(threshold: 90), x => 1 / (1 + Math.Exp(-x)), x => 1 / (2 + Math.Exp(x) + Math.Exp(-x)),
            [-1e30, -80, -20, -1, 0, 1, 20, 80, 1e30]),
        ["gelu_tanh"] = new(
            x => x.Gelu(GeluApproximation.Tanh), x => x > 0 ? 1 : 0, _ => 0, [-1e30, -1e20, -1e4, 1e4, 1e20, 1e30]),
        ["gelu"] = new(x => x.Gelu(), x => x > 0 ? 1 : 0, _ => 0, [-1e30, -1e20, -1e4, 1e4, 1e20, 1e30]),
        ["erf"] = new(
            x => x.Erf(), x => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x), x => -4 * x / Math.Sqrt(Math.PI) * Math.Exp(-x * x),
            [-1e30, -3, -1e-20, 0, 1e-20, 3, 1e30]),
    };

    private static IEnumerable<string> Names => _cases.Keys;

    [Test]
    public void First_and_second_derivatives_are_those_of_mathematics(
        [ValueSource(nameof(Names))] string name, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        var (apply, slope, curvature, at) = _cases[name];
        var x = Tensor.From(at).To(dtype);
        x.RequiresGrad = true;
        var first = Functional.Grad([apply(x).Sum()], [x], createGraph: true)[0]!;
        var second = Functional.Grad([first.Sum()], [x])[0]!;
        var exactAt = x.Detach().To(DType.Float64).ToArray<double>();
        Check(first, slope, exactAt, "first");
        Check(second, curvature, exactAt, "second");

        void Check(Tensor actual, Func<double, double> exact, double[] points, string order)
        {
            var tolerance = dtype == DType.Float32 ? 5e-6 : 1e-11;
            var values = actual.Detach().To(DType.Float64).ToArray<double>();
            for (var i = 0; i < points.Length; i++)
            {
                // Below the smallest normal number of single precision digits are lost.
                var expected = exact(points[i]);
                Assert.That(values[i], Is.EqualTo(expected).Within(Math.Abs(expected) * tolerance + 1.5e-38), $"{order} derivative at {points[i]}");
            }
        }
    }

    /// <summary>Where the slope bends the second derivative is PyTorch's: the bend belongs to the side that is 0.</summary>
    [Test]
    public void Second_derivatives_where_the_slope_bends()
    {
        Assert.That(Second(x => x.Elu()), Is.Zero);
        Assert.That(Second(x => x.Celu(1.5)), Is.Zero);
        Assert.That(Second(x => x.Selu()), Is.Zero);
        Assert.That(Second(x => x.Softplus(2, 4), 2), Is.Zero);
        Assert.That(Second(x => x.Hardswish(), -3), Is.Zero);
        Assert.That(Second(x => x.Hardswish(), 3), Is.Zero);
        Assert.That(Second(x => x.Softsign()), Is.Zero);
        Assert.That(Second(x => x.Tanhshrink()), Is.Zero);

        static double Second(Func<Tensor, Tensor> function, double at = 0)
        {
            var x = Tensor.From([at], DType.Float64, requiresGrad: true);
            var first = Functional.Grad([function(x).Sum()], [x], createGraph: true)[0]!;
            return Functional.Grad([first.Sum()], [x])[0]!.Item<double>();
        }
    }
}
