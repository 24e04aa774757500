namespace Autograd.Csv;

/// <summary>The texts that stand for a missing value, with a test that most numbers leave after two look-ups in a table.</summary>
internal sealed class MissingValues
{
    private static readonly string[] _pandas =
    [
        "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
        "NaN", "None", "n/a", "nan", "null",
    ];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts;
    private readonly bool[] _firsts = new bool[128], _lasts = new bool[128];

    /// <summary>What pandas takes for missing, and what the user adds.</summary>
    public MissingValues(IEnumerable<string> more)
    {
        HashSet<string> texts = [.. _pandas, .. more];
        _texts = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
            if (text.Length > 0) _firsts[text[0] & 127] = _lasts[text[^1] & 127] = true;
    }

    public bool Contains(ReadOnlySpan<char> text) =>
        text.IsEmpty || (_firsts[text[0] & 127] && _lasts[text[^1] & 127] && _texts.Contains(text));
}
