using System.Globalization;
using nietras.SeparatedValues;

namespace Autograd.Csv;

public sealed partial class CsvTable
{
    /// <summary>Writes columns of numbers: <c>DataFrame.to_csv(index=False)</c>.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="columns">
    /// Names and numbers: each a vector, or a matrix, whose columns are called name0, name1, … . All have as many rows.
    /// </param>
    /// <remarks>
    /// Reading the file gives the same numbers and, for Bool, Int64 and Float64, the same types: floats are written with as
    /// few digits as identify them and at least one after the point, NaN as nothing.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is no column, one is neither vector nor matrix, or the numbers of rows differ.
    /// </exception>
    public static void Write(string path, params IReadOnlyList<(string Name, Tensor Values)> columns)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(columns);
        var (names, fields) = Split(columns);
        using var file = new StreamWriter(path);
        using var writer = Sep.New(',').Writer(defaults => defaults with { Escape = true, WriteHeader = false }).To(file);
        using (var row = writer.NewRow())
        {
            for (var c = 0; c < names.Count; c++) row[c].Set(names[c]);
        }

        for (var r = 0; r < columns[0].Values.Shape[0]; r++)
        {
            using var row = writer.NewRow();
            for (var c = 0; c < fields.Count; c++) row[c].Set(fields[c](r));
        }
    }

    private static (List<string> Names, List<Func<int, string>> Fields) Split(IReadOnlyList<(string Name, Tensor Values)> columns)
    {
        if (columns.Count == 0) throw new ArgumentException("CsvTable.Write: no column; give pairs of a name and a tensor");
        var (names, fields) = (new List<string>(), new List<Func<int, string>>());
        foreach (var (name, x) in columns)
        {
            ArgumentNullException.ThrowIfNull(name);
            ArgumentNullException.ThrowIfNull(x);
            if (x.NDim is not (1 or 2))
                throw new ArgumentException($"CsvTable.Write: '{name}' has shape {x.Shape}; give a vector or a matrix");
            if (x.Shape[0] != columns[0].Values.Shape[0])
            {
                throw new ArgumentException(
                    $"CsvTable.Write: '{name}' has {x.Shape[0]} rows, '{columns[0].Name}' has {columns[0].Values.Shape[0]}");
            }

            if (x.NDim == 1) Add(name, x);
            else
                for (var c = 0; c < x.Shape[1]; c++) Add($"{name}{c}", x[.., c]);
        }

        return (names, fields);

        void Add(string name, Tensor x)
        {
            names.Add(name);
            fields.Add(Formatter(x));
        }
    }

    private static Func<int, string> Formatter(Tensor x)
    {
        if (x.DType == DType.Float64)
        {
            var values = x.ToArray<double>();
            return i => Format(values[i].ToString("R", CultureInfo.InvariantCulture), values[i]);
        }

        if (x.DType.IsFloatingPoint())
        {
            var values = x.To(DType.Float32).ToArray<float>();
            return i => Format(values[i].ToString("R", CultureInfo.InvariantCulture), values[i]);
        }

        if (x.DType == DType.Bool)
        {
            var flags = x.ToArray<bool>();
            return i => flags[i] ? "True" : "False";
        }

        var integers = x.To(DType.Int64).ToArray<long>();
        return i => integers[i].ToString(CultureInfo.InvariantCulture);
    }

    private static string Format(string text, double x)
    {
        if (!double.IsFinite(x)) return double.IsNaN(x) ? "" : x > 0 ? "inf" : "-inf";
        return text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0";
    }
}
