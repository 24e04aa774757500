using System.Globalization;

namespace Autograd.Tests;

public class PythonNumberTests
{
    [TestCase(0.1, "0.1")]
    [TestCase(1.0, "1.0")]
    [TestCase(-0.0, "-0.0")]
    [TestCase(600.0, "600.0")]
    [TestCase(0.7128917889718286, "0.7128917889718286")]
    [TestCase(0.10441666666666667, "0.10441666666666667")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00001, "1e-05")]
    [TestCase(1.5e-7, "1.5e-07")]
    [TestCase(9999999999999998.0, "9999999999999998.0")]
    [TestCase(1e16, "1e+16")]
    [TestCase(1.7976931348623157e308, "1.7976931348623157e+308")]
    [TestCase(5e-324, "5e-324")]
    [TestCase(2.9802322387695312e-08, "2.9802322387695312e-08", Description = "2^-25: 16 digits read back as its neighbour")]
    [TestCase(double.NaN, "nan")]
    [TestCase(double.PositiveInfinity, "inf")]
    [TestCase(double.NegativeInfinity, "-inf")]
    public void ReprOfDouble(double value, string text) => Assert.That(PythonNumber.Repr(value), Is.EqualTo(text));

    [TestCase(0.1f, "0.1")]
    [TestCase(0.0001f, "1e-04", Description = "the float lies below 1e-4")]
    [TestCase(50331648f, "50331650.0", Description = "only the digits that tell the float; the rest are zeros")]
    [TestCase(1e20f, "1e+20")]
    public void ReprOfFloat(float value, string text) => Assert.That(PythonNumber.Repr(value), Is.EqualTo(text));

    [TestCase(0.51909, 4, "0.5191")]
    [TestCase(0.125, 2, "0.12", Description = "a tie goes to the even digit")]
    [TestCase(0.375, 2, "0.38", Description = "a tie goes to the even digit")]
    [TestCase(2.675, 2, "2.67", Description = "the double lies below the tie")]
    [TestCase(2.5, 0, "2")]
    [TestCase(-0.00001, 4, "-0.0000")]
    [TestCase(1e22, 1, "10000000000000000000000.0")]
    [TestCase(double.NaN, 4, "nan")]
    public void Fixed(double value, int decimals, string text) =>
        Assert.That(PythonNumber.Fixed(value, decimals), Is.EqualTo(text));

    [TestCase(12345.678, 4, "1.2346e+04")]
    [TestCase(1.25, 1, "1.2e+00")]
    [TestCase(1e-300, 2, "1.00e-300")]
    [TestCase(7.0, 0, "7e+00")]
    [TestCase(double.NegativeInfinity, 4, "-inf")]
    public void Scientific(double value, int decimals, string text) =>
        Assert.That(PythonNumber.Scientific(value, decimals), Is.EqualTo(text));

    [Test]
    public void PowersOfTwoReadBack()
    {
        for (var exponent = -1074; exponent < 1024; exponent++)
        {
            var value = Math.ScaleB(1, exponent);
            var text = PythonNumber.Repr(value);
            Assert.That(double.Parse(text, CultureInfo.InvariantCulture), Is.EqualTo(value), text);
        }
    }

    [Test]
    public void NegativeDecimalsAreRefused()
    {
        Assert.That(() => PythonNumber.Fixed(1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "decimals ('-1') must be a non-negative value. (Parameter 'decimals')\nActual value was -1."));
        Assert.That(() => PythonNumber.Scientific(1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "decimals ('-1') must be a non-negative value. (Parameter 'decimals')\nActual value was -1."));
    }
}
