using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Autograd.Live;

/// <summary>
/// How a page wants a chart drawn. Limits are in the chart's own coordinates; a missing one follows the data.
/// </summary>
internal sealed record ChartView
{
    private const int SmallestSide = 120;
    private const int GreatestSide = 4000;

    public int Width { get; init; } = 640;

    public int Height { get; init; } = 300;

    public bool Dark { get; init; }

    public bool Log { get; init; }

    public double? XMin { get; init; }

    public double? XMax { get; init; }

    public double? YMin { get; init; }

    public double? YMax { get; init; }

    /// <summary>The keys of the lines that are not drawn.</summary>
    public IReadOnlySet<string> Hidden { get; init; } = new HashSet<string>();

    /// <summary>Reads a view from the query of a request; null if a number is none.</summary>
    public static ChartView? TryParse(IQueryCollection query)
    {
        var valid = true;
        double? Number(string name)
        {
            if (!query.TryGetValue(name, out var text)) return null;
            valid &= double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
            return value;
        }

        int Side(string name, int ifMissing) => (int)Math.Clamp(Number(name) ?? ifMissing, SmallestSide, GreatestSide);

        var view = new ChartView
        {
            Width = Side("w", 640),
            Height = Side("h", 300),
            Dark = query["dark"] == "1",
            Log = query["log"] == "1",
            XMin = Number("x0"),
            XMax = Number("x1"),
            YMin = Number("y0"),
            YMax = Number("y1"),
            Hidden = query["hide"].OfType<string>().ToHashSet(),
        };
        return valid && !(view.XMin >= view.XMax) && !(view.YMin >= view.YMax) ? view : null;
    }
}
