namespace Autograd.Tests.MathOps;

public class AssertCloseTests
{
    private static readonly Tensor X = Tensor.From([[1.0, 2.0], [3.0, 4.0]]);

    [Test]
    public void Close_tensors_pass()
    {
        Testing.AssertClose(X, X.Clone());
        Testing.AssertClose(X + 1e-5, X);
        Testing.AssertClose(X.Double() + 1e-8, X.Double());
        Testing.AssertClose((X * 1.0005).Half(), X.Half());
        Testing.AssertClose((X * 1.01).BFloat16(), X.BFloat16());
        Testing.AssertClose(X.T, X.T.Contiguous());
        Testing.AssertClose(X + 0.5, X, rtol: 0, atol: 0.5);
        Testing.AssertClose(X + 1e-5, X.Double(), checkDType: false);
        Testing.AssertClose(Tensor.From([1, 2]), Tensor.From([1, 2]));
        Testing.AssertClose(Tensor.Empty(0, 3), Tensor.Empty(0, 3));
        var edges = Tensor.From([double.NaN, double.PositiveInfinity]);
        Testing.AssertClose(edges, edges.Clone(), equalNan: true);
        var w = Tensor.From(1.0, requiresGrad: true);
        Testing.AssertClose(w * 2, Tensor.From(2.0));
    }

    [Test]
    public void The_worst_element_is_named()
    {
        Fails(X + Tensor.From([[0, 0], [0.25, 0.5]]), X, rtol: 0.01, atol: 0.04,
            "AssertClose: 2 of 4 elements differ; the worst is 4.5 instead of 4 at [1, 1], a difference of 0.5 where 0.08 is allowed");
        Fails(Tensor.From(double.NaN), Tensor.From(1.0), null, null,
            "AssertClose: 1 of 1 elements differ; the worst is NaN instead of 1 at [], a difference of NaN where 1.13E-05 is allowed");
        Fails(Tensor.From([9, double.NaN, 3]), Tensor.From([0.0, 1, 3]), 0, 0,
            "AssertClose: 2 of 3 elements differ; the worst is NaN instead of 1 at [1], a difference of NaN where 0 is allowed");
        Fails(Tensor.From([1, 3]), Tensor.From([1, 2]), null, null,
            "AssertClose: 1 of 2 elements differ; the worst is 3 instead of 2 at [1], a difference of 1 where 0 is allowed");
        Fails(Tensor.From(1.25).Half(), Tensor.From(1.0).Half(), null, null,
            "AssertClose: 1 of 1 elements differ; the worst is 1.25 instead of 1 at [], a difference of 0.25 where 0.00101 is allowed");
        Fails(Tensor.From(1.25).BFloat16(), Tensor.From(1.0).BFloat16(), null, null,
            "AssertClose: 1 of 1 elements differ; the worst is 1.25 instead of 1 at [], a difference of 0.25 where 0.016 is allowed");
        Fails(Tensor.From([double.PositiveInfinity]), Tensor.From([double.NegativeInfinity]), 1, 1,
            "AssertClose: 1 of 1 elements differ; the worst is Infinity instead of -Infinity at [0], a difference of Infinity where Infinity is allowed");
    }

    [Test]
    public void Shapes_and_types_are_compared_first()
    {
        Fails(X, Tensor.Ones(2), null, null, "AssertClose: the shapes differ: (2, 2) instead of (2,)");
        Fails(X, X.Double(), null, null,
            "AssertClose: the types differ: Float32 instead of Float64; checkDType: false compares the numbers alone");
    }

    [Test]
    public void Tolerances_are_checked()
    {
        Assert.That(() => Testing.AssertClose(X, X, rtol: 0.1), Throws.ArgumentException.With.Message.EqualTo(
            "AssertClose: atol is missing; give both tolerances or none"));
        Assert.That(() => Testing.AssertClose(X, X, atol: 0.1), Throws.ArgumentException.With.Message.EqualTo(
            "AssertClose: rtol is missing; give both tolerances or none"));
        Assert.That(() => Testing.AssertClose(X, X, -1, 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "AssertClose: rtol is -1; it must be 0 or more (Parameter 'rtol')"));
        Assert.That(() => Testing.AssertClose(X, X, 0, -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "AssertClose: atol is -1; it must be 0 or more (Parameter 'atol')"));
    }

    private static void Fails(Tensor actual, Tensor expected, double? rtol, double? atol, string message) =>
        Assert.That(() => Testing.AssertClose(actual, expected, rtol, atol), Throws.TypeOf<AssertCloseException>().With.Message.EqualTo(message));
}
