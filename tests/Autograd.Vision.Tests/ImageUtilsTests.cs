using System.Text.Json;

namespace Autograd.Vision.Tests;

public sealed class ImageUtilsTests
{
    private static IEnumerable<string> Grids => VisionFixture.Names("grids");

    [TestCaseSource(nameof(Grids))]
    public void Grids_are_those_of_torchvision(string name)
    {
        var grid = VisionFixture.Root.GetProperty("grids").GetProperty(name);
        var options = grid.GetProperty("options");
        var actual = ImageUtils.MakeGrid(
            VisionFixture.Floats(grid.GetProperty("images")),
            Option("nrow")?.GetInt32() ?? 8,
            Option("padding")?.GetInt32() ?? 2,
            Option("normalize") is not null,
            Option("value_range") is { } range ? (range[0].GetDouble(), range[1].GetDouble()) : null,
            Option("scale_each") is not null,
            Option("pad_value")?.GetDouble() ?? 0);
        var expected = VisionFixture.Floats(grid.GetProperty("grid"));
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape));
        Assert.That(actual.ToArray<float>(), Is.EqualTo(expected.ToArray<float>()).Within(1).Ulps);

        JsonElement? Option(string key) => options.TryGetProperty(key, out var value) ? value : null;
    }

    [Test]
    public void An_image_that_was_saved_is_read_with_its_values_rounded()
    {
        using var file = new TemporaryFile(".png");
        Generator.ManualSeed(2);
        var x = Tensor.Rand(3, 5, 6) * 1.2 - 0.1;
        ImageUtils.SaveImage(x, file.Path);
        var expected = (x * 255 + 0.5).Clamp(0, 255).To(DType.UInt8);
        Assert.That(ImageFile.Read(file.Path).ToArray<byte>(), Is.EqualTo(expected.ToArray<byte>()));
    }

    [Test]
    public void Bytes_and_floats_are_converted_both_ways()
    {
        var bytes = Tensor.Arange(256).To(DType.UInt8);
        var floats = ImageUtils.ToFloat32(bytes);
        Assert.That(floats.Max().Item(), Is.EqualTo(1));
        Assert.That(ImageUtils.ToUInt8(floats).ToArray<byte>(), Is.EqualTo(bytes.ToArray<byte>()));
    }

    [Test]
    public void Errors_say_what_was_wrong()
    {
        var x = Tensor.Zeros(2, 3, 4, 4);
        Assert.That(
            () => ImageUtils.MakeGrid(Tensor.Zeros(2, 5, 4, 4)),
            Throws.ArgumentException.With.Message.StartsWith(
                "MakeGrid: shape (2, 5, 4, 4); give (batch, 1 or 3 channels, height, width), (channels, height, width) or (height, width)"));
        Assert.That(
            () => ImageUtils.MakeGrid(x, nRow: 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("MakeGrid: nRow is 0; give 1 or more"));
        Assert.That(
            () => ImageUtils.MakeGrid(x, padding: -1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("MakeGrid: padding is -1; give 0 or more"));
        Assert.That(
            () => ImageUtils.MakeGrid(x, normalize: true, valueRange: (1, 1)),
            Throws.ArgumentException.With.Message.StartsWith("MakeGrid: valueRange is (1, 1); give the lower value first"));
        Assert.That(
            () => ImageUtils.SaveImage(x, "x.tiff"),
            Throws.ArgumentException.With.Message.StartsWith("SaveImage: 'x.tiff' ends in '.tiff'; give .png, .jpg or .jpeg"));
    }
}
