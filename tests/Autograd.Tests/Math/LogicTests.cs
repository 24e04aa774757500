namespace Autograd.Tests.MathOps;

/// <summary>Questions about numbers that are not comparisons of two.</summary>
public class LogicTests
{
    private static readonly double[] Edges = [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Test]
    public void Logic_takes_every_number_but_zero_for_true()
    {
        var x = Tensor.From(Edges);
        Assert.That(x.LogicalNot().ToArray<bool>(), Is.EqualTo(new[] { true, true, false, false, false, false, false }));
        var (a, b) = (Tensor.From([0, 0, 2, -1]), Tensor.From([0f, 0.5f, 0f, float.NaN]));
        Assert.That(a.LogicalAnd(b).ToArray<bool>(), Is.EqualTo(new[] { false, false, false, true }));
        Assert.That(a.LogicalOr(b).ToArray<bool>(), Is.EqualTo(new[] { false, true, true, true }));
        Assert.That(a.LogicalXor(b).ToArray<bool>(), Is.EqualTo(new[] { false, true, true, false }));
        Assert.That(Tensor.Ones(2, 1).LogicalAnd(a > 0).Shape, Is.EqualTo(Shape.Create(2, 4)));
        Assert.That(Tensor.Ones([2], requiresGrad: true).LogicalNot().RequiresGrad, Is.False);
    }

    [Test]
    public void Signs_and_infinities([Values(DType.Float32, DType.Float64)] DType dtype)
    {
        var x = Tensor.From(Edges).To(dtype);
        Assert.That(x.IsPosInf().ToArray<bool>(), Is.EqualTo(new[] { false, false, false, false, false, true, false }));
        Assert.That(x.IsNegInf().ToArray<bool>(), Is.EqualTo(new[] { false, false, false, false, false, false, true }));
        Assert.That(x.SignBit().ToArray<bool>(), Is.EqualTo(new[] { false, true, false, true, double.IsNegative(double.NaN), false, true }));
        Assert.That(x.To(DType.Int32).SignBit().ToArray<bool>()[..4], Is.EqualTo(new[] { false, false, false, true }));
        Assert.That(Tensor.From([true, false]).SignBit().ToArray<bool>(), Is.All.False);
        Assert.That(Tensor.From([1, -1]).IsPosInf().ToArray<bool>(), Is.All.False);
        Assert.That(Tensor.From([1, -1]).IsNegInf().ToArray<bool>(), Is.All.False);
    }

    [Test]
    public void Closeness()
    {
        var a = Tensor.From([1.0, 1.0, double.PositiveInfinity, double.PositiveInfinity, double.NaN, 0], DType.Float64);
        var b = Tensor.From([1 + 9e-6, 1 + 2e-5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 2e-8], DType.Float64);
        Assert.That(a.IsClose(b).ToArray<bool>(), Is.EqualTo(new[] { true, false, true, false, false, false }));
        Assert.That(a.IsClose(b, atol: 1e-4, equalNan: true).ToArray<bool>(), Is.EqualTo(new[] { true, true, true, false, true, true }));
        Assert.That(Tensor.From([1, 2]).IsClose(Tensor.From([[1f], [2f]])).ToArray<bool>(), Is.EqualTo(new[] { true, false, false, true }));
        Assert.That(Tensor.Zeros(0, 3).AllClose(Tensor.Zeros(3)), Is.True);
        Assert.That(
            () => a.IsClose(b, rtol: -1),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo("IsClose: rtol is -1; it must be 0 or more (Parameter 'rtol')"));
        Assert.That(() => a.AllClose(b, atol: -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "AllClose: atol is -1; it must be 0 or more (Parameter 'atol')"));
        Assert.That(() => a.IsClose(Tensor.Zeros(2)), Throws.ArgumentException.With.Message.EqualTo(
            "IsClose: shapes (6,) and (2,) do not broadcast: sizes 6 and 2 meet in dimension 0; they must be equal, or one of them 1"));
    }
}
