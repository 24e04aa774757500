using System.Globalization;

namespace Autograd.Live;

/// <summary>What a script shows beside its metrics.</summary>
public sealed partial class LivePage
{
    /// <summary>Appends a line to the page's output; the latest thousand are kept.</summary>
    public void Print(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _board.Print(text);
    }

    /// <summary>Shows a text under a title; a later one of the same title takes its place.</summary>
    public void Text(string title, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentNullException.ThrowIfNull(text);
        _board.SetText("output", title, text);
    }

    /// <summary>Shows a table under a title; a later one of the same title takes its place.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="columns">The heads of the columns.</param>
    /// <param name="rows">The rows, each with a cell for every column; numbers are shown with six digits.</param>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are columns.</exception>
    public void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        List<IReadOnlyList<string>> cells = [];
        foreach (var row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            if (row.Count != columns.Count)
                throw new ArgumentException(
                    $"Table: row {cells.Count} has {row.Count} cells and there are {columns.Count} columns; pass a cell for each", nameof(rows));
            cells.Add([.. row.Select(Cell)]);
        }

        _board.SetTable("output", title, new TableContent([.. columns], cells));
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => Numbers.Format(number),
        float number => Numbers.Format(number),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
