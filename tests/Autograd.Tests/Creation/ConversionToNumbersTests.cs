namespace Autograd.Tests.Creation;

/// <summary>Tensors as .NET numbers: <c>Item</c>, <c>ToArray</c>, <c>CopyTo</c> and casts convert alike.</summary>
public class ConversionToNumbersTests
{
    private static readonly DType[] Types = Enum.GetValues<DType>();

    [TestCaseSource(nameof(Types))]
    public void A_number_that_every_type_holds_comes_out_as_any(DType dtype)
    {
        var one = Tensor.Ones(1, dtype);
        Assert.That(one.Item(), Is.EqualTo(1.0));
        Assert.That((one.Item<bool>(), one.Item<byte>(), one.Item<sbyte>(), one.Item<short>()), Is.EqualTo((true, (byte)1, (sbyte)1, (short)1)));
        Assert.That((one.Item<int>(), one.Item<long>(), one.Item<float>(), one.Item<double>()), Is.EqualTo((1, 1L, 1f, 1.0)));
        Assert.That(((double)one, (float)one, (int)one, (long)one, (bool)one), Is.EqualTo((1.0, 1f, 1, 1L, true)));
        Assert.That(one.ToArray<int>(), Is.EqualTo(new[] { 1 }));
        var copy = new float[2];
        one.CopyTo(copy.AsSpan());
        Assert.That(copy, Is.EqualTo(new[] { 1f, 0f }));
    }

    [TestCase(2147483648.0, false)]
    [TestCase(2147483647.0, true)]
    [TestCase(-2147483648.0, true)]
    [TestCase(-2147483649.0, false)]
    [TestCase(0.5, false)]
    [TestCase(-0.0, true)]
    [TestCase(double.NaN, false)]
    [TestCase(double.PositiveInfinity, false)]
    public void An_int_holds_what_it_holds(double value, bool isHeld)
    {
        var x = Tensor.From(value, DType.Float64);
        Assert.That(() => x.Item<int>(), isHeld ? Is.EqualTo((int)value) : Throws.InvalidOperationException);
        Assert.That(() => x.ToArray<int>(), isHeld ? Is.EqualTo(new[] { (int)value }) : Throws.InvalidOperationException);
        Assert.That(() => x.CopyTo(new int[1].AsSpan()), isHeld ? Throws.Nothing : Throws.InvalidOperationException);
    }

    [Test]
    public void The_edge_of_the_range_is_not_rounded_into_it()
    {
        // As a float, the greatest int is 2^31.
        Assert.That(() => Tensor.From(2147483648f).Item<int>(), Throws.InvalidOperationException);
        Assert.That(() => Tensor.From(9223372036854775808.0, DType.Float64).Item<long>(), Throws.InvalidOperationException);
        Assert.That(Tensor.From(-9223372036854775808.0, DType.Float64).Item<long>(), Is.EqualTo(long.MinValue));
        Assert.That(() => Tensor.From(-1).Item<byte>(), Throws.InvalidOperationException);
        Assert.That(() => Tensor.From(256).ToArray<byte>(), Throws.InvalidOperationException);
        Assert.That(() => Tensor.From(-129).ToArray<sbyte>(), Throws.InvalidOperationException);
    }

    [Test]
    public void Floating_types_round()
    {
        Assert.That(Tensor.From(0.1, DType.Float64).Item<float>(), Is.EqualTo(0.1f));
        Assert.That(Tensor.From(9007199254740993L).Item<double>(), Is.EqualTo(9007199254740992.0));
        Assert.That(Tensor.From(double.NegativeInfinity, DType.Float64).Item<float>(), Is.EqualTo(float.NegativeInfinity));
        Assert.That(Tensor.From([0.1, 0.2], DType.Float64).ToArray<float>(), Is.EqualTo(new[] { 0.1f, 0.2f }));
        Assert.That(Tensor.From([[1, 2], [3, 4]]).T.ToArray<double>(), Is.EqualTo(new[] { 1.0, 3, 2, 4 }));
    }

    [Test]
    public void Casts_to_integers_drop_the_fraction()
    {
        Assert.That(((int)Tensor.From(2.9), (int)Tensor.From(-2.9), (long)Tensor.From([2.9])), Is.EqualTo((2, -2, 2L)));
        Assert.That(((bool)Tensor.From(0.5), (bool)Tensor.From(0), (bool)Tensor.From([1, 2]).Eq(2).Any()), Is.EqualTo((true, false, true)));
        Assert.That((int)Tensor.From(2.9f, requiresGrad: true), Is.EqualTo(2));
    }
}
