using SkiaSharp;

namespace Autograd.Plotting.Tests;

/// <summary>Pictures and tables: their colours, and how values are written into cells.</summary>
public sealed class ImageTests
{
    [TestCase(".2f", "−1.50 0.00 1234.57")]
    [TestCase("f", "−1.500000 0.000000 1234.567800")]
    [TestCase(".0f", "−2 0 1235")]
    [TestCase(".3g", "−1.5 0 1.23e+03")]
    [TestCase("g", "−1.5 0 1234.57")]
    [TestCase(".1%", "−150.0% 0.0% 123456.8%")]
    [TestCase("e", "−1.500000e+00 0.000000e+00 1.234568e+03")]
    [TestCase(".1e", "−1.5e+00 0.0e+00 1.2e+03")]
    [TestCase("F2", "−1.50 0.00 1234.57")]
    [TestCase("N1", "−1.5 0.0 1,234.6")]
    [TestCase("0.0#", "−1.5 0.0 1234.57")]
    public void Values_are_written_in_formats_of_Python_and_of_NET(string fmt, string expected) =>
        Assert.That(string.Join(' ', CellFormat.Write([-1.5, 0, 1234.5678], fmt, "Matshow")), Is.EqualTo(expected));

    [Test]
    public void Whole_numbers_are_written_as_such() =>
        Assert.That(CellFormat.Write([-3, 0, 1e6, double.NaN], "d", "Matshow"), Is.EqualTo((string[])["−3", "0", "1000000", "NaN"]));

    [TestCase("2f")]
    [TestCase(".f2")]
    [TestCase("")]
    [TestCase("X")]
    [TestCase("{0}")]
    public void A_format_that_is_none_is_refused(string fmt) =>
        Assert.That(() => new Figure().AddSubplot().Matshow(Tensor.Eye(2), annot: true, fmt: fmt), Throws.ArgumentException.With.Message.EqualTo(
            $"Matshow: fmt \"{fmt}\" is no format of numbers; use Python's .2f, d, .3g, .1% or e, or .NET's F2 or 0.00 (Parameter 'fmt')"));

    [Test]
    public void Pictures_of_floats_and_of_bytes_have_their_own_colours()
    {
        var floats = Tensor.From([1.0, 0, 0, 0, 1.5, 0, 0, 0, 1, 0.2, 0.4, 0.6]).Reshape(2, 2, 3);
        foreach (var image in (Tensor[])[floats, (floats.Clamp(0, 1) * 255).To(DType.UInt8)])
        {
            var axes = new Figure((2, 2)).AddSubplot();
            axes.Imshow(image);
            axes.Axis("off");
            Assert.That(Colors(axes.Figure, 60, 140), Is.EqualTo((string[])["#ffff0000", "#ff00ff00", "#ff0000ff", "#ff336699"]), image.DType.ToString());
            Assert.That(() => axes.ColorBar(), Throws.InvalidOperationException, "a picture has no colour map");
        }
    }

    [Test]
    public void A_fourth_channel_is_the_opacity()
    {
        var axes = new Figure((2, 2)).AddSubplot();
        axes.Imshow(Tensor.From([1.0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0.6, double.NaN, 0, 0, 1]).Reshape(2, 2, 4));
        axes.Axis("off");
        Assert.That(Colors(axes.Figure, 60, 140), Is.EqualTo((string[])["#ffff0000", "#ffffffff", "#ff666666", "#ffffffff"]));
    }

    private static string[] Colors(Figure figure, int low, int high)
    {
        using var picture = SKBitmap.Decode(figure.ToPng());
        return [.. from y in (int[])[low, high] from x in (int[])[low, high] select picture.GetPixel(x, y).ToString()];
    }
}
