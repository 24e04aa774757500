namespace Autograd.Csv;

/// <summary>Text of a file in messages: quoted, and cut where it is long.</summary>
internal static class CsvText
{
    private const int Longest = 40;
    private const int Most = 12;

    public static string Quote(ReadOnlySpan<char> text) =>
        text.Length <= Longest ? $"'{text}'" : $"'{text[..Longest]}…' ({text.Length} characters)";

    public static string List(IReadOnlyList<string> names)
    {
        var shown = string.Join(", ", names.Take(Most).Select(name => Quote(name)));
        return names.Count <= Most ? shown : $"{shown}, … ({names.Count} columns)";
    }
}
