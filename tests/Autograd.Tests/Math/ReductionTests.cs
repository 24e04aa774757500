using static Autograd.Tests.MathOps.Differences;

namespace Autograd.Tests.MathOps;

public class ReductionTests
{
    private static readonly int[][] DimSets = [[], [0], [1], [2], [-1], [0, 1], [0, 2], [1, 2], [2, 0, 1]];

    public sealed record Case(string Name, Func<Tensor, int[], bool, Tensor> Op, Func<double[], double> Reference)
    {
        public override string ToString() => Name;
    }

    private static readonly Case[] Cases =
    [
        new("sum", (x, d, k) => x.Sum(d, k), v => v.Sum()),
        new("mean", (x, d, k) => x.Mean(d, k), v => v.Average()),
        new("var", (x, d, k) => x.Var(d, keepDim: k), v => Variance(v, 1)),
        new("var 0", (x, d, k) => x.Var(d, correction: 0, keepDim: k), v => Variance(v, 0)),
        new("std", (x, d, k) => x.Std(d, keepDim: k), v => System.Math.Sqrt(Variance(v, 1))),
        new("logsumexp", (x, d, k) => x.LogSumExp(d, k), v => System.Math.Log(v.Sum(System.Math.Exp))),
        new("amax", (x, d, k) => x.AMax(d, k), v => v.Max()),
        new("amin", (x, d, k) => x.AMin(d, k), v => v.Min()),
        new("nansum", (x, d, k) => x.NanSum(d, k), v => v.Sum()),
        new("nanmean", (x, d, k) => x.NanMean(d, k), v => v.Average()),
        new("var of both", (x, d, k) => x.VarMean(d, keepDim: k).Var, v => Variance(v, 1)),
        new("mean of both", (x, d, k) => x.StdMean(d, keepDim: k).Mean, v => v.Average()),
        new("norm -1", (x, d, k) => x.Norm(-1, d, k), v => 1 / v.Sum(a => 1 / System.Math.Abs(a))),
        new("norm 2", (x, d, k) => x.Norm(2, d, k), v => System.Math.Sqrt(v.Sum(a => a * a))),
        new("norm 1", (x, d, k) => x.Norm(1, d, k), v => v.Sum(System.Math.Abs)),
        new("norm inf", (x, d, k) => x.Norm(double.PositiveInfinity, d, k), v => v.Max(System.Math.Abs)),
        new("norm -inf", (x, d, k) => x.Norm(double.NegativeInfinity, d, k), v => v.Min(System.Math.Abs)),
        new("norm 3", (x, d, k) => x.Norm(3, d, k), v => System.Math.Cbrt(v.Sum(a => System.Math.Pow(System.Math.Abs(a), 3)))),
        new("norm 1.5", (x, d, k) => x.Norm(1.5, d, k),
            v => System.Math.Pow(v.Sum(a => System.Math.Pow(System.Math.Abs(a), 1.5)), 1 / 1.5)),
        new("norm 0", (x, d, k) => x.Norm(0, d, k), v => v.Count(a => a != 0)),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Against_naive_loops(Case test)
    {
        var x = Uniform(1, -2, 2, 5, 7, 3);
        foreach (var dims in DimSets)
        {
            var expected = Naive(x, dims, test.Reference);
            var what = $"{test} over {string.Join(",", dims)}";
            Assert.That(test.Op(x, dims, true).ToArray<double>(), Is.EqualTo(expected).Within(1e-12), what);
            Assert.That(test.Op(x.Float(), dims, false).Double().ToArray<double>(), Is.EqualTo(expected).Within(1e-4));
            var transposed = x.Permute(2, 1, 0).Contiguous().Permute(2, 1, 0);
            Assert.That(test.Op(transposed, dims, false).ToArray<double>(), Is.EqualTo(expected).Within(1e-12));
            var kept = test.Op(x, dims, true).Shape.ToArray();
            for (var d = 0; d < 3; d++) Assert.That(kept[d], Is.EqualTo(IsIn(dims, d) ? 1 : x.Size(d)));
            Assert.That(test.Op(x, dims, false).NDim, Is.EqualTo(dims.Length == 0 ? 0 : 3 - dims.Length));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Gradients(Case test)
    {
        var x = Uniform(2, 0.2, 2, 2, 3, 2);
        foreach (var dims in new int[][] { [], [1], [0, 2] }) Check(t => test.Op(t[0], dims, false), x);
    }

    [Test]
    public void Whole_means_and_deviations()
    {
        var x = Tensor.From([1f, 2f, 3f, 6f], requiresGrad: true);
        Assert.That(x.Mean().Item(), Is.EqualTo(3));
        Assert.That(x.Var().Item(), Is.EqualTo(14.0 / 3).Within(1e-6));
        Assert.That(x.Std().Item(), Is.EqualTo(System.Math.Sqrt(14.0 / 3)).Within(1e-6));
        Assert.That(x.Norm().Item(), Is.EqualTo(System.Math.Sqrt(50)).Within(1e-6));
        x.Mean().Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.All.EqualTo(0.25f));
        Assert.That(() => Tensor.From([1, 2]).Mean(), Throws.ArgumentException.With.Message.EqualTo(
            "Mean: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"));
        Assert.That(() => Tensor.From([1, 2]).Std(), Throws.ArgumentException.With.Message.EqualTo(
            "Std: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"));
    }

    [Test]
    public void Of_nothing()
    {
        var x = Tensor.Zeros(0, 3);
        Assert.That(x.Sum().Item(), Is.Zero);
        Assert.That(x.Mean().Item(), Is.NaN);
        Assert.That(x.Prod().Item(), Is.EqualTo(1));
        Assert.That(x.LogSumExp(0).ToArray<float>(), Is.All.EqualTo(float.NegativeInfinity));
        Assert.That(x.Sum(0).ToArray<float>(), Is.EqualTo(new float[3]));
        Assert.That(x.Sum(1).Numel, Is.Zero);
        Assert.That(x.Mean(0).ToArray<float>(), Is.All.NaN);
        Assert.That(Tensor.From([2f]).Var().Item(), Is.NaN);
        Assert.That(x.All().Item<bool>(), Is.True);
        Assert.That(x.Any().Item<bool>(), Is.False);
        Assert.That(() => x.Max(), Throws.ArgumentException.With.Message.EqualTo(
            "Max: shape (0, 3) has no element to choose from; it needs at least one"));
        Assert.That(() => x.Max(0), Throws.ArgumentException.With.Message.EqualTo(
            "Max: dim 0 of shape (0, 3) has no element to choose from; it needs at least one"));
        Assert.That(() => x.ArgMin(), Throws.ArgumentException.With.Message.EqualTo(
            "ArgMin: dim 0 of shape (0,) has no element to choose from; it needs at least one"));
        Assert.That(x.Max(1).Values.Numel, Is.Zero);
        Assert.That(x.CumSum(0).Numel, Is.Zero);
    }

    [Test]
    public void Extrema_take_the_first_of_ties_and_nan_before_all([Values(0, 1, 2)] int dim)
    {
        var random = new Random(5);
        var values = new double[60];
        for (var i = 0; i < 60; i++)
            values[i] = random.Next(12) == 0 ? double.NaN : random.Next(4) == 0 ? -0.0 : random.Next(-2, 3);
        var x = Tensor.From(values, [3, 5, 4]);
        CheckExtrema(x, dim);
        CheckExtrema(x.Float(), dim);
        CheckExtrema(x.Permute(1, 2, 0), dim);
        CheckExtrema(Tensor.From(Array.ConvertAll(values, v => double.IsNaN(v) ? 3L : (long)v), [3, 5, 4]), dim);
    }

    [Test]
    public void Index_among_all()
    {
        var x = Tensor.From(new[,] { { 1f, 5f }, { 5f, 0f } });
        Assert.That(x.ArgMax().Item<long>(), Is.EqualTo(1));
        Assert.That(x.ArgMin().Item<long>(), Is.EqualTo(3));
        Assert.That(x.T.ArgMax().Item<long>(), Is.EqualTo(1));
        Assert.That(x.T.ArgMin().Item<long>(), Is.EqualTo(3));
        Assert.That(x.ArgMax(keepDim: true).Shape.ToArray(), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(x.ArgMax(1).ToArray<long>(), Is.EqualTo(new[] { 1L, 0 }));
        Assert.That(x.ArgMax(1, keepDim: true).Shape.ToArray(), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(Tensor.From(3f).ArgMax(0).Item<long>(), Is.Zero);
    }

    [Test]
    public void Gradient_of_extrema()
    {
        var x = Tensor.From([1.0, 3, 3, 2], DType.Float64, requiresGrad: true);
        x.Max().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0, 0.5, 0.5, 0 }));
        x.ZeroGrad();
        x.Max(0).Values.Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0.0, 1, 0, 0 }));
        x.ZeroGrad();
        x.Min().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 0, 0, 0 }));
        var y = Uniform(3, -2, 2, 3, 4, 2);
        Check(t => t[0].Max() * t[0], y);
        Check(t => t[0].Square().Max(1).Values, y);
        Check(t => t[0].Square().Min(-1, keepDim: true).Values * t[0], y);
    }

    [Test]
    public void Products_with_zeros()
    {
        foreach (var zeros in new[] { 0, 1, 2 })
        {
            var values = new[] { 2.0, -3, 0.5, 1.5, 4, -1 };
            for (var i = 0; i < zeros; i++) values[2 * i] = 0;
            var x = Tensor.From(values, [2, 3]);
            Assert.That(x.Prod().Item(), Is.EqualTo(values.Aggregate(1.0, (a, b) => a * b)));
            Check(t => t[0].Prod(), x);
            Check(t => t[0].Prod(0), x);
            Check(t => t[0].Prod(1, keepDim: true), x);
        }

        Assert.That(Tensor.From(new byte[] { 100, 100 }).Prod().Item<long>(), Is.EqualTo(10_000));
        Check(t => t[0].Prod(), Tensor.From(3).Double());
    }

    [Test]
    public void Running_sums([Values(0, 1, -1)] int dim)
    {
        var x = Uniform(4, -1, 1, 3, 4);
        var y = x.CumSum(dim).ToArray<double>();
        var v = x.ToArray<double>();
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 4; j++)
            {
                var expected = 0.0;
                for (var k = 0; k <= (dim == 0 ? i : j); k++) expected += dim == 0 ? v[4 * k + j] : v[4 * i + k];
                Assert.That(y[4 * i + j], Is.EqualTo(expected).Within(1e-15));
            }

        Check(t => t[0].CumSum(dim) * t[0], x);
        Assert.That(Tensor.From([true, false, true]).CumSum(0).ToArray<long>(), Is.EqualTo(new[] { 1L, 1, 2 }));
        Assert.That(Tensor.From(2f).CumSum(0).Item(), Is.EqualTo(2));
    }

    [Test]
    public void All_any_and_counts()
    {
        var x = Tensor.From(new[,] { { 1, 0, 2 }, { 3, 4, 5 }, { 0, 0, 0 } });
        Assert.That(x.All(1).ToArray<bool>(), Is.EqualTo(new[] { false, true, false }));
        Assert.That(x.Any(1).ToArray<bool>(), Is.EqualTo(new[] { true, true, false }));
        Assert.That(x.All().Item<bool>(), Is.False);
        Assert.That(x.Any().Item<bool>(), Is.True);
        Assert.That(x.CountNonzero().Item<long>(), Is.EqualTo(5));
        Assert.That(x.CountNonzero(0).ToArray<long>(), Is.EqualTo(new[] { 2L, 1, 2 }));
        Assert.That((x >= 0).All().Item<bool>(), Is.True);
        Assert.That((x > 0).Any(0, keepDim: true).Shape.ToArray(), Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public void Norms_and_deviations_have_gradient_zero_at_zero()
    {
        foreach (var p in new[] { 0, 1, 1.5, 2, 3, double.PositiveInfinity })
        {
            var x = Tensor.Zeros([3], DType.Float64, requiresGrad: true);
            x.Norm(p).Backward();
            Assert.That(x.Grad!.ToArray<double>(), Is.All.Zero, $"p = {p}");
        }

        var same = Tensor.Ones([3], DType.Float64, requiresGrad: true);
        same.Std().Backward();
        Assert.That(same.Grad!.ToArray<double>(), Is.All.Zero);
    }

    [Test]
    public void Logsumexp_survives_large_and_infinite_numbers()
    {
        Assert.That(Tensor.From([1000f, 1000f]).LogSumExp(0).Item(), Is.EqualTo(1000.6931).Within(1e-3));
        const float inf = float.PositiveInfinity;
        Assert.That(Tensor.From([-inf, -inf]).LogSumExp(0).Item(), Is.EqualTo(double.NegativeInfinity));
        Assert.That(Tensor.From([inf, 0f]).LogSumExp(0).Item(), Is.EqualTo(double.PositiveInfinity));
        var columns = Tensor.From(new[,] { { 1000f, -inf }, { 1000f, -inf } }).LogSumExp(0);
        Assert.That(columns.ToArray<float>()[1], Is.EqualTo(-inf));
    }

    [Test]
    public void Long_float_sums_keep_their_digits()
    {
        var random = new Random(1);
        var values = new float[3_000_001];
        var exact = 0.0;
        for (var i = 0; i < values.Length; i++) exact += values[i] = random.NextSingle();
        Assert.That(Tensor.From(values).Sum().Item(), Is.EqualTo(exact).Within(2e-7 * exact));
        var columns = Tensor.From(values, [values.Length, 1]).Expand(-1, 2);
        Assert.That(columns.Sum(0).ToArray<float>()[1], Is.EqualTo(exact).Within(2e-7 * exact));
    }

    private static void CheckExtrema(Tensor x, int dim)
    {
        var (max, argMax) = x.Max(dim);
        var (min, argMin) = x.Min(dim, keepDim: true);
        Assert.That(min.Size(dim), Is.EqualTo(1));
        Func<double, double, bool> greater = (a, b) => a > b, smaller = (a, b) => a < b;
        Expect(max, v => First(v, greater).Value);
        Expect(argMax, v => First(v, greater).Index);
        Expect(min, v => First(v, smaller).Value);
        Expect(argMin, v => First(v, smaller).Index);
        Assert.That(x.ArgMax(dim).ToArray<long>(), Is.EqualTo(argMax.ToArray<long>()));

        void Expect(Tensor actual, Func<double[], double> reference) =>
            Assert.That(actual.Double().ToArray<double>(), Is.EqualTo(Naive(x.Double(), [dim], reference)));
    }

    private static (double Value, int Index) First(double[] v, Func<double, double, bool> better)
    {
        var best = 0;
        for (var i = 1; i < v.Length; i++)
            if (!double.IsNaN(v[best]) && (double.IsNaN(v[i]) || better(v[i], v[best]))) best = i;
        return (v[best], best);
    }

    private static double[] Naive(Tensor x, int[] dims, Func<double[], double> f)
    {
        var sizes = x.Shape.ToArray();
        var values = x.ToArray<double>();
        var groups = new SortedDictionary<int, List<double>>();
        for (var i = 0; i < values.Length; i++)
        {
            var (rest, key, scale) = (i, 0, 1);
            for (var d = sizes.Length - 1; d >= 0; d--)
            {
                if (!IsIn(dims, d))
                {
                    key += rest % sizes[d] * scale;
                    scale *= sizes[d];
                }

                rest /= sizes[d];
            }

            if (!groups.TryGetValue(key, out var group)) groups[key] = group = [];
            group.Add(values[i]);
        }

        return [.. groups.Values.Select(g => f([.. g]))];
    }

    private static bool IsIn(int[] dims, int d) => dims.Length == 0 || Array.Exists(dims, dim => (dim + 3) % 3 == d);

    private static double Variance(double[] v, int correction)
    {
        var mean = v.Average();
        return v.Sum(a => (a - mean) * (a - mean)) / (v.Length - correction);
    }
}
