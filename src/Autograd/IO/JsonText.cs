using System.Text.Json;

namespace Autograd.IO;

/// <summary>What the readers of JSON share.</summary>
internal static class JsonText
{
    /// <summary>Goes to the next token; false at the end.</summary>
    public static bool MoveNext(this ref Utf8JsonReader reader) => reader.Read();

    /// <summary>
    /// The text of a name or a string. It may hold bytes that are no UTF-8, or half a surrogate pair, which the parser
    /// reports as a wrong state of its own.
    /// </summary>
    public static string Text(this in Utf8JsonReader reader, FileContext file, long start)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw file.Damaged("a string is not Unicode text", start + reader.TokenStartIndex, e);
        }
    }

    /// <summary>The parser's own message, without its own way to tell the place.</summary>
    public static string Sentence(this JsonException e) => e.Message.Split(" LineNumber:")[0].TrimEnd('.');
}
