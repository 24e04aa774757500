using Autograd.Plotting;

namespace Autograd.Live;

/// <summary>A file of the page, from the library's resources.</summary>
internal sealed record Asset(string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether a browser may keep it: the font, of two megabytes, which does not change.</summary>
    public bool IsLasting => ContentType == "font/ttf";

    private static readonly Dictionary<string, Asset> s_assets = new()
    {
        [""] = Load("index.html", "text/html; charset=utf-8"),
        ["page.css"] = Load("page.css", "text/css; charset=utf-8"),
        ["page.js"] = Load("page.js", "text/javascript; charset=utf-8"),
        ["chart.js"] = Load("chart.js", "text/javascript; charset=utf-8"),
        ["font.ttf"] = new("font/ttf", PlotFont.TrueType),
        ["icon.svg"] = Load("icon.svg", "image/svg+xml"),
    };

    /// <summary>The file at a path behind the token; null if there is none.</summary>
    public static Asset? Find(string path) => s_assets.GetValueOrDefault(path);

    private static Asset Load(string name, string contentType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"Autograd.Live.Page.Assets.{name}")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(contentType, content);
    }
}
