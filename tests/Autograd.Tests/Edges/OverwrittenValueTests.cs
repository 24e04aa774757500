namespace Autograd.Tests.Edges;

/// <summary>A value that was overwritten by a later one of the same write had no effect, and has no gradient.</summary>
public class OverwrittenValueTests
{
    private static readonly Tensor Repeated = Tensor.From([2L, 0, 2, 2]);

    private static IEnumerable<TestCaseData> Writes()
    {
        yield return Case("list", [3], [3], (x, v) => x[[0, 0, 1]] = v);
        yield return Case("negative list", [3], [3], (x, v) => x[[0, -3, 1]] = v);
        yield return Case("rows", [3, 2], [3, 2], (x, v) => x[[1, 1, 0]] = v);
        yield return Case("tensor", [4], [4], (x, v) => x[Repeated] = v);
        var square = Tensor.From(new[,] { { 0, 1 }, { 1, 0 } });
        var wide = Tensor.From(new[,] { { 0L, 0, 2, 0 }, { 1, 1, 1, 1 } });
        var small = Tensor.From(new[,] { { 0L, 1 }, { 0, 2 } });
        yield return Case("tensor of two dimensions", [3], [2, 2], (x, v) => x[square] = v);
        yield return Case("second dimension", [2, 3], [2, 4], (x, v) => x[.., Repeated] = v);
        yield return Case("pairs", [2, 2], [3], (x, v) => x[[0, 1, 0], [1, 1, 1]] = v);
        yield return Case("list beside a slice", [2, 4], [2, 2], (x, v) => x[.., 1..][.., [0, 0]] = v);
        yield return Case("one value for all", [3], [1], (x, v) => x[[0, 0, 1]] = v);
        yield return Case("one row for all", [3, 2], [2], (x, v) => x[[0, 0, 1]] = v);
        yield return Case("transposed view", [2, 3], [2, 2], (x, v) => x.T[[2, 2]] = v);
        yield return Case("mask", [4], [2], (x, v) => x[Tensor.From([true, false, false, true])] = v);
        yield return Case("Scatter", [2, 3], [2, 4], (x, v) => x.ScatterInPlace(1, wide, v));
        yield return Case("Scatter of smaller rows", [3, 3], [2, 2], (x, v) => x.ScatterInPlace(0, small, v));
        yield return Case("IndexCopy", [3, 2], [4, 2], (x, v) => x.IndexCopyInPlace(0, Repeated, v));
        yield return Case("IndexCopy in dimension 1", [2, 3], [2, 4], (x, v) => x.IndexCopyInPlace(1, Repeated, v));

        static TestCaseData Case(string name, int[] target, int[] value, Action<Tensor, Tensor> write) =>
            new TestCaseData(target, value, write).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Writes))]
    public void Only_what_stays_has_a_gradient(int[] target, int[] value, Action<Tensor, Tensor> write)
    {
        var x = Numbers(target, 1).Requiring();
        var v = Numbers(value, 100).Requiring();
        Tensor Written(Tensor[] inputs)
        {
            var y = inputs[0] * 1.0;
            write(y, inputs[1]);
            return y * y;
        }

        GradCheck.Check(Written, [x, v]);
        GradCheck.CheckGradGrad(Written, [x, v]);

        // A gradient of 1 for each value that can be found in the result, at all places together.
        var result = Written([x.Detach(), v.Detach()]).Sqrt();
        var grad = Functional.Grad([Written([x, v]).Sqrt().Sum()], [v])[0]!;
        var found = v.ToArray<double>().Select(number => result.ToArray<double>().Count(y => Math.Abs(y - number) < 1e-9));
        Assert.That(grad.ToArray<double>(), Is.EqualTo(found.Select(count => (double)count)).Within(1e-9));
    }

    [Test]
    public void Infinite_gradients_of_what_was_overwritten_are_zero()
    {
        var v = Tensor.From([0.0, 1.0], DType.Float64, requiresGrad: true);
        var x = Tensor.Zeros([1], DType.Float64);
        x[[0, 0]] = v;
        (x - 1.0).Sqrt().Sum().Backward();
        Assert.That(v.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0, double.PositiveInfinity }));
    }

    [Test]
    public void Out_of_place_writes_too()
    {
        var v = Numbers([4], 1).Requiring();
        var x = Numbers([3], 10).Requiring();
        GradCheck.Check(t => t[0].Scatter(0, Repeated, t[1]), [x, v]);
        GradCheck.Check(t => t[0].IndexCopy(0, Repeated, t[1]), [x, v]);
        var grad = Functional.Grad(x.Scatter(0, Repeated, v).Sum(), v);
        Assert.That(grad.ToArray<double>(), Is.EqualTo(new[] { 0.0, 1, 0, 1 }));
    }

    private static Tensor Numbers(int[] shape, double start)
    {
        var count = shape.Aggregate(1, (a, b) => a * b);
        return Tensor.Arange(start, start + count, 1, DType.Float64).Reshape(shape);
    }
}

internal static class LeafExtensions
{
    public static Tensor Requiring(this Tensor tensor)
    {
        tensor.RequiresGrad = true;
        return tensor;
    }
}
