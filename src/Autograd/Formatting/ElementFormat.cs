namespace Autograd;

/// <summary>A .NET number format, and the culture that it is applied in: how the elements of a tensor are written on demand.</summary>
internal sealed record ElementFormat(string Format, IFormatProvider Provider)
{
    /// <summary>One element; a bool is 0 or 1, for it has no formats of its own.</summary>
    public string Text<T>(T value) where T : unmanaged => value switch
    {
        bool flag => (flag ? 1 : 0).ToString(Format, Provider),
        IFormattable number => number.ToString(Format, Provider),
        _ => throw new ArgumentException($"ToString: {typeof(T)} has no formats; use a number type"),
    };

    /// <summary>The elements, aligned to the right in one width.</summary>
    public string[] Texts<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var texts = new string[values.Length];
        for (var i = 0; i < texts.Length; i++) texts[i] = Text(values[i]);
        ElementType.AlignRight(texts, ElementType.Width(texts));
        return texts;
    }
}
