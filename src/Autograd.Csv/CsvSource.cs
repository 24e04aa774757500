using nietras.SeparatedValues;

namespace Autograd.Csv;

/// <summary>A text that is gone over once for its numbers, and once more for its strings if it has any.</summary>
internal sealed class CsvSource(Func<TextReader> open, string place, CsvOptions options)
{
    private readonly MissingValues _missing = new(options.NaValues ?? []);

    /// <summary>What takes a row's fields.</summary>
    private delegate void RowAction(SepReader.Row row, int line);

    /// <summary>The columns, null for those that are not wanted, with their numbers; and the number of rows.</summary>
    public (ColumnReader?[] Columns, int Rows) ReadNumbers()
    {
        ColumnReader?[]? columns = null;
        var rows = ForEachRow(
            names => columns = Columns(names),
            (row, line) =>
            {
                for (var i = 0; i < columns!.Length; i++)
                    if (columns[i] is { } column && !column.Add(row[i].Span)) throw Misfit(column, row[i].Span, line);
            });
        return (columns ?? Columns(options.Names is { } names ? [.. names] : []), rows);
    }

    /// <summary>The texts of the columns that hold text, null for the others.</summary>
    public string?[]?[] ReadTexts(bool[] isText, int rows)
    {
        var texts = isText.Select(wanted => wanted ? new string?[rows] : null).ToArray();
        if (!isText.Contains(true)) return texts;
        var r = 0;
        ForEachRow(
            _ => { },
            (row, line) =>
            {
                if (r == rows) throw new InvalidDataException($"CsvTable.Read: the file was written to while it was read{place}");
                for (var i = 0; i < texts.Length; i++)
                {
                    if (texts[i] is not { } text) continue;
                    var field = row[i];
                    text[r] = _missing.Contains(field.Span) ? null : field.ToString();
                }

                r++;
            });
        return r == rows ? texts : throw new InvalidDataException($"CsvTable.Read: the file was written to while it was read{place}");
    }

    /// <summary>Calls an action with the names of the columns, then another with each row, whose number of fields is right.</summary>
    private int ForEachRow(Action<string[]> withNames, RowAction withRow)
    {
        using var text = open();
        for (var i = 0; i < options.SkipRows; i++)
            if (text.ReadLine() is null) break;

        using var reader = Sep.New(options.Separator).Reader(defaults => defaults with
        {
            HasHeader = false,
            Unescape = true,
            DisableColCountCheck = true,
            CreateToString = SepToString.PoolPerCol(),
        }).From(text);

        var (columns, rows) = (-1, 0);
        foreach (var row in reader)
        {
            // A blank line is no row.
            if (row.ColCount == 1 && row.Span.IsWhiteSpace()) continue;
            var line = options.SkipRows + row.LineNumberToExcl - 1;
            if (columns < 0)
            {
                var names = Names(row);
                columns = names.Length;
                withNames(names);
                if (options.HasHeader) continue;
            }

            if (rows == options.NRows) break;
            if (row.ColCount != columns)
            {
                throw new InvalidDataException(
                    $"CsvTable.Read: line {line} has {row.ColCount} fields where {columns} columns are: {CsvText.Quote(row.Span)}{place}");
            }

            withRow(row, line);
            rows++;
        }

        return rows;
    }

    private string[] Names(SepReader.Row row)
    {
        var names = new string[row.ColCount];
        for (var i = 0; i < names.Length; i++) names[i] = options.HasHeader ? row[i].Span.Trim().ToString() : $"{i}";
        if (options.Names is not { } given) return names;
        return given.Count == names.Length
            ? [.. given]
            : throw new ArgumentException($"CsvTable.Read: {given.Count} Names for {names.Length} columns: {CsvText.List(names)}{place}");
    }

    private ColumnReader?[] Columns(string[] names)
    {
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new InvalidDataException($"CsvTable.Read: two columns are named '{twice.Key}'; give Names{place}");
        foreach (var (option, given) in new[]
                 {
                     (nameof(CsvOptions.UseCols), options.UseCols),
                     (nameof(CsvOptions.DTypes), options.DTypes?.Keys),
                     (nameof(CsvOptions.TextCols), options.TextCols),
                 })
        {
            var unknown = given?.FirstOrDefault(name => !names.Contains(name));
            if (unknown is not null)
                throw new ArgumentException($"CsvTable.Read: {option} has '{unknown}'; the columns are {CsvText.List(names)}{place}");
        }

        return
        [
            .. names.Select(name => options.UseCols?.Contains(name) == false
                ? null
                : new ColumnReader(
                    name,
                    options.DTypes is { } types && types.TryGetValue(name, out var type) ? type : null,
                    options.TextCols?.Contains(name) == true,
                    _missing,
                    options.Decimal)),
        ];
    }

    private InvalidDataException Misfit(ColumnReader column, ReadOnlySpan<char> field, int line) =>
        new($"CsvTable.Read: line {line}, column '{column.Name}': {CsvText.Quote(field)} is no {column.DType}{place}");
}
