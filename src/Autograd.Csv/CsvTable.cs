namespace Autograd.Csv;

/// <summary>
/// A table of named columns: numbers as tensors, everything else as text; what <c>pandas.read_csv</c> returns to a training
/// script.
/// </summary>
/// <remarks>
/// The type of a column is the narrowest of Bool (True, False), Int64 and Float64 that holds all of its fields, and text
/// otherwise, as in pandas. A missing value is NaN, which makes integers Float64; in text it is null.
/// </remarks>
public sealed partial class CsvTable
{
    private readonly string[] _names;
    private readonly Dictionary<string, CsvColumn> _columns;

    private CsvTable(string[] names, CsvColumn[] columns, int rows)
    {
        (_names, Count) = (names, rows);
        _columns = names.Zip(columns).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The names of the columns, in the order of the file.</summary>
    public IReadOnlyList<string> Columns => _names;

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The numbers of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <returns>(<see cref="Count"/>) of Bool, Int64, Float64, or the type that <see cref="CsvOptions.DTypes"/> gives it.</returns>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">The column holds text.</exception>
    public Tensor this[string column] => Numbers("this[]", column);

    /// <summary>The columns side by side.</summary>
    /// <param name="dtype">The type of the result; by default the one to which those of the columns are promoted.</param>
    /// <returns>(<see cref="Count"/>, number of columns).</returns>
    /// <exception cref="InvalidOperationException">A column holds text.</exception>
    public Tensor ToTensor(DType? dtype = null) => ToTensor(_names, dtype);

    /// <summary>Some columns side by side.</summary>
    /// <param name="columns">Their names, in the order wanted.</param>
    /// <param name="dtype">The type of the result; by default the one to which those of the columns are promoted.</param>
    /// <returns>(<see cref="Count"/>, number of columns).</returns>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">A column holds text.</exception>
    public Tensor ToTensor(IReadOnlyList<string> columns, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0) return Tensor.Empty((Count, 0), dtype ?? DType.Float64);
        var numbers = columns.Select(column => Numbers(nameof(ToTensor), column));
        return Tensor.Stack([.. dtype is { } type ? numbers.Select(x => x.To(type)) : numbers], dim: 1);
    }

    /// <summary>The fields of a column of text; null where one is missing.</summary>
    /// <param name="column">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">The column holds numbers.</exception>
    public IReadOnlyList<string?> Strings(string column) => Column(nameof(Strings), column).Text
        ?? throw new InvalidOperationException(
            $"CsvTable.Strings: column '{column}' holds numbers; use table[\"{column}\"], or read it with TextCols");

    /// <summary>Numbers the texts of a column, as class labels are: <c>pandas.factorize</c>.</summary>
    /// <param name="column">The name of a column of text.</param>
    /// <param name="sort">Whether the texts are numbered in their ordinal order, and not as they first occur.</param>
    /// <returns>The number of each row's text, Int64, −1 where it is missing; and the texts by number.</returns>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">The column holds numbers.</exception>
    public (Tensor Codes, IReadOnlyList<string> Uniques) Factorize(string column, bool sort = false)
    {
        var text = Column(nameof(Factorize), column).Text ?? throw new InvalidOperationException(
            $"CsvTable.Factorize: column '{column}' holds numbers; use Unique of table[\"{column}\"], or read it with TextCols");
        var codes = new Dictionary<string, long>();
        foreach (var field in text)
            if (field is not null) codes.TryAdd(field, codes.Count);

        string[] uniques = [.. codes.Keys];
        if (sort) Array.Sort(uniques, string.CompareOrdinal);
        for (var i = 0; i < uniques.Length; i++) codes[uniques[i]] = i;
        long[] result = [.. text.Select(field => field is null ? -1 : codes[field])];
        return (Tensor.From(result), uniques);
    }

    private Tensor Numbers(string member, string column) => Column(member, column).Numbers
        ?? throw new InvalidOperationException(
            $"CsvTable.{member}: column '{column}' holds text, such as {Column(member, column).Example}; use Factorize or Strings");

    private CsvColumn Column(string member, string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (_columns.TryGetValue(column, out var found)) return found;
        var other = _names is [var only] ? only.FirstOrDefault(c => c is ';' or '\t' or '|' or ',') : default;
        var hint = other == default ? "" : $"; is the Separator {(other == '\t' ? @"'\t'" : $"'{other}'")}?";
        throw new KeyNotFoundException($"CsvTable.{member}: no column '{column}' among {CsvText.List(_names)}{hint}");
    }
}
