namespace Autograd.Vision.Tests;

public sealed class ImageFileTests
{
    private static IEnumerable<string> Pictures => VisionFixture.Names("pictures");

    private static IEnumerable<string> Orientations => VisionFixture.Names("turned");

    [TestCaseSource(nameof(Pictures))]
    public void Pixels_are_those_of_PIL_and_torchvision(string name)
    {
        var picture = VisionFixture.Root.GetProperty("pictures").GetProperty(name);
        var file = VisionFixture.File(picture);
        Check(ImageFile.Decode(file, ImageReadMode.Rgb), VisionFixture.Bytes(picture.GetProperty("rgb")));
        Check(ImageFile.Decode(file, ImageReadMode.Gray), VisionFixture.Bytes(picture.GetProperty("gray")));
        if (picture.TryGetProperty("unchanged", out var unchanged)) Check(ImageFile.Decode(file), VisionFixture.Bytes(unchanged));
    }

    [TestCaseSource(nameof(Orientations))]
    public void A_picture_is_turned_as_the_camera_noted(string orientation)
    {
        var picture = VisionFixture.Root.GetProperty("turned").GetProperty(orientation);
        var file = VisionFixture.File(picture);
        Check(ImageFile.Decode(file, ImageReadMode.Rgb, applyExifOrientation: true), VisionFixture.Bytes(picture.GetProperty("rgb")));
        Assert.That(ImageFile.Decode(file).Shape, Is.EqualTo(Shape.Create(3, 16, 24)));
    }

    [Test]
    public void Opacity_is_added_or_dropped([Values(1, 3, 4)] int channels)
    {
        using var file = new TemporaryFile(".png");
        Generator.ManualSeed(1);
        var x = Tensor.RandInt(0, 256, [channels, 4, 6], dtype: DType.UInt8);
        ImageFile.WritePng(file.Path, x);
        var read = ImageFile.Read(file.Path, ImageReadMode.RgbAlpha);
        Assert.That(read.Shape, Is.EqualTo(Shape.Create(4, 4, 6)));
        Check(read[..3], channels == 1 ? x.Expand(3, -1, -1) : x[..3]);
        Check(read[3..], channels == 4 ? x[3..] : Tensor.Full((1, 4, 6), 255, DType.UInt8));
    }

    [Test]
    public void What_is_written_as_png_is_read_with_the_same_bytes(
        [Values(1, 3, 4)] int channels, [Values(1, 5)] int height, [Values(1, 9)] int width)
    {
        using var file = new TemporaryFile(".png");
        Generator.ManualSeed(channels + height + width);
        var x = Tensor.RandInt(0, 256, [channels, width, height], dtype: DType.UInt8).Transpose(1, 2);
        if (channels == 4) x[3] = x[3].Clamp(0, 254);
        ImageFile.WritePng(file.Path, x);
        Check(ImageFile.Read(file.Path), x);
    }

    [Test]
    public void What_is_written_as_jpeg_is_close([Values(1, 3)] int channels)
    {
        using var file = new TemporaryFile(".jpg");
        var x = (Tensor.Arange(32) * 4).Expand(channels, 16, 32).To(DType.UInt8);
        ImageFile.WriteJpeg(file.Path, x, quality: 95);
        var read = ImageFile.Read(file.Path);
        Assert.That(read.Shape, Is.EqualTo(x.Shape));
        Assert.That((read.To(DType.Float32) - x).Abs().Max().Item(), Is.LessThan(6));
    }

    [TestCaseSource(nameof(Pictures))]
    public void A_file_that_is_cut_short_or_damaged_is_a_picture_or_refused(string name)
    {
        var file = VisionFixture.File(VisionFixture.Root.GetProperty("pictures").GetProperty(name));
        var random = new Random(3);
        var refused = 0;
        for (var length = 0; length < file.Length; length++) refused += Refused(file[..length]) ? 1 : 0;
        Assert.That(refused, Is.GreaterThan(file.Length / 3));
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = file.ToArray();
            for (var k = random.Next(1, 5); k > 0; k--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Refused(damaged);
        }
    }

    [Test]
    public void Errors_say_what_was_wrong_and_where()
    {
        var file = VisionFixture.File(VisionFixture.Root.GetProperty("pictures").GetProperty("png rgb"));
        using var cut = new TemporaryFile(".png");
        File.WriteAllBytes(cut.Path, file[..^40]);
        Assert.That(
            () => ImageFile.Read(cut.Path),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo($"ImageFile.Read: the picture is cut short ({cut.Path})"));
        Assert.That(
            () => ImageFile.Decode([1, 2, 3]),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("ImageFile.Read: no PNG, JPEG, BMP, WebP or GIF"));

        // The width and the height of a bitmap, at which no check sum looks.
        var bitmap = VisionFixture.File(VisionFixture.Root.GetProperty("pictures").GetProperty("bmp rgb"));
        BitConverter.TryWriteBytes(bitmap.AsSpan(18), 30_000);
        BitConverter.TryWriteBytes(bitmap.AsSpan(22), 20_000);
        Assert.That(
            () => ImageFile.Decode(bitmap),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("ImageFile.Read: 30000 x 20000 pixels are more than 178956970"));
        Assert.That(
            () => ImageFile.WritePng(cut.Path, Tensor.Zeros(3, 4, 4)),
            Throws.ArgumentException.With.Message.EqualTo(
                "WritePng: Float32 of shape (3, 4, 4); give UInt8 of shape (1, 3 or 4, height, width), such as ImageUtils.ToUInt8 "
                + "makes of numbers from 0 to 1"));
        Assert.That(
            () => ImageFile.WriteJpeg(cut.Path, Tensor.Zeros((4, 4, 4), DType.UInt8)),
            Throws.ArgumentException.With.Message.EqualTo(
                "WriteJpeg: UInt8 of shape (4, 4, 4); give UInt8 of shape (1 or 3, height, width), such as ImageUtils.ToUInt8 "
                + "makes of numbers from 0 to 1"));
        Assert.That(
            () => ImageFile.WriteJpeg(cut.Path, Tensor.Zeros((3, 4, 4), DType.UInt8), quality: 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("WriteJpeg: quality is 0; give 1 to 100"));
    }

    private static bool Refused(byte[] content)
    {
        try
        {
            ImageFile.Decode(content);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static void Check(Tensor actual, Tensor expected)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape));
        Assert.That(actual.ToArray<byte>(), Is.EqualTo(expected.ToArray<byte>()));
    }
}
