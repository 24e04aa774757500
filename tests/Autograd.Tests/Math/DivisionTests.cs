using Autograd.Kernels;

namespace Autograd.Tests.MathOps;

/// <summary>Quotients that are made whole, and remainders with the dividend's sign.</summary>
[NonParallelizable]
public class DivisionTests
{
    [TearDown]
    public void FreeWidth() => SimdWidth.Limit = 512;

    [Test]
    public void Integers_stay_integers()
    {
        var a = Tensor.From([7, -7, 7, -7, 6, 0]);
        var b = Tensor.From([2, 2, -2, -2, -3, 5]);
        Assert.That(a.Div(b, RoundingMode.Floor).ToArray<int>(), Is.EqualTo(new[] { 3, -4, -4, 3, -2, 0 }));
        Assert.That(a.Div(b, RoundingMode.Trunc).ToArray<int>(), Is.EqualTo(new[] { 3, -3, -3, 3, -2, 0 }));
        Assert.That(a.Fmod(b).ToArray<int>(), Is.EqualTo(new[] { 1, -1, 1, -1, 0, 0 }));
        Assert.That(a.Div(2, RoundingMode.Floor).ToArray<int>(), Is.EqualTo(new[] { 3, -4, 3, -4, 3, 0 }));
        Assert.That(a.Div(2.5, RoundingMode.Floor).ToArray<float>(), Is.EqualTo(new[] { 2f, -3, 2, -3, 2, 0 }));
        Assert.That(Tensor.From(-7).Div(b, RoundingMode.Floor).ToArray<int>(), Is.EqualTo(new[] { -4, -4, 3, 3, 2, -2 }));
        Assert.That(a.Fmod(4).ToArray<int>(), Is.EqualTo(new[] { 3, -3, 3, -3, 2, 0 }));
        Assert.That(Tensor.From(new byte[] { 200, 7 }).Div(3, RoundingMode.Floor).ToArray<byte>(), Is.EqualTo(new byte[] { 66, 2 }));
        Assert.That(Tensor.From([true, false]).Div(2, RoundingMode.Floor).DType, Is.EqualTo(DType.Int64));
    }

    [Test]
    public void The_lowest_integer_over_minus_one_wraps_around()
    {
        var lowest = Tensor.From([long.MinValue]);
        Assert.That(lowest.Div(-1, RoundingMode.Floor).Item<long>(), Is.EqualTo(long.MinValue));
        Assert.That(lowest.Div(-1, RoundingMode.Trunc).Item<long>(), Is.EqualTo(long.MinValue));
        Assert.That(lowest.Fmod(-1).Item<long>(), Is.Zero);
    }

    [Test]
    public void Integers_by_zero_are_refused()
    {
        var a = Tensor.From([1, 2]);
        var zero = Tensor.From([1, 0]);
        var message = "an integer is divided by 0; convert with To(DType.Float32) first for an infinity or NaN";
        Assert.That(() => a.Div(zero, RoundingMode.Floor), Throws.InstanceOf<DivideByZeroException>().With.Message.EqualTo("Div: " + message));
        Assert.That(() => a.Div(0, RoundingMode.Trunc), Throws.InstanceOf<DivideByZeroException>().With.Message.EqualTo("Div: " + message));
        Assert.That(() => a.Fmod(zero), Throws.InstanceOf<DivideByZeroException>().With.Message.EqualTo("Fmod: " + message));
        Assert.That(
            () => a.Div(zero, (RoundingMode)7),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Div: a rounding mode of 7; use Floor or Trunc, or the operator / for no rounding (Parameter 'roundingMode')"));
    }

    /// <summary>Quotients a hair below a whole number round up to it; the floor must not.</summary>
    [TestCase(0), TestCase(128), TestCase(256), TestCase(512)]
    public void Rounded_down_it_is_the_exact_quotients_floor(int width)
    {
        SimdWidth.Limit = width;
        var random = new Random(3);
        var (a, b) = (new double[4000], new double[4000]);
        for (var i = 0; i < a.Length; i++)
        {
            b[i] = (random.NextDouble() - 0.5) * 8;
            var whole = random.Next(-1000, 1000) * b[i];
            a[i] = (i % 3) switch { 0 => whole, 1 => Math.BitDecrement(whole), _ => Math.BitIncrement(whole) };
        }

        var actual = Tensor.From(a).Div(Tensor.From(b), RoundingMode.Floor).ToArray<double>();
        var (x, y) = (Array.ConvertAll(a, v => (float)v), Array.ConvertAll(b, v => (float)v));
        var single = Tensor.From(x).Div(Tensor.From(y), RoundingMode.Floor).ToArray<float>();
        for (var i = 0; i < a.Length; i++)
        {
            Assert.That(actual[i], Is.EqualTo(Floor(a[i], b[i])), $"{a[i]:R} // {b[i]:R}");
            Assert.That(single[i], Is.EqualTo(Floor(x[i], y[i])), $"{x[i]:R}f // {y[i]:R}f");
        }
    }

    /// <summary>By way of the remainder, which is exact.</summary>
    private static double Floor(double a, double b)
    {
        var rest = a % b;
        var quotient = Math.Round((a - rest) / b);
        return rest != 0 && rest < 0 != b < 0 ? quotient - 1 : quotient;
    }
}
