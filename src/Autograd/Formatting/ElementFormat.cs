namespace Autograd;

/// <summary>
/// A .NET number format and its culture, for the elements of a tensor that is formatted by <see cref="IFormattable"/>.
/// </summary>
internal sealed record ElementFormat(string Format, IFormatProvider Provider)
{
    /// <summary>Formats one element. A bool is written as 0 or 1, because .NET has no formats for it.</summary>
    public string Text<T>(T value) where T : unmanaged => value switch
    {
        bool flag => (flag ? 1 : 0).ToString(Format, Provider),
        IFormattable number => number.ToString(Format, Provider),
        _ => throw new ArgumentException($"ToString: {typeof(T)} has no formats; use a number type"),
    };

    /// <summary>Formats the elements, right-aligned to one width.</summary>
    public string[] Texts<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var texts = new string[values.Length];
        for (var i = 0; i < texts.Length; i++) texts[i] = Text(values[i]);
        ElementType.AlignRight(texts, ElementType.Width(texts));
        return texts;
    }
}
