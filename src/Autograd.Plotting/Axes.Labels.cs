using System.Runtime.CompilerServices;
using SP = ScottPlot;

namespace Autograd.Plotting;

public sealed partial class Axes
{
    private static readonly Dictionary<string, SP.Alignment?> Places = new()
    {
        ["best"] = null,
        ["upper right"] = SP.Alignment.UpperRight,
        ["upper left"] = SP.Alignment.UpperLeft,
        ["lower left"] = SP.Alignment.LowerLeft,
        ["lower right"] = SP.Alignment.LowerRight,
        ["right"] = SP.Alignment.MiddleRight,
        ["center left"] = SP.Alignment.MiddleLeft,
        ["center right"] = SP.Alignment.MiddleRight,
        ["lower center"] = SP.Alignment.LowerCenter,
        ["upper center"] = SP.Alignment.UpperCenter,
        ["center"] = SP.Alignment.MiddleCenter,
    };

    private bool _hasTopTicks;
    private string? _legend;

    /// <summary>The text above the frame. Between dollars, TeX's Greek letters and signs are understood: <c>"$\hat{y}$"</c>.</summary>
    public void SetTitle(string title, double? size = null)
    {
        SetFont(ScottPlot.Axes.Title.Label, size ?? 1.2 * Style.FontSize, ScottPlot.Axes.Title.Label.ForeColor);
        ScottPlot.Axes.Title.Label.Text = MathText.ToUnicode(title);
    }

    /// <summary>The text below the x axis.</summary>
    public void SetXLabel(string label, double? size = null)
    {
        SetFont(ScottPlot.Axes.Bottom.Label, size ?? Style.FontSize, ScottPlot.Axes.Bottom.Label.ForeColor);
        ScottPlot.Axes.Bottom.Label.Text = MathText.ToUnicode(label);
    }

    /// <summary>The text beside the y axis.</summary>
    public void SetYLabel(string label, double? size = null)
    {
        SetFont(ScottPlot.Axes.Left.Label, size ?? Style.FontSize, ScottPlot.Axes.Left.Label.ForeColor);
        ScottPlot.Axes.Left.Label.Text = MathText.ToUnicode(label);
    }

    /// <summary>Puts the x axis's ticks at positions, with labels if wanted. No position means no ticks.</summary>
    /// <param name="ticks">The positions.</param>
    /// <param name="labels">A text for each; by default the number.</param>
    /// <param name="size">The labels' size in points.</param>
    /// <param name="rotation">Degrees, counterclockwise.</param>
    /// <exception cref="ArgumentException">There are not as many labels as positions.</exception>
    [OverloadResolutionPriority(1)]
    public void SetXTicks(ArrayLike ticks, IEnumerable<string>? labels = null, double? size = null, double rotation = 0)
    {
        X.FixedTicks = Labelled(ticks, labels, nameof(SetXTicks));
        SetTickLabels([ScottPlot.Axes.Bottom, ScottPlot.Axes.Top], size, rotation);
    }

    /// <summary>Changes the labels of the x axis's ticks, wherever they are.</summary>
    /// <param name="size">The labels' size in points.</param>
    /// <param name="rotation">Degrees, counterclockwise.</param>
    [OverloadResolutionPriority(-1)]
    public void SetXTicks(double? size = null, double rotation = 0) =>
        SetTickLabels([ScottPlot.Axes.Bottom, ScottPlot.Axes.Top], size, rotation);

    /// <summary>Labels the x axis at 0, 1, 2, …</summary>
    public void SetXTicks(IEnumerable<string> labels, double? size = null, double rotation = 0)
    {
        var texts = labels.ToArray();
        SetXTicks(Count(texts.Length), texts, size, rotation);
    }

    /// <summary>Puts the y axis's ticks at positions, with labels if wanted. No position means no ticks.</summary>
    /// <inheritdoc cref="SetXTicks(ArrayLike, IEnumerable{string}?, double?, double)"/>
    [OverloadResolutionPriority(1)]
    public void SetYTicks(ArrayLike ticks, IEnumerable<string>? labels = null, double? size = null, double rotation = 0)
    {
        Y.FixedTicks = Labelled(ticks, labels, nameof(SetYTicks));
        SetTickLabels([ScottPlot.Axes.Left], size, rotation);
    }

    /// <summary>Changes the labels of the y axis's ticks, wherever they are.</summary>
    /// <param name="size">The labels' size in points.</param>
    /// <param name="rotation">Degrees, counterclockwise.</param>
    [OverloadResolutionPriority(-1)]
    public void SetYTicks(double? size = null, double rotation = 0) =>
        SetTickLabels([ScottPlot.Axes.Left], size, rotation);

    /// <summary>Labels the y axis at 0, 1, 2, …</summary>
    public void SetYTicks(IEnumerable<string> labels, double? size = null, double rotation = 0)
    {
        var texts = labels.ToArray();
        SetYTicks(Count(texts.Length), texts, size, rotation);
    }

    /// <summary>Makes the x axis <c>linear</c> or <c>log</c>.</summary>
    /// <exception cref="ArgumentException">It is another word.</exception>
    public void SetXScale(string scale) => SetScale(X, scale, nameof(SetXScale));

    /// <summary>Makes the y axis <c>linear</c> or <c>log</c>.</summary>
    /// <exception cref="ArgumentException">It is another word.</exception>
    public void SetYScale(string scale) => SetScale(Y, scale, nameof(SetYScale));

    /// <summary>Sets the x axis's ends; what is left out stays automatic. The larger first turns the axis round.</summary>
    /// <exception cref="ArgumentException">An end is no finite number, or both are the same.</exception>
    public void SetXLim(double? left = null, double? right = null) => SetLimits(X, left, right, nameof(SetXLim));

    /// <summary>Sets the y axis's ends; what is left out stays automatic. The larger first turns the axis round.</summary>
    /// <exception cref="ArgumentException">An end is no finite number, or both are the same.</exception>
    public void SetYLim(double? bottom = null, double? top = null) => SetLimits(Y, bottom, top, nameof(SetYLim));

    /// <summary>Makes a unit of x as long as a unit of y (<c>equal</c>), or fills the frame (<c>auto</c>).</summary>
    /// <exception cref="ArgumentException">It is another word.</exception>
    public void SetAspect(string aspect) => Layout.IsEqual = aspect switch
    {
        "equal" => true,
        "auto" => false,
        _ => throw new ArgumentException($"SetAspect: \"{aspect}\" is unknown; use equal or auto", nameof(aspect)),
    };

    /// <summary>Turns the y axis round.</summary>
    public void InvertYAxis() => Y.IsInverted = !Y.IsInverted;

    /// <summary>Turns the x axis round.</summary>
    public void InvertXAxis() => X.IsInverted = !X.IsInverted;

    /// <summary>Shows or hides axes, ticks and frame: <c>"off"</c>, <c>"on"</c>, <c>"equal"</c>.</summary>
    /// <exception cref="ArgumentException">It is another word.</exception>
    public void Axis(string option)
    {
        switch (option)
        {
            case "equal": Layout.IsEqual = true; break;
            case "off" or "on":
                foreach (var axis in ScottPlot.Axes.GetAxes()) axis.IsVisible = option == "on";
                break;
            default: throw new ArgumentException($"Axis: \"{option}\" is unknown; use off, on or equal", nameof(option));
        }
    }

    /// <summary>Shows the labels of what was drawn with one.</summary>
    /// <param name="loc"><c>best</c> for the corner with the least in it, or <c>upper right</c>, <c>lower center</c>, …</param>
    /// <exception cref="ArgumentException">There is no such place.</exception>
    public void Legend(string loc = "best")
    {
        if (!Places.TryGetValue(loc, out var alignment))
            throw new ArgumentException($"Legend: there is no place \"{loc}\"; there are {string.Join(", ", Places.Keys)}", nameof(loc));
        _legend = alignment is null ? "" : loc;
        ScottPlot.Legend.IsVisible = true;
        if (alignment is { } place) ScottPlot.Legend.Alignment = place;
    }

    /// <summary>Shows or hides lines at the ticks.</summary>
    /// <param name="visible">False to hide them.</param>
    /// <param name="which"><c>major</c> for the labelled ticks, <c>both</c> for those of a logarithmic axis between them too.</param>
    /// <exception cref="ArgumentException"><paramref name="which"/> is another word.</exception>
    public void Grid(bool visible = true, string which = "major")
    {
        if (which is not ("major" or "both")) throw new ArgumentException($"Grid: which is \"{which}\"; use major or both", nameof(which));
        ScottPlot.Grid.IsVisible = visible;
        ScottPlot.Grid.MinorLineWidth = which == "both" ? 0.5f : 0;
    }

    private void SetScale(PlotAxis axis, string scale, string member)
    {
        axis.IsLog = scale switch
        {
            "linear" => false,
            "log" => true,
            _ => throw new ArgumentException($"{member}: \"{scale}\" is no scale; use linear or log", nameof(scale)),
        };
        foreach (var placement in _placements) placement();
    }

    private static void SetLimits(PlotAxis axis, double? lower, double? upper, string member)
    {
        if (lower is { } low && !double.IsFinite(low) || upper is { } high && !double.IsFinite(high) || (lower is not null && lower == upper))
            throw new ArgumentException($"{member}: the limits {lower} and {upper} are no range; use two different finite numbers", nameof(lower));

        // The ends are kept in ascending order, and whether they were given so.
        if (lower is not null && upper is not null) axis.IsInverted = lower > upper;
        (axis.Lower, axis.Upper) = axis.IsInverted ? (upper ?? axis.Lower, lower ?? axis.Upper) : (lower ?? axis.Lower, upper ?? axis.Upper);
    }

    private (double, string)[] Labelled(ArrayLike ticks, IEnumerable<string>? labels, string member)
    {
        CheckDimensions(member, ticks);
        var positions = ticks.Values;
        var texts = labels?.Select(MathText.ToUnicode).ToArray() ?? [.. positions.Select(Plain)];
        if (texts.Length != positions.Length)
            throw new ArgumentException($"{member}: {positions.Length} ticks and {texts.Length} labels; they must be as many", nameof(labels));
        return [.. positions.Zip(texts)];

        static string Plain(double position) => position.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
    }

    private void SetTickLabels(IEnumerable<SP.IAxis> axes, double? size, double rotation)
    {
        foreach (var axis in axes)
        {
            if (size is { } points) axis.TickLabelStyle.FontSize = Units.Pixels(points);
            axis.TickLabelStyle.Rotation = (float)-rotation;
            axis.TickLabelStyle.Alignment = rotation > 0 || axis is SP.AxisPanels.LeftAxis ? SP.Alignment.MiddleRight : SP.Alignment.MiddleLeft;
        }
    }
}
