using System.Globalization;
using Spectre.Console;

namespace Autograd.Examples;

/// <summary>
/// Compares the output that a notebook published, or that a program printed of which the script is a port, with the script's,
/// in a table at the end.
/// </summary>
/// <param name="source">The heading of the table.</param>
/// <param name="column">The heading of the numbers to compare with.</param>
public sealed class Published(string source, string column = "published")
{
    private readonly List<(string What, string Published, string Obtained, bool? Agrees)> _rows = [];

    /// <summary>Adds a text that must be the same to the character.</summary>
    public void Row(string what, string published, string obtained) => _rows.Add((what, published, obtained, published == obtained));

    /// <summary>
    /// Adds a text of several lines that must be the same to the character. The table shows one line: the first that
    /// differs, or the first line if none does.
    /// </summary>
    public void Printed(string what, string published, string obtained)
    {
        const int room = 32;
        if (published == obtained)
        {
            var beginning = published.Split('\n')[0];
            if (beginning.Length > room) beginning = beginning[..room];
            if (beginning.Length < published.Length) beginning += " …";
            _rows.Add((what, beginning, beginning, true));
            return;
        }

        var (expected, lines) = (published.Split('\n'), obtained.Split('\n'));
        var shown = 0;
        while (shown < Math.Min(expected.Length, lines.Length) - 1 && expected[shown] == lines[shown]) shown++;
        _rows.Add((what, expected[shown], lines[shown], false));
    }

    /// <summary>
    /// Adds a number that must be the same within <paramref name="tolerance"/>, printed with <paramref name="digits"/>
    /// decimals.
    /// </summary>
    public void Row(string what, double published, double obtained, double tolerance, int digits = 4) => _rows.Add((
        what, published.ToString($"F{digits}", CultureInfo.InvariantCulture), obtained.ToString($"F{digits}", CultureInfo.InvariantCulture),
        Math.Abs(published - obtained) <= tolerance));

    /// <summary>
    /// Adds numbers of successive steps, each of which must be the same within <paramref name="tolerance"/>. The table
    /// shows the step that differs most. A script that took fewer steps compares those.
    /// </summary>
    public void Series(string what, ReadOnlySpan<double> published, IReadOnlyList<double> obtained, double tolerance, int digits = 7)
    {
        var count = Math.Min(published.Length, obtained.Count);
        var worst = 0;
        var agrees = count > 0;
        for (var i = 0; i < count; i++)
        {
            var difference = Math.Abs(published[i] - obtained[i]);
            agrees &= difference <= tolerance;   // false for NaN
            if (double.IsNaN(difference) || difference > Math.Abs(published[worst] - obtained[worst])) worst = i;
        }

        _rows.Add((
            $"{what}: step {worst + 1}, the worst of {count}", published[worst].ToString($"F{digits}", CultureInfo.InvariantCulture),
            count == 0 ? "" : obtained[worst].ToString($"F{digits}", CultureInfo.InvariantCulture), agrees));
    }

    /// <summary>Adds a number of an unseeded notebook, which must lie in a band around the published one.</summary>
    public void Band(string what, double published, double obtained, double low, double high, int digits = 4) => _rows.Add((
        $"{what}, in [{low.ToString(CultureInfo.InvariantCulture)}, {high.ToString(CultureInfo.InvariantCulture)}]",
        published.ToString($"F{digits}", CultureInfo.InvariantCulture), obtained.ToString($"F{digits}", CultureInfo.InvariantCulture),
        obtained >= low && obtained <= high));

    /// <summary>Adds a statement of the notebook, and true if it holds here.</summary>
    public void Claim(string what, bool holds) => _rows.Add((what, "yes", holds ? "yes" : "no", holds));

    /// <summary>
    /// Adds a number that the script did not reach because it ran fewer epochs. It is shown and not compared.
    /// </summary>
    public void NotCompared(string what, string published) => _rows.Add((what, published, "", null));

    /// <summary>Prints the table.</summary>
    /// <returns>The script's exit code: 1 if a row differs, else 0.</returns>
    public int Print()
    {
        // Output that goes to a file has no window width and no colours.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 130;
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }

        var table = new Table().Title($"[bold]{Markup.Escape(source)}[/]").Border(TableBorder.Rounded);
        table.AddColumns("what", column, "obtained", "");
        foreach (var (what, published, obtained, agrees) in _rows)
        {
            var verdict = agrees switch { true => "[green]agrees[/]", false => "[red]differs[/]", null => "[grey]not run[/]" };
            table.AddRow(Markup.Escape(what), Markup.Escape(published), Markup.Escape(obtained), verdict);
        }

        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
        return _rows.Exists(row => row.Agrees == false) ? 1 : 0;
    }
}
