namespace Autograd.Plotting;

/// <summary>The colours and the font of a figure: matplotlib's style sheets. <c>Plt.Style.Use("dark_background")</c></summary>
public sealed record Style
{
    /// <summary>matplotlib's default: black on white, the ten colours of Tableau.</summary>
    public static Style Default { get; } = new();

    /// <summary>matplotlib's <c>dark_background</c>.</summary>
    public static Style DarkBackground { get; } = new()
    {
        Name = "dark_background",
        Background = "black",
        Foreground = "white",
        GridColor = "#5a5a5a",
        LegendEdge = "#5a5a5a",
        Cycle = ["#8dd3c7", "#feffb3", "#bfbbd9", "#fa8174", "#81b1d2", "#fdb462", "#b3de69", "#bc82bd", "#ccebc4", "#ffed6f"],
    };

    /// <summary>The name under which <c>Plt.Style.Use</c> finds it.</summary>
    public string Name { get; init; } = "default";

    /// <summary>The colour behind everything; <c>#00000000</c> leaves it transparent.</summary>
    public string Background { get; init; } = "white";

    /// <summary>The colour of text, axes and ticks.</summary>
    public string Foreground { get; init; } = "black";

    /// <summary>The colour of grid lines.</summary>
    public string GridColor { get; init; } = "#b0b0b0";

    /// <summary>The colour of a legend's edge.</summary>
    public string LegendEdge { get; init; } = "#cccccc";

    /// <summary>The colours C0, C1, … that series take one after the other.</summary>
    public IReadOnlyList<string> Cycle { get; init; } =
        ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

    /// <summary>The font's family. Any but the one that the package ships must be installed where the figure is drawn.</summary>
    public string FontFamily { get; init; } = PlotFont.Family;

    /// <summary>The size of text in points; titles are 1.2 times as large.</summary>
    public double FontSize { get; init; } = 10;
}
