using System.Globalization;
using System.Text;

namespace Autograd.NN;

/// <summary>
/// What the parts of a module return, hold and take, as one forward pass showed it: made by
/// <see cref="ModuleExtensions.Summary{T}(T, Action{T})"/>, printed as a table.
/// </summary>
public sealed class ModuleSummary
{
    internal ModuleSummary(IReadOnlyList<SummaryRow> rows, long parameters, long trainableParameters, TimeSpan time)
    {
        (Rows, Parameters, TrainableParameters, Time) = (rows, parameters, trainableParameters, time);
        MultiplyAdds = rows.Sum(row => row.MultiplyAdds ?? 0);
    }

    /// <summary>The module and all its descendants, parents before their children.</summary>
    public IReadOnlyList<SummaryRow> Rows { get; }

    /// <summary>The number of all parameters; a shared one counts once.</summary>
    public long Parameters { get; }

    /// <summary>The number of those that require a gradient.</summary>
    public long TrainableParameters { get; }

    /// <summary>The multiply-adds of all modules that state theirs (<see cref="IMultiplyAdds"/>).</summary>
    public long MultiplyAdds { get; }

    /// <summary>The time of the whole forward pass, without a graph.</summary>
    public TimeSpan Time { get; }

    /// <summary>Formats the table: two dashes stand for what there is none of, or what is not known.</summary>
    public override string ToString()
    {
        var table = new List<string[]> { new[] { "Layer", "Output shape", "Parameters", "Multiply-adds", "Time" } };
        for (var i = 0; i < Rows.Count; i++) table.Add(Cells(i));
        var widths = Enumerable.Range(0, 5).Select(column => table.Max(row => row[column].Length)).ToArray();
        var rule = new string('─', widths.Sum() + 8);
        var text = new StringBuilder();
        for (var i = 0; i < table.Count; i++)
        {
            if (i == 1) text.Append(rule).Append('\n');
            text.Append(table[i][0].PadRight(widths[0])).Append("  ").Append(table[i][1].PadRight(widths[1]));
            for (var column = 2; column < 5; column++) text.Append("  ").Append(table[i][column].PadLeft(widths[column]));
            text.Append('\n');
        }

        text.Append(rule);
        text.Append(CultureInfo.InvariantCulture, $"\nParameters: {Parameters:N0}, of which {TrainableParameters:N0} are trainable");
        text.Append(CultureInfo.InvariantCulture, $"\nMultiply-adds: {MultiplyAdds:N0}");
        var silent = Rows.Where(row => row is { Parameters: > 0, MultiplyAdds: null } && row.OutputShapes.Count > 0)
            .Select(row => row.Module.GetType().Name).Distinct().ToList();
        if (silent.Count > 0) text.Append(", without those of ").AppendJoin(", ", silent);
        text.Append("\nTime: ").Append(Milliseconds(Time));
        return text.ToString();
    }

    private string[] Cells(int index)
    {
        var row = Rows[index];
        var name = row.Name[(row.Name.LastIndexOf('.') + 1)..];
        var label = name.Length == 0 ? TypeOf(row) : $"{name}: {TypeOf(row)}";
        return
        [
            Branches(index) + label,
            row.OutputShapes.Count == 0 ? "--" : string.Join(", ", row.OutputShapes),
            row.Parameters == 0 ? "--" : row.Parameters.ToString("N0", CultureInfo.InvariantCulture),
            row.MultiplyAdds is { } count ? count.ToString("N0", CultureInfo.InvariantCulture) : "--",
            row.Time is { } time ? Milliseconds(time) : "--",
        ];
    }

    /// <summary>The lines that connect a row with the module that it is in.</summary>
    private string Branches(int index)
    {
        var text = new StringBuilder();
        for (var depth = 1; depth <= Rows[index].Depth; depth++)
        {
            var continues = Rows.Skip(index + 1).TakeWhile(row => row.Depth >= depth).Any(row => row.Depth == depth);
            text.Append((depth == Rows[index].Depth, continues) switch
            {
                (true, true) => "├─ ",
                (true, false) => "└─ ",
                (false, true) => "│  ",
                (false, false) => "   ",
            });
        }

        return text.ToString();
    }

    private static string TypeOf(SummaryRow row) => Module.TypeName(row.Module);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture) + " ms";
}
