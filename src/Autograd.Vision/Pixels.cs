using SkiaSharp;

namespace Autograd.Vision;

/// <summary>Between pixels of four bytes, as files are decoded to them, and planes of channels, as nets take them.</summary>
internal static class Pixels
{
    public static Tensor ToTensor(ReadOnlySpan<byte> rgba, int height, int width, ImageReadMode channels)
    {
        var area = height * width;
        if (channels == ImageReadMode.Gray)
        {
            var grey = new byte[area];
            for (var i = 0; i < area; i++) grey[i] = Luma(rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]);
            return Tensor.From(grey, (1, height, width));
        }

        var count = channels == ImageReadMode.Rgb ? 3 : 4;
        var planes = new byte[count * area];
        for (var c = 0; c < count; c++)
        {
            var plane = planes.AsSpan(c * area, area);
            for (var i = 0; i < plane.Length; i++) plane[i] = rgba[4 * i + c];
        }

        return Tensor.From(planes, (count, height, width));
    }

    /// <summary>A bitmap of (1, 3 or 4 channels, height, width); the caller disposes it.</summary>
    public static SKBitmap ToBitmap(Tensor image)
    {
        var (channels, height, width) = image.Shape;
        var alpha = channels == 4 ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
        var bitmap = new SKBitmap(width, height, channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888, alpha);
        var (values, area) = (image.ToArray<byte>(), height * width);
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < height; y++)
        {
            var row = pixels[(y * bitmap.RowBytes)..];
            var from = values.AsSpan(y * width);
            if (channels == 1)
            {
                from[..width].CopyTo(row);
                continue;
            }

            for (var x = 0; x < width; x++)
            {
                for (var c = 0; c < 3; c++) row[4 * x + c] = from[c * area + x];
                row[4 * x + 3] = channels == 4 ? from[3 * area + x] : byte.MaxValue;
            }
        }

        return bitmap;
    }

    /// <summary>ITU-R 601's luma in 16-bit fixed point, as PIL computes it; the weights sum to 1, so greys stay as they are.</summary>
    private static byte Luma(int red, int green, int blue) => (byte)((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
}
