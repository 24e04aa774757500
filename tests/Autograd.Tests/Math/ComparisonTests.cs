namespace Autograd.Tests.MathOps;

public class ComparisonTests
{
    private static readonly double[] Edges = [double.NaN, double.NegativeInfinity, -1, -0.0, 0, 1, 300, double.PositiveInfinity];

    [Test]
    public void Operators_are_those_of_the_numbers()
    {
        var (a, b) = Pairs();
        var (x, y) = (Tensor.From(a), Tensor.From(b));
        CheckAll(x < y, i => a[i] < b[i]);
        CheckAll(x > y, i => a[i] > b[i]);
        CheckAll(x <= y, i => a[i] <= b[i]);
        CheckAll(x >= y, i => a[i] >= b[i]);
        CheckAll(x.Eq(y), i => a[i] == b[i]);
        CheckAll(x.Ne(y), i => a[i] != b[i]);
        CheckAll(x.Float() < y.Float(), i => (float)a[i] < (float)b[i]);
    }

    [Test]
    public void Numbers_stand_on_either_side()
    {
        foreach (var n in Edges)
        {
            var x = Tensor.From(Edges);
            CheckAll(x < n, i => Edges[i] < n);
            CheckAll(n < x, i => n < Edges[i]);
            CheckAll(x > n, i => Edges[i] > n);
            CheckAll(n > x, i => n > Edges[i]);
            CheckAll(x <= n, i => Edges[i] <= n);
            CheckAll(n <= x, i => n <= Edges[i]);
            CheckAll(x >= n, i => Edges[i] >= n);
            CheckAll(n >= x, i => n >= Edges[i]);
            CheckAll(x.Eq(n), i => Edges[i] == n);
            CheckAll(x.Ne(n), i => Edges[i] != n);
        }
    }

    [Test]
    public void Types_are_promoted()
    {
        Assert.That((Tensor.From([1, 2, 3]) > 1.5).ToArray<bool>(), Is.EqualTo(new[] { false, true, true }));
        Assert.That((Tensor.From([1, 2, 3]) >= Tensor.From([1.5f, 2f, 2.5f])).ToArray<bool>(),
            Is.EqualTo(new[] { false, true, true }));
        Assert.That(Tensor.From(new byte[] { 44, 200 }).Eq(300).ToArray<bool>(), Is.All.False);
        Assert.That((Tensor.From(new byte[] { 44, 200 }) < 300).ToArray<bool>(), Is.All.True);
        Assert.That((Tensor.From(new byte[] { 44, 200 }) > -1).ToArray<bool>(), Is.All.True);
        Assert.That(Tensor.From([true, false]).Eq(Tensor.From([true, true])).ToArray<bool>(), Is.EqualTo(new[] { true, false }));
        Assert.That(Tensor.From([true, false]).Eq(1).ToArray<bool>(), Is.EqualTo(new[] { true, false }));
        Assert.That(Tensor.From([long.MaxValue, long.MaxValue - 1]).Eq(long.MaxValue).ToArray<bool>(),
            Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Views_broadcast_and_nothing_is_recorded()
    {
        var x = Tensor.From(new[,] { { 1f, 2f }, { 3f, 4f } }, requiresGrad: true);
        var mask = x.T > Tensor.From([1.5f, 3.5f]);
        Assert.That(mask.ToArray<bool>(), Is.EqualTo(new[] { false, false, true, true }));
        Assert.That(mask.RequiresGrad, Is.False);
        Assert.That((x > Tensor.From(new[] { 1.0, 2.0 })).RequiresGrad, Is.False);
        Assert.That((Tensor.Zeros(0, 3) < 1).Shape.ToArray(), Is.EqualTo(new[] { 0, 3 }));
        Assert.That(() => Tensor.Zeros(2) < Tensor.Zeros(3), Throws.ArgumentException.With.Message.EqualTo(
            "<: shapes (2,) and (3,) do not broadcast: sizes 2 and 3 meet in dimension 0; they must be equal, or one of them 1"));
    }

    private static (double[] A, double[] B) Pairs()
    {
        var n = Edges.Length;
        var (a, b) = (new double[n * n], new double[n * n]);
        for (var i = 0; i < n * n; i++) (a[i], b[i]) = (Edges[i / n], Edges[i % n]);
        return (a, b);
    }

    private static void CheckAll(Tensor actual, Func<int, bool> expected)
    {
        Assert.That(actual.DType, Is.EqualTo(DType.Bool));
        var values = actual.ToArray<bool>();
        for (var i = 0; i < values.Length; i++) Assert.That(values[i], Is.EqualTo(expected(i)), $"element {i}");
    }
}
