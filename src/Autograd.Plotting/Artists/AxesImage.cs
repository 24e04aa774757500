using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// A matrix as an image, a cell an element: what <see cref="Axes.Imshow"/> and <see cref="Axes.Matshow"/> draw. Elements that
/// are NaN are left transparent, infinite ones take the end of the colour map.
/// </summary>
public sealed class AxesImage : SP.IPlottable, SP.IHasColorAxis
{
    private readonly double[] _values;
    private readonly int _rows, _columns;
    private readonly double _alpha;

    internal AxesImage(ArrayLike matrix, double vmin, double vmax, SP.IColormap colormap, SP.CoordinateRect extent, double alpha)
    {
        (_values, _rows, _columns) = (matrix.Values, matrix.Rows, matrix.Columns);
        (VMin, VMax, Colormap, Extent, _alpha) = (vmin, vmax, colormap, extent, alpha);
    }

    /// <summary>The value that has the colour map's first colour.</summary>
    public double VMin { get; }

    /// <summary>The value that has the colour map's last colour.</summary>
    public double VMax { get; }

    /// <summary>The colour map.</summary>
    public SP.IColormap Colormap { get; }

    /// <summary>Where the image's edges are; its top is where the first row begins.</summary>
    public SP.CoordinateRect Extent { get; }

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public SP.IAxes Axes { get; set; } = new SP.Axes();

    /// <inheritdoc/>
    public IEnumerable<SP.LegendItem> LegendItems => [];

    /// <summary>True to blend between the cells' centres.</summary>
    internal bool IsSmooth { get; init; }

    /// <summary>What to write into the cells, or null.</summary>
    internal string[]? ValueTexts { get; init; }

    /// <summary>The colours of a picture, or null for those of the colour map.</summary>
    internal SP.Color[]? Pixels { get; init; }

    /// <summary>The font of the values.</summary>
    internal SP.LabelStyle ValueStyle { get; init; } = new();

    /// <inheritdoc/>
    public SP.AxisLimits GetAxisLimits() => _values.Length == 0 ? SP.AxisLimits.NoLimits : new(
        Math.Min(Extent.Left, Extent.Right), Math.Max(Extent.Left, Extent.Right),
        Math.Min(Extent.Bottom, Extent.Top), Math.Max(Extent.Bottom, Extent.Top));

    /// <summary>The values that the colours go from and to.</summary>
    public SP.Range GetRange() => new(VMin, Math.Max(VMin, VMax));

    /// <inheritdoc/>
    public void Render(SP.RenderPack rp)
    {
        if (_values.Length == 0) return;
        var first = Axes.GetPixel(new SP.Coordinates(Extent.Left, Extent.Top));
        var last = Axes.GetPixel(new SP.Coordinates(Extent.Right, Extent.Bottom));
        var rect = SKRect.Create(Math.Min(first.X, last.X), Math.Min(first.Y, last.Y), Math.Abs(last.X - first.X), Math.Abs(last.Y - first.Y));
        using var bitmap = Bitmap(flipX: first.X > last.X, flipY: first.Y > last.Y);
        using var image = SKImage.FromBitmap(bitmap);
        using var paint = new SKPaint { IsAntialias = false };
        var filter = IsSmooth ? SKFilterMode.Linear : SKFilterMode.Nearest;
        rp.Canvas.DrawImage(image, rect, new SKSamplingOptions(filter, SKMipmapMode.None), paint);
        if (ValueTexts is not null) WriteValues(rp, ValueTexts, first, last);
    }

    /// <summary>The colours of a picture (H, W, 3) or (H, W, 4), clipped to what can be shown.</summary>
    internal static SP.Color[] PixelsOf(ArrayLike picture, bool isAnnotated)
    {
        if (picture.Image is not [_, _, 3 or 4])
            throw new ArgumentException(
                $"Imshow: takes a matrix (H, W) or a picture (H, W, 3) or (H, W, 4), not {picture.Image}; Permute(1, 2, 0) makes one of (C, H, W)", "matrix");
        if (isAnnotated) throw new ArgumentException("Imshow: a picture has no values to write into its pixels; use annot with a matrix", "annot");
        var (values, channels, one) = (picture.Values, picture.Image[2], picture.IsInteger ? 255.0 : 1);
        var pixels = new SP.Color[values.Length / channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var pixel = values.AsSpan(i * channels, channels);
            var isMissing = false;
            foreach (var value in pixel) isMissing |= double.IsNaN(value);
            pixels[i] = isMissing ? SP.Colors.Transparent
                : new SP.Color(Byte(pixel[0]), Byte(pixel[1]), Byte(pixel[2]), channels == 4 ? Byte(pixel[3]) : (byte)255);
        }

        return pixels;

        byte Byte(double value) => (byte)Math.Round(255 * Math.Clamp(value / one, 0, 1));
    }

    private SP.Color ColorOf(double value) => double.IsNaN(value) ? SP.Colors.Transparent
        : Colormap.GetColor(VMax > VMin ? (value - VMin) / (VMax - VMin) : value > VMin ? 1 : 0);

    private SKBitmap Bitmap(bool flipX, bool flipY)
    {
        var pixels = new SKColor[_values.Length];
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var color = Pixels?[row * _columns + column] ?? ColorOf(_values[row * _columns + column]);
                var (y, x) = (flipY ? _rows - 1 - row : row, flipX ? _columns - 1 - column : column);
                pixels[y * _columns + x] = new SKColor(color.R, color.G, color.B, (byte)Math.Round(color.A * _alpha));
            }
        }

        return new SKBitmap(_columns, _rows, SKColorType.Rgba8888, SKAlphaType.Unpremul) { Pixels = pixels };
    }

    private void WriteValues(SP.RenderPack rp, string[] texts, SP.Pixel first, SP.Pixel last)
    {
        var (width, height) = ((last.X - first.X) / _columns, (last.Y - first.Y) / _rows);
        ValueStyle.Alignment = SP.Alignment.MiddleCenter;

        // The largest size up to that of labels at which each text fits its cell.
        var widest = texts.Max(text => ValueStyle.Measure(text, rp.Paint).Width);
        var size = ValueStyle.FontSize;
        ValueStyle.FontSize = Math.Min(Math.Min(size, size * 0.9f * Math.Abs(width) / widest), 0.75f * Math.Abs(height));
        for (var i = 0; i < texts.Length; i++)
        {
            if (double.IsNaN(_values[i])) continue;
            var color = ColorOf(_values[i]);
            var luminance = (0.299 * color.R + 0.587 * color.G + 0.114 * color.B) * _alpha + 255 * (1 - _alpha);
            ValueStyle.ForeColor = luminance > 130 ? SP.Colors.Black : SP.Colors.White;
            var center = new SP.Pixel(first.X + (i % _columns + 0.5f) * width, first.Y + (i / _columns + 0.5f) * height);
            ValueStyle.Render(rp.Canvas, center, rp.Paint, texts[i]);
        }

        ValueStyle.FontSize = size;
    }
}
