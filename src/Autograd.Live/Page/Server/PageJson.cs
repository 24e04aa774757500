using System.Text.Json.Serialization;

namespace Autograd.Live;

/// <summary>
/// A line of a chart as the legend shows it. <c>Color</c> is the number of a class in page.css, <c>OwnColor</c> what
/// the script chose instead.
/// </summary>
internal sealed record LegendEntry(string Key, string Label, int Color, string? OwnColor, bool IsPale, string Run);

/// <summary>A number with its name, formatted.</summary>
internal sealed record Reading(string Label, string Value);

/// <summary>What the page must know to show a panel, or to show it anew.</summary>
internal sealed record PanelState(
    int Id, string Section, string Kind, string Title, long Version, IReadOnlyList<LegendEntry> Lines, IReadOnlyList<Reading> Latest)
{
    /// <summary>The text of a text panel; the description of a picture.</summary>
    public string? Text { get; init; }

    public TableContent? Table { get; init; }

    /// <summary>Its place among those of its section; at equal places the older is first.</summary>
    public int Place { get; init; }

    /// <summary>How to read a chart.</summary>
    public string? Hint { get; init; }

    /// <summary>The height of a chart in pixels, where it needs another than most.</summary>
    public int? Height { get; init; }

    /// <summary>Whether it takes the page's whole width.</summary>
    public bool Wide { get; init; }

    /// <summary>Whether it is behind a switch of its section, with the others of its kind.</summary>
    public bool Folded { get; init; }
}

/// <summary>Rows of text under column heads.</summary>
internal sealed record TableContent(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>The values under the pointer: the horizontal position that they are taken from, and how it reads.</summary>
internal sealed record ValuesAt(double X, string Position, IReadOnlyList<ValueAt> Values);

/// <summary>The value of one line, and its colour.</summary>
internal sealed record ValueAt(string Label, string Value, int Color, string? OwnColor);

/// <summary>What holds for the page as a whole.</summary>
internal sealed record PageState(string Title, bool Waiting, bool Ended);

/// <summary>A line that the script printed.</summary>
internal sealed record PrintedLine(string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PanelState))]
[JsonSerializable(typeof(PageState))]
[JsonSerializable(typeof(PrintedLine))]
[JsonSerializable(typeof(ValuesAt))]
[JsonSerializable(typeof(TableContent))]
internal sealed partial class PageJson : JsonSerializerContext;
