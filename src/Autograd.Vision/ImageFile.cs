using SkiaSharp;

namespace Autograd.Vision;

/// <summary>Reads and writes pictures: <c>torchvision.io</c>.</summary>
public static class ImageFile
{
    /// <summary>The most pixels that are decoded, as in PIL: a small file can claim to hold any number.</summary>
    public const int MaxPixels = 178_956_970;

    /// <summary>Reads a picture: PNG, JPEG, BMP, WebP, or the first one of a GIF. <c>torchvision.io.read_image</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">The channels wanted.</param>
    /// <param name="applyExifOrientation">Whether a JPEG is turned as the camera has noted.</param>
    /// <returns>(channels, height, width) of UInt8, 0 to 255. Sixteen bits are rounded to eight.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no such picture, is cut short or damaged, or has more than <see cref="MaxPixels"/> pixels.
    /// </exception>
    public static Tensor Read(string path, ImageReadMode mode = ImageReadMode.Unchanged, bool applyExifOrientation = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Decode(File.ReadAllBytes(path), mode, applyExifOrientation, $" ({path})");
    }

    /// <summary>Reads a picture from the bytes of a file: <c>torchvision.io.decode_image</c>.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="mode">The channels wanted.</param>
    /// <param name="applyExifOrientation">Whether a JPEG is turned as the camera has noted.</param>
    /// <returns>(channels, height, width) of UInt8, 0 to 255.</returns>
    /// <exception cref="InvalidDataException">The bytes are no picture, as described for a file.</exception>
    public static Tensor Decode(byte[] content, ImageReadMode mode = ImageReadMode.Unchanged, bool applyExifOrientation = false)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Decode(content, mode, applyExifOrientation, "");
    }

    /// <summary>Writes a picture as PNG, without loss: <c>torchvision.io.write_png</c>.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="image">(1, 3 or 4 channels, height, width) of UInt8.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or type.</exception>
    public static void WritePng(string path, Tensor image) => Write(nameof(WritePng), path, image, SKEncodedImageFormat.Png, 100);

    /// <summary>Writes a picture as JPEG: <c>torchvision.io.write_jpeg</c>.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="image">(1 or 3 channels, height, width) of UInt8.</param>
    /// <param name="quality">From 1, smallest, to 100, closest.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or type, or the quality is out of range.</exception>
    public static void WriteJpeg(string path, Tensor image, int quality = 75)
    {
        if (quality is < 1 or > 100)
            throw new ArgumentOutOfRangeException(nameof(quality), $"WriteJpeg: quality is {quality}; give 1 to 100");
        Write(nameof(WriteJpeg), path, image, SKEncodedImageFormat.Jpeg, quality);
    }

    private static Tensor Decode(byte[] content, ImageReadMode mode, bool turned, string place)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidDataException($"ImageFile.Read: no PNG, JPEG, BMP, WebP or GIF{place}");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
            throw new InvalidDataException($"ImageFile.Read: {width} x {height} pixels are more than {MaxPixels}{place}");

        // What is in the file, neither multiplied by its opacity nor converted between colour spaces.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw new InvalidDataException($"ImageFile.Read: the picture is {Problem(result)}{place}");
        var image = Pixels.ToTensor(bitmap.GetPixelSpan(), height, width, Channels(codec.Info, mode));
        return turned ? Orientation.Apply(image, codec.EncodedOrigin) : image;
    }

    private static string Problem(SKCodecResult result) =>
        result == SKCodecResult.IncompleteInput ? "cut short" : $"damaged ({result})";

    private static ImageReadMode Channels(SKImageInfo info, ImageReadMode mode) => mode switch
    {
        not ImageReadMode.Unchanged => mode,
        _ when info.ColorType is SKColorType.Gray8 => ImageReadMode.Gray,
        _ when info.AlphaType is SKAlphaType.Opaque => ImageReadMode.Rgb,
        _ => ImageReadMode.RgbAlpha,
    };

    private static void Write(string op, string path, Tensor image, SKEncodedImageFormat format, int quality)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(image);
        var most = format == SKEncodedImageFormat.Jpeg ? 3 : 4;
        if (image.DType != DType.UInt8 || image.NDim != 3 || image.Shape[0] is not (1 or 3 or 4) || image.Shape[0] > most
            || image.Shape[1] == 0 || image.Shape[2] == 0)
        {
            throw new ArgumentException(
                $"{op}: {image.DType} of shape {image.Shape}; give UInt8 of shape (1{(most == 3 ? " or 3" : ", 3 or 4")}, height, width), "
                + "such as ImageUtils.ToUInt8 makes of numbers from 0 to 1");
        }

        using var bitmap = Pixels.ToBitmap(image);
        using var encoded = bitmap.Encode(format, quality);
        using var file = File.Create(path);
        encoded.SaveTo(file);
    }
}
