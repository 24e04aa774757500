namespace Autograd.Csv;

/// <summary>A column that was read: either numbers or text.</summary>
internal sealed record CsvColumn(Tensor? Numbers, IReadOnlyList<string?>? Text)
{
    /// <summary>A field that is no number, for messages.</summary>
    public string Example => CsvText.Quote(Text?.FirstOrDefault(text => text is not null) ?? "");
}
