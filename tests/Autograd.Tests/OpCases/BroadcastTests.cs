namespace Autograd.Tests.OpCases;

[Category("Slow")]
public class BroadcastTests
{
    private static readonly int[] Full = [2, 3, 2];

    private static IEnumerable<OpCase> Rows => OpTable.Broadcasting;

    /// <summary>
    /// Every pair of shapes up to rank 3 that meet in (2, 3, 2), against the operation on one pair of numbers at a time.
    /// </summary>
    [TestCaseSource(nameof(Rows))]
    public void All_pairs_of_shapes(object row)
    {
        var op = (OpCase)row;
        foreach (var shapeA in Shapes())
        {
            var a = (op.Inputs[0] with { Shape = shapeA }).Make(1, DType.Float64);
            foreach (var shapeB in Shapes()) Compare(op, a, (op.Inputs[1] with { Shape = shapeB }).Make(2, DType.Float64));
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void Shapes_that_do_not_meet_are_refused(object row)
    {
        var op = (OpCase)row;
        Assert.That(
            () => op.Function([Tensor.Ones([2, 3], DType.Float64), Tensor.Ones([2], DType.Float64)]),
            Throws.ArgumentException.With.Message.Contains("(2, 3)").And.Message.Contains("(2,)"));
    }

    [TestCaseSource(nameof(Rows))]
    public void A_size_of_zero_stretches_like_any_other(object row)
    {
        var op = (OpCase)row;
        var a = Tensor.Ones([0, 3], DType.Float64, requiresGrad: true);
        var b = Tensor.Ones([1], DType.Float64, requiresGrad: true);
        var result = op.Function([a, b]);
        Assert.That(result.Shape, Is.EqualTo(Shape.Create(0, 3)));
        result.Sum().Backward();
        Assert.That(a.Grad!.Shape, Is.EqualTo(Shape.Create(0, 3)));
        Assert.That(b.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0.0 }));
    }

    private static void Compare(OpCase op, Tensor a, Tensor b)
    {
        var rank = Math.Max(a.NDim, b.NDim);
        var sizes = Enumerable.Range(0, rank).Select(d => Math.Max(SizeAt(a, rank, d), SizeAt(b, rank, d))).ToArray();
        var result = op.Function([a, b]);
        Assert.That(result.Shape, Is.EqualTo(Shape.Create(sizes)));
        var grads = Functional.Grad([result.Sum()], [a, b]);
        var (gradA, gradB) = (new double[a.Numel], new double[b.Numel]);
        var values = result.Detach().ToArray<double>();
        for (var i = 0; i < values.Length; i++)
        {
            var (atA, atB) = (Position(a, sizes, i), Position(b, sizes, i));
            var x = Tensor.From(a.Detach().ToArray<double>()[atA], DType.Float64, requiresGrad: true);
            var y = Tensor.From(b.Detach().ToArray<double>()[atB], DType.Float64, requiresGrad: true);
            var number = op.Function([x, y]);
            var one = Functional.Grad([number], [x, y]);
            Assert.That(values[i], Is.EqualTo(number.Item()).Within(1e-14), $"{a.Shape} and {b.Shape} at {i}");
            gradA[atA] += one[0]!.Item();
            gradB[atB] += one[1]!.Item();
        }

        Assert.That(grads[0]!.ToArray<double>(), Is.EqualTo(gradA).Within(1e-10), $"first gradient of {a.Shape} and {b.Shape}");
        Assert.That(grads[1]!.ToArray<double>(), Is.EqualTo(gradB).Within(1e-10), $"second gradient of {a.Shape} and {b.Shape}");
    }

    private static IEnumerable<int[]> Shapes()
    {
        for (var rank = 0; rank <= Full.Length; rank++)
            for (var ones = 0; ones < 1 << rank; ones++)
                yield return Full[^rank..].Select((size, d) => (ones >> d & 1) == 1 ? 1 : size).ToArray();
    }

    private static int SizeAt(Tensor x, int rank, int d) => d < rank - x.NDim ? 1 : x.Shape[d - (rank - x.NDim)];

    private static int Position(Tensor x, int[] sizes, int element)
    {
        var (position, step) = (0, 1);
        for (var d = sizes.Length - 1; d >= sizes.Length - x.NDim; d--)
        {
            var size = SizeAt(x, sizes.Length, d);
            if (size > 1) position += element % sizes[d] * step;
            step *= size;
            element /= sizes[d];
        }

        return position;
    }
}
