namespace Autograd.Csv;

/// <summary>How a file is read; the words are those of <c>pandas.read_csv</c>.</summary>
public sealed record CsvOptions
{
    /// <summary>The character between two fields; pandas' <c>sep</c>.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first line that is not skipped holds the names of the columns. If not, they are "0", "1", …</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The names of the columns, in place of those in the file.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The columns to read; by default all.</summary>
    public IReadOnlyCollection<string>? UseCols { get; init; }

    /// <summary>
    /// The types of columns that are not to be found out from their fields. A field that does not fit its column's type is
    /// an error.
    /// </summary>
    public IReadOnlyDictionary<string, DType>? DTypes { get; init; }

    /// <summary>The columns whose fields are text even if they look like numbers: postal codes, "007".</summary>
    public IReadOnlyCollection<string>? TextCols { get; init; }

    /// <summary>The number of lines to pass over at the start.</summary>
    public int SkipRows { get; init; }

    /// <summary>The number of rows to read; by default all.</summary>
    public int? NRows { get; init; }

    /// <summary>The decimal point: '.', or ',' as in much of Europe.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>
    /// What stands for a missing value besides pandas' own: nothing, NA, N/A, n/a, NaN, nan, -NaN, -nan, NULL, null, None, #N/A,
    /// &lt;NA&gt; and the like.
    /// </summary>
    public IReadOnlyCollection<string>? NaValues { get; init; }

    internal void Validate(string op)
    {
        if (Separator is not ((>= ' ' and <= '~') or '\t') || Separator is '"' || char.IsAsciiLetterOrDigit(Separator))
            throw new ArgumentException($"{op}: separator {Quoted(Separator)}; give an ASCII sign, a space or '\\t'", nameof(Separator));
        if (Decimal is not ('.' or ','))
            throw new ArgumentException($"{op}: decimal point {Quoted(Decimal)}; give '.' or ','", nameof(Decimal));
        if (Decimal == Separator)
        {
            throw new ArgumentException(
                $"{op}: {Quoted(Decimal)} is both the separator and the decimal point; give another Separator, such as ';'",
                nameof(Decimal));
        }

        if (SkipRows < 0) throw new ArgumentOutOfRangeException(nameof(SkipRows), $"{op}: SkipRows is {SkipRows}; give 0 or more");
        if (NRows < 0) throw new ArgumentOutOfRangeException(nameof(NRows), $"{op}: NRows is {NRows}; give 0 or more");
    }

    private static string Quoted(char character) => char.IsControl(character) ? $"U+{(int)character:X4}" : $"'{character}'";
}
