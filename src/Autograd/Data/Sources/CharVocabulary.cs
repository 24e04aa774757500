using System.Text;

namespace Autograd.Data;

/// <summary>
/// The characters of a text, numbered from 0 in the order of their code points, as Python's <c>sorted(set(text))</c> has
/// them. A character is a code point: those outside of the basic plane, such as emoji, have one number too.
/// </summary>
/// <example><code>
/// var vocabulary = new CharVocabulary(text);
/// var tokens = vocabulary.Encode(text);               // Int64, (length)
/// var again = vocabulary.Decode(tokens);
/// </code></example>
public sealed class CharVocabulary
{
    private readonly Rune[] _runes;
    private readonly Dictionary<Rune, int> _indices;
    private readonly int _unknown = -1;

    /// <summary>Makes the vocabulary of a text.</summary>
    /// <param name="text">The text. <see cref="Characters"/> of another vocabulary makes the same one.</param>
    /// <param name="unknown">
    /// A character that stands for all that are not in the text, and is added to them; null to refuse others.
    /// </param>
    /// <exception cref="ArgumentException">There is no character, or half a surrogate pair.</exception>
    public CharVocabulary(string text, char? unknown = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        CheckText("CharVocabulary", text, nameof(text));
        if (unknown is { } half && char.IsSurrogate(half))
            throw new ArgumentException("CharVocabulary: unknown is half a surrogate pair; use a character of its own", nameof(unknown));
        var distinct = text.EnumerateRunes().ToHashSet();
        if (unknown is { } added) distinct.Add(new Rune(added));
        _runes = [.. distinct.Order()];
        _indices = _runes.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        if (unknown is { } known) _unknown = _indices[new Rune(known)];
    }

    /// <summary>The number of characters.</summary>
    public int Count => _runes.Length;

    /// <summary>All characters, in the order of their numbers.</summary>
    public string Characters => string.Concat(_runes);

    /// <summary>The numbers of the characters of a text.</summary>
    /// <returns>Int64, one for each code point.</returns>
    /// <exception cref="ArgumentException">
    /// A character is not in the vocabulary, which was made without an unknown one; or there is half a surrogate pair.
    /// </exception>
    public Tensor Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckText("CharVocabulary.Encode", text, nameof(text));
        var tokens = new List<long>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var index = _indices.GetValueOrDefault(rune, _unknown);
            if (index < 0)
                throw new ArgumentException(
                    $"CharVocabulary.Encode: character {tokens.Count} is '{rune}' (U+{rune.Value:X4}), which the vocabulary has not; leave it out, or make "
                    + "the vocabulary with a character for unknown ones", nameof(text));
            tokens.Add(index);
        }

        return Tensor.From(tokens.ToArray());
    }

    /// <summary>The text of numbers, of one or of a tensor of any shape in row-major order.</summary>
    /// <exception cref="ArgumentException">They are no integers, or there is no character of a number.</exception>
    public string Decode(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (!tokens.DType.IsInteger())
            throw new ArgumentException($"CharVocabulary.Decode: numbers of {tokens.DType}; pass integers, as ArgMax and Encode give them", nameof(tokens));
        var text = new StringBuilder();
        foreach (var token in tokens.Flatten().ToArray<long>())
        {
            if ((ulong)token >= (ulong)Count)
                throw new ArgumentException($"CharVocabulary.Decode: number {token} of {Count} characters; use 0 to {Count - 1}", nameof(tokens));
            text.Append(_runes[token]);
        }

        return text.ToString();
    }

    private static void CheckText(string op, string text, string argument)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!Rune.TryGetRuneAt(text, i, out _))
                throw new ArgumentException($"{op}: half a surrogate pair is at {i}; pass Unicode text", argument);
            i++;
        }
    }
}
