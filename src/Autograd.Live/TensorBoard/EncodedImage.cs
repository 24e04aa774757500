using SkiaSharp;

namespace Autograd.Live;

/// <summary>A picture as PNG.</summary>
internal sealed record EncodedImage(int Width, int Height, int Channels, byte[] Png)
{
    /// <summary>A tensor as a picture: floating values from 0 to 1, integers from 0 to 255; beyond that they are cut off.</summary>
    /// <param name="op">The member that was called.</param>
    /// <param name="image">The tensor.</param>
    /// <param name="format">The order of its dimensions: CHW, HWC or HW.</param>
    public static EncodedImage Of(string op, Tensor image, string format)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(format);
        var ordered = format.ToUpperInvariant() switch
        {
            _ when image.NDim != format.Length => throw new ArgumentException(
                $"{op}: an image of shape {image.Shape} is not {format}; say its format, as in dataFormats: \"HW\""),
            "CHW" => image.Detach().Permute(1, 2, 0),
            "HWC" => image.Detach(),
            "HW" => image.Detach().Unsqueeze(2),
            _ => throw new ArgumentException($"{op}: \"{format}\" is no format of an image; there are CHW, HWC and HW", nameof(format)),
        };
        var (height, width, channels) = (ordered.Shape[0], ordered.Shape[1], ordered.Shape[2]);
        if (channels is not (1 or 3 or 4) || height == 0 || width == 0)
            throw new ArgumentException($"{op}: an image of shape {image.Shape} as {format} has {width} x {height} pixels of {channels} channels; "
                + "it needs pixels, and 1, 3 or 4 channels");
        var values = ordered.ToArray<double>();
        var scale = image.DType.IsFloatingPoint() ? 255 : 1;
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, channels == 4 ? SKAlphaType.Unpremul : SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < width * height; i++)
        {
            for (var c = 0; c < 4; c++)
            {
                // NaN becomes black.
                var value = c == 3 && channels != 4 ? 255 : scale * values[(i * channels) + (channels == 1 ? 0 : c)];
                pixels[(4 * i) + c] = (byte)(value > 0 ? Math.Min(value, 255) : 0);
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return new EncodedImage(width, height, Math.Max(channels, 3), data.ToArray());
    }

    /// <summary>Several pictures of one size in rows of at most eight.</summary>
    public static EncodedImage OfGrid(string op, Tensor images, string format)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(format);
        if (format.ToUpperInvariant() is not ("NCHW" or "NHWC" or "NHW"))
            throw new ArgumentException($"{op}: \"{format}\" is no format of images; there are NCHW, NHWC and NHW", nameof(format));
        if (images.NDim != format.Length || images.Shape[0] == 0)
            throw new ArgumentException($"{op}: images of shape {images.Shape} are not {format}; say their format, as in dataFormats: \"NHW\"");
        var ordered = format.ToUpperInvariant() switch
        {
            "NCHW" => images.Detach(),
            "NHWC" => images.Detach().Permute(0, 3, 1, 2),
            _ => images.Detach().Unsqueeze(1),
        };
        var (count, channels, height, width) = (ordered.Shape[0], ordered.Shape[1], ordered.Shape[2], ordered.Shape[3]);
        var columns = Math.Min(count, 8);
        var rows = (count + columns - 1) / columns;
        var canvas = Tensor.Zeros([channels, rows * height, columns * width], images.DType);
        for (var i = 0; i < count; i++)
        {
            var (top, left) = (i / columns * height, i % columns * width);
            canvas[.., top..(top + height), left..(left + width)] = ordered[i];
        }

        return Of(op, canvas, "CHW");
    }

    public static EncodedImage OfPng(string op, byte[] png)
    {
        using var codec = SKCodec.Create(new MemoryStream(png)) ?? throw new ArgumentException($"{op}: the {png.Length} bytes are no picture");
        return new EncodedImage(codec.Info.Width, codec.Info.Height, 4, png);
    }
}
