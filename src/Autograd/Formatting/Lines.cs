using System.Text;

namespace Autograd;

/// <summary>Helpers for the last line of a text that is being built.</summary>
static class Lines
{
    /// <summary>Returns the number of characters since the last line break.</summary>
    public static int LastLength(StringBuilder text)
    {
        int length = 0;
        foreach (var chunk in text.GetChunks())
        {
            int newline = chunk.Span.LastIndexOf('\n');
            length = newline < 0 ? length + chunk.Length : chunk.Length - newline - 1;
        }
        return length;
    }

    /// <summary>Removes the spaces at the end.</summary>
    public static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
    }
}
