using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Autograd.Docs.Tests;

/// <summary>A page of the documentation: its blocks of C# and the rows of its tables.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string[] _lines;

    private MarkdownPage(string path, string[] lines) => (Path, _lines) = (path, lines);

    /// <summary>Where it is below the repository's root, such as <c>docs/training.md</c>.</summary>
    public string Path { get; }

    /// <summary>The README and all pages of <c>docs</c>.</summary>
    public static IEnumerable<MarkdownPage> All() =>
        Directory.GetFiles(System.IO.Path.Combine(Root(), "docs"), "*.md").Order(StringComparer.Ordinal)
            .Select(file => $"docs/{System.IO.Path.GetFileName(file)}").Prepend("README.md").Select(Read);

    public static MarkdownPage Read(string path) => new(path, File.ReadAllLines(System.IO.Path.Combine(Root(), path)));

    /// <summary>The blocks that are fenced as <c>csharp</c>, each with the heading above it.</summary>
    public IEnumerable<CodeBlock> Blocks()
    {
        var heading = "";
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].StartsWith('#')) heading = _lines[i].TrimStart('#', ' ');
            if (!_lines[i].StartsWith("```")) continue;
            var end = Array.FindIndex(_lines, i + 1, line => line == "```");
            if (end < 0) throw new InvalidDataException($"{Path}:{i + 1}: the block has no end");
            if (_lines[i] == "```csharp") yield return new CodeBlock(this, i + 2, heading, string.Join('\n', _lines[(i + 1)..end]));
            i = end;
        }
    }

    /// <summary>The rows of the tables without their headings; in which section, and the code of the last column.</summary>
    public IEnumerable<CodeRow> Rows()
    {
        var heading = "";
        var isFenced = false;
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].StartsWith("```")) isFenced = !isFenced;
            if (isFenced) continue;
            if (_lines[i].StartsWith('#')) heading = _lines[i].TrimStart('#', ' ');

            // A table is a line of names, a line of dashes, and rows.
            if (!_lines[i].StartsWith('|') || !DashesPattern().IsMatch(_lines[i])) continue;
            for (i++; i < _lines.Length && _lines[i].StartsWith('|'); i++)
            {
                var cells = CellPattern().Split(_lines[i].Trim().Trim('|'));
                var code = CodePattern().Matches(cells[^1]).Select(match => match.Groups[1].Value.Replace("\\|", "|"));
                yield return new CodeRow(this, i + 1, heading, cells[0].Trim(), [.. code]);
            }
        }
    }

    private static string Root([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex(@"^\|[-| :]+\|$")]
    private static partial Regex DashesPattern();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellPattern();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodePattern();
}

/// <summary>A block of C#, whose first line is <paramref name="Line"/> of its page.</summary>
internal sealed record CodeBlock(MarkdownPage Page, int Line, string Heading, string Code)
{
    public override string ToString() => $"{Page.Path}:{Line}";
}

/// <summary>A row of a table: its first cell, and the pieces of code in its last one.</summary>
internal sealed record CodeRow(MarkdownPage Page, int Line, string Heading, string Left, IReadOnlyList<string> Code)
{
    public override string ToString() => $"{Page.Path}:{Line} {Left.Replace("`", "")}";
}
