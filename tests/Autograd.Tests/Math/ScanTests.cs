using static Autograd.Tests.MathOps.Differences;

namespace Autograd.Tests.MathOps;

public class ScanTests
{
    [Test]
    public void Scans_against_naive_loops([Values(0, 1, 2)] int dim)
    {
        var x = Uniform(1, -2, 2, 4, 5, 3);
        Along(x, dim, x.CumSum(dim), (folded, v) => folded + v, 0);
        Along(x, dim, x.CumProd(dim), (folded, v) => folded * v, 1);
        Along(x, dim, x.LogCumSumExp(dim), (folded, v) => System.Math.Log(System.Math.Exp(folded) + System.Math.Exp(v)), double.NegativeInfinity);
        Along(x, dim, x.CumMax(dim).Values, System.Math.Max, double.NegativeInfinity);
        Along(x, dim, x.CumMin(dim).Values, System.Math.Min, double.PositiveInfinity);
        Along(x, dim, x.Float().CumProd(dim).Double(), (folded, v) => folded * v, 1, 1e-5);
    }

    [Test]
    public void Wide_panels_and_long_rows()
    {
        var x = Uniform(2, 0.9, 1.1, 3, 1100);
        Along(x, 0, x.CumProd(0), (folded, v) => folded * v, 1);
        Along(x, 1, x.CumSum(1), (folded, v) => folded + v, 0, 1e-10);
    }

    [Test]
    public void Float_sums_are_those_of_doubles()
    {
        var x = Tensor.Full([100_000], 0.1f);
        Assert.That(x.CumSum(0)[^1].Item(), Is.EqualTo((double)(float)(100_000 * (double)0.1f)));
        Assert.That(x.Reshape(-1, 2).CumSum(0)[^1, 0].Item(), Is.EqualTo((double)(float)(50_000 * (double)0.1f)));
    }

    [Test]
    public void Gradients_of_products_with_zeros_and_of_sums_of_nothing()
    {
        Check(t => t[0].CumProd(0), Tensor.From([2.0, 0, 3, 0, 4], DType.Float64));
        Check(t => t[0].CumProd(1) * t[0], Tensor.From(new[,] { { 0.0, 0, 0 }, { 1, 0, 2 } }));

        var x = Tensor.From([double.NegativeInfinity, double.NegativeInfinity, 1, 2], DType.Float64, requiresGrad: true);
        x.LogCumSumExp(0)[2..].Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0, 0, 1.2689414213699952, 0.7310585786300048 }).Within(1e-12));
    }

    [Test]
    public void The_last_of_ties_and_nan_from_where_it_is()
    {
        var x = Tensor.From([1.0, 1, double.NaN, 2, double.NaN], DType.Float64);
        var (values, indices) = x.CumMax(0);
        Assert.That(values.ToArray<double>(), Is.EqualTo(new[] { 1, 1, double.NaN, double.NaN, double.NaN }));
        Assert.That(indices.ToArray<long>(), Is.EqualTo(new[] { 0L, 1, 2, 2, 4 }));
    }

    private static void Along(Tensor x, int dim, Tensor actual, Func<double, double, double> fold, double first, double within = 1e-12)
    {
        var size = x.Size(dim);
        var rows = x.Transpose(dim, -1).Contiguous().ToArray<double>();
        var expected = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++) expected[i] = fold(i % size == 0 ? first : expected[i - 1], rows[i]);
        Assert.That(actual.Transpose(dim, -1).Contiguous().ToArray<double>(), Is.EqualTo(expected).Within(within));
    }
}
