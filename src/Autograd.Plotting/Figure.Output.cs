using System.Text;
using SkiaSharp;

namespace Autograd.Plotting;

public sealed partial class Figure
{
    /// <summary>What <see cref="Show"/> gives figures to, a live page for instance; null writes them to files.</summary>
    public static IFigureViewer? Viewer { get; set; }

    /// <summary>The figure as a PNG file, the same bytes each time.</summary>
    /// <param name="dpi">Pixels an inch; 200 doubles the picture's width and height.</param>
    /// <exception cref="ArgumentException">dpi is not between 10 and 1200.</exception>
    public byte[] ToPng(int dpi = Units.Dpi)
    {
        if (dpi is < 10 or > 1200) throw new ArgumentException($"ToPng: dpi is {dpi}; use 10 to 1200", nameof(dpi));
        var scale = dpi / (float)Units.Dpi;
        var background = ColorSpec.Parse(Style.Background, Style.Cycle, nameof(Style));
        var (width, height) = (Math.Max((int)MathF.Round(Width * scale), 1), Math.Max((int)MathF.Round(Height * scale), 1));
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, background.A == 255 ? SKAlphaType.Opaque : SKAlphaType.Premul);
        using var surface = SKSurface.Create(info)
            ?? throw new InvalidOperationException($"ToPng: no memory for a picture of {width} x {height} pixels; use a smaller dpi");
        surface.Canvas.Clear(background.A == 255 ? background.ToSKColor() : SKColors.Transparent);
        surface.Canvas.Scale(scale);
        Draw(surface.Canvas, isSharp: dpi == Units.Dpi);
        using var image = surface.Snapshot();
        using var pixels = image.PeekPixels()!;
        using var png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9))!;
        return png.ToArray();
    }

    /// <summary>
    /// The figure as SVG, the same characters each time. Text stays text; the glyphs that it needs are embedded.
    /// </summary>
    /// <param name="embedFont">
    /// False to leave the font out, for a page that has it already (<see cref="PlotFont.FontFace"/>).
    /// </param>
    public string ToSvg(bool embedFont = true)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream)) Draw(canvas, isSharp: false);
        return SvgDocument.Finish(Encoding.UTF8.GetString(stream.ToArray()), Width, Height, Description(), embedFont);
    }

    /// <summary>A page with the figure on it, without a file beside it.</summary>
    public string ToHtml() => HtmlPage.Of([this], Description());

    /// <summary>Writes a PNG file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path, int dpi = Units.Dpi) => Write(path, ToPng(dpi));

    /// <summary>Writes an SVG file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveSvg(string path) => Write(path, Encoding.UTF8.GetBytes(ToSvg()));

    /// <summary>Writes an HTML page.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveHtml(string path) => Write(path, Encoding.UTF8.GetBytes(ToHtml()));

    /// <summary>Writes a file of the kind that the name's end says: <c>.png</c>, <c>.svg</c> or <c>.html</c>. Folders are made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dpi">Pixels an inch, for PNG.</param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveFig(string path, int dpi = Units.Dpi)
    {
        ArgumentNullException.ThrowIfNull(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".png" or "": SavePng(Path.HasExtension(path) ? path : path + ".png", dpi); break;
            case ".svg": SaveSvg(path); break;
            case ".html" or ".htm": SaveHtml(path); break;
            default: throw new ArgumentException($"SaveFig: \"{path}\" ends neither with .png nor .svg nor .html", nameof(path));
        }
    }

    /// <summary>
    /// Shows the figure where there is a viewer, such as the live page of Autograd.Live. Otherwise it is written as PNG to the
    /// temporary folder, and a line on the console says where.
    /// </summary>
    public void Show() => (Viewer ?? FileViewer.Instance).Show(this);

    /// <summary>What the figure shows, for those who hear it: its title, or those of its axes.</summary>
    internal string Description()
    {
        var titles = _axes.Select(axes => axes.ScottPlot.Axes.Title.Label.Text).Prepend(Title).Where(title => !string.IsNullOrEmpty(title)).ToArray();
        return titles.Length > 0 ? string.Join("; ", titles) : "Figure";
    }

    private static void Write(string path, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        File.WriteAllBytes(path, content);
    }
}
