using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>
/// Sums on the way to a result that leave the range of Float32, or cancel in its 24 bits, while the result would not: forward and backward.
/// The values are those of the same operation in Float64.
/// </summary>
public class AccumulatorRangeTests
{
    private static readonly double[][] Data =
    [
        [1e20, 2e20, 4e20, 5e20],
        [1e-30, -2e-30, 4e-30, 5e-30],
        [-1e-30, 1e-30, 1e-30, -1e-30],
        [1e37, 2e37, -9e37, 9e37],
        [1e7 + 1, 1e7 + 2, 1e7 + 4, 1e7 + 9],
        [-3e6, -3e6 + 0.25, -3e6 + 1, -3e6 + 0.5],
    ];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["Std"] = x => x.Std(),
        ["Std, dim"] = x => x.Std(0, correction: 0),
        ["Std, columns"] = x => x.Unsqueeze(1).Expand(4, 3).Std(0),
        ["StdMean"] = x => x.StdMean().Std,
        ["StdMean, mean"] = x => x.StdMean().Mean,
        ["Mean"] = x => x.Mean(),
        ["Mean, dim"] = x => x.Mean(0),
        ["Norm"] = x => x.Norm(),
        ["Norm, dim"] = x => x.Norm(2, 0),
        ["Norm, 3"] = x => x.Norm(3),
        ["Norm, 0.5"] = x => x.Narrow(0, 0, 2).Norm(0.5),
        ["Norm, -2"] = x => x.Norm(-2),
        ["Norm, max"] = x => x.Norm(double.PositiveInfinity),
        ["Linalg.MatrixNorm"] = x => Linalg.MatrixNorm(x.Reshape(2, 2)),
        ["LogSumExp"] = x => x.LogSumExp(0),
        ["Hypot"] = x => x.Hypot(x.Detach()).Mean(),
    };

    // What is built on the variance alone leaves the range of Float32 itself for the greatest and smallest numbers.
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Variances = new()
    {
        ["Var"] = x => x.Var(),
        ["Var, columns"] = x => x.Unsqueeze(1).Expand(4, 20).Var(0),
        ["VarMean"] = x => x.VarMean().Var,
        ["LayerNorm"] = x => F.LayerNorm(x, Shape.Create(4)) * Tensor.From([1.0, -2, 3, -5], DType.Float64).To(x.DType),
        ["BatchNorm"] = x => F.BatchNorm(x.Reshape(2, 1, 2), null, null, training: true).Flatten() * Tensor.From([1.0, -2, 3, -5], DType.Float64).To(x.DType),
        ["GroupNorm"] = x => F.GroupNorm(x.Reshape(1, 2, 2), 1).Flatten() * Tensor.From([1.0, -2, 3, -5], DType.Float64).To(x.DType),
        ["RmsNorm"] = x => F.RmsNorm(x, [4]) * Tensor.From([1.0, -2, 3, -5], DType.Float64).To(x.DType),
        ["LayerNorm, weight"] = x => F.LayerNorm(
            x.Reshape(1, 4), Shape.Create(4), Tensor.From([1.0, -2, 3, -5], DType.Float64).To(x.DType), Tensor.From([0.0, 1, 0, 1], DType.Float64).To(x.DType)),
    };

    private static IEnumerable<TestCaseData> Cases =>
        from data in Data
        from function in Functions.Concat(Variances)
        where !Variances.ContainsKey(function.Key) || Math.Abs(data[0]) is > 1e-20 and < 1e30
        where function.Key != "LogSumExp" || Math.Abs(data[0]) is < 1e6 or > 1e8
        where !(function.Key is "Var" or "Var, columns" or "VarMean" && data[0] > 1e19)
        select new TestCaseData(data, function.Value).SetArgDisplayNames($"{function.Key} of {data[^1]}");

    [TestCaseSource(nameof(Cases))]
    public void The_result_and_its_gradient_are_those_of_Float64(double[] data, Func<Tensor, Tensor> function)
    {
        var (actual, gradient) = Run(function, Tensor.From(data).To(DType.Float32).RequiresGradient());
        var (expected, expectedGradient) = Run(function, Tensor.From(data).To(DType.Float32).To(DType.Float64).RequiresGradient());
        AssertClose(actual, expected, 1e-5);
        AssertClose(gradient, expectedGradient, 1e-5);
    }

    [TestCaseSource(nameof(Cases))]
    public void A_recorded_pass_gives_the_same_gradient(double[] data, Func<Tensor, Tensor> function)
    {
        var x = Tensor.From(data).To(DType.Float32).RequiresGradient();
        var gradient = Autograd.Functional.Grad([function(x).Sum()], [x], createGraph: true)[0]!;
        AssertClose(gradient.Detach().To(DType.Float64).ToArray<double>(), [.. Run(function, Tensor.From(data).To(DType.Float32).RequiresGradient()).Gradient], 1e-5);
    }

    [Test]
    public void The_deviation_of_large_numbers()
    {
        var x = Tensor.From([1e20f, 2e20f, 4e20f, 5e20f], requiresGrad: true);
        var y = x.Std();
        y.Backward();
        Assert.That(y.Item(), Is.EqualTo(1.8257418e20).Within(1e14));
        Assert.That(x.Grad!.ToArray<float>(), Is.EqualTo(new[] { -0.3651f, -0.1826f, 0.1826f, 0.3651f }).Within(1e-4f));
    }

    [Test]
    public void A_variance_of_many_rows_over_the_first_dimension()
    {
        const int rows = 300_000;
        var values = new float[rows * 3];
        for (var i = 0; i < values.Length; i++) values[i] = i / 3 % 2 == 0 ? 0.1f : 0.3f;
        var x = Tensor.From(values, Shape.Create(rows, 3));
        Assert.That(x.Var(0, correction: 0).ToArray<float>(), Is.EqualTo(new[] { 0.01f, 0.01f, 0.01f }).Within(1e-7f));
        Assert.That(x.Var(correction: 0, dims: []).Item(), Is.EqualTo(0.01).Within(1e-7));
    }

    [Test]
    public void Sums_that_come_back_into_range()
    {
        var x = Tensor.From([3e38f, 3e38f, -3e38f, -2e38f]);
        Assert.That(x.Sum().Item(), Is.EqualTo(1e38).Within(1e33));
        Assert.That(x.Sum(0).Item(), Is.EqualTo(1e38).Within(1e33));
        Assert.That(Tensor.From([3e38f, 3e38f]).Sum().Item(), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Tensor.From([3e38f, 3e38f]).Mean().Item(), Is.EqualTo(3e38).Within(1e33));
        Assert.That(Tensor.From([3e38f, 1e38f, 3e38f, 2e38f], Shape.Create(2, 2)).Mean(0)[0].Item(), Is.EqualTo(3e38).Within(1e33));
        Assert.That(Tensor.From([float.PositiveInfinity, float.NegativeInfinity]).Mean().Item(), Is.NaN);
    }

    private static (double[] Values, double[] Gradient) Run(Func<Tensor, Tensor> function, Tensor x)
    {
        var y = function(x);
        y.Sum().Backward();
        return (y.Detach().To(DType.Float64).ToArray<double>(), x.Grad!.To(DType.Float64).ToArray<double>());
    }

    private static void AssertClose(double[] actual, double[] expected, double tolerance)
    {
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(tolerance * Math.Max(scale, float.Epsilon)), $"at {i}");
    }
}

file static class Leaves
{
    public static Tensor RequiresGradient(this Tensor x)
    {
        x.RequiresGrad = true;
        return x;
    }
}
