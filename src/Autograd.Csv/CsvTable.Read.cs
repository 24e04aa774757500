namespace Autograd.Csv;

public sealed partial class CsvTable
{
    /// <summary>Reads a file of UTF-8 text: <c>pandas.read_csv</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <remarks>
    /// Fields may be quoted, and then hold separators, line ends and doubled quotes. Blank lines are passed over, and so are
    /// spaces around numbers. Numbers are rounded correctly, once.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is wrong, or names a column that the file does not have.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// A row has more or fewer fields than there are columns, a name occurs twice, or a field does not fit the type that
    /// <see cref="CsvOptions.DTypes"/> gives its column.
    /// </exception>
    public static CsvTable Read(string path, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(() => new StreamReader(path), $" ({path})", options ?? new());
    }

    /// <summary>Reads text that is at hand, as <see cref="Read(string, CsvOptions?)"/> reads a file.</summary>
    /// <param name="reader">The text, which is read to its end and not closed.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="ArgumentException">An option is wrong, or names a column that the text does not have.</exception>
    /// <exception cref="InvalidDataException">The text is no table, as described there.</exception>
    public static CsvTable Read(TextReader reader, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var text = reader.ReadToEnd();
        return Read(() => new StringReader(text), "", options ?? new());
    }

    private static CsvTable Read(Func<TextReader> open, string place, CsvOptions options)
    {
        options.Validate("CsvTable.Read");
        var source = new CsvSource(open, place, options);
        var (columns, rows) = source.ReadNumbers();
        var texts = source.ReadTexts([.. columns.Select(column => column is { IsText: true })], rows);
        var read = columns.Zip(texts).Where(pair => pair.First is not null).ToArray();
        return new CsvTable(
            [.. read.Select(pair => pair.First!.Name)],
            [.. read.Select(pair => pair.Second is { } text ? new CsvColumn(null, text) : new CsvColumn(pair.First!.ToTensor(), null))],
            rows);
    }
}
