namespace Autograd.Plotting;

/// <summary>Reads a table of names and what they stand for, separated by blanks.</summary>
internal static class NameTable
{
    internal static Dictionary<string, string> Of(params string[] lines) =>
        lines.SelectMany(line => line.Split(' ')).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
}
