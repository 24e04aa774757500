using System.Globalization;
using System.Text;

namespace Autograd.Compare;

/// <summary>The table as text.</summary>
static class TableText
{
    public static string Markdown(Table table)
    {
        var text = new StringBuilder("""
            # Performance table

            Written by `dotnet run -c Release --project benchmarks/compare`; how it measures, and what to know when comparing, is in
            [benchmarks/compare](../benchmarks/compare/README.md). Times are of one machine at one time: trust the ratios.

            A time is the median of the rounds' medians. The ratio is the peer's time by ours, the second one of the shortest samples
            instead of the medians. The goal is the ratio that we aim at; where it is missed, the ratio is **bold**.


            """);
        foreach (var (name, value) in table.Machine.Concat(table.Versions.OrderBy(version => version.Key, StringComparer.Ordinal)))
            text.AppendLine($"- {name}: {value}");

        foreach (var group in Group.All)
        {
            var order = group.Rows().Select(row => row.Name).Distinct().ToList();
            var lines = table.Lines.FindAll(line => line.Group == group.Name && order.Contains(line.Row));
            lines.Sort((a, b) => order.IndexOf(a.Row).CompareTo(order.IndexOf(b.Row)));
            if (lines.Count == 0) continue;
            text.Append($"""

                ## {group.Title}

                | workload | Autograd | peer | its time | ratio | of the best | goal |
                |---|---:|---|---:|---:|---:|---:|

                """);
            foreach (var line in lines) text.Append(Rows(line));
        }

        return text.ToString();
    }

    static string Rows(Line line)
    {
        var name = line.Row + (line.Threads > 1 ? $", {line.Threads} threads" : "") + (line.Agrees ? "" : " (results differ)");
        var ours = Time(line.Median(Row.Ours));
        if (!line.Peers.Any()) return $"| {name} | {ours} | | | | | |\n";
        return string.Concat(line.Peers.Select(peer =>
        {
            var (ratio, goal) = (line.Ratio(peer), line.GoalAgainst(peer));
            var shown = ratio < goal ? $"**{Number(ratio)}**" : Number(ratio);
            var aim = goal is { } aimed ? Number(aimed) : "";
            return $"| {name} | {ours} | {peer} | {Time(line.Median(peer))} | {shown} | {Number(line.BestRatio(peer))} | {aim} |\n";
        }));
    }

    /// <summary>Formats a line for the terminal.</summary>
    public static string Plain(Line line)
    {
        var peers = line.Peers.Select(peer =>
            $"{peer} {Time(line.Median(peer))} = {Number(line.Ratio(peer))} ({Number(line.BestRatio(peer))})"
            + (line.GoalAgainst(peer) is { } goal ? $" of {Number(goal)}" : ""));
        return $"{line.Group}/{line.Row}: {Time(line.Median(Row.Ours))}; {string.Join("; ", peers)}" + (line.Agrees ? "" : "; RESULTS DIFFER");
    }

    /// <summary>The lines that miss their goals by the most.</summary>
    public static string Furthest(Table table, int count)
    {
        var missed = from line in table.Lines
                     from peer in line.Peers
                     let goal = line.GoalAgainst(peer)
                     where line.Ratio(peer) < goal
                     orderby line.Ratio(peer) / goal
                     select $"  {line.Group}/{line.Row} against {peer}: {Number(line.Ratio(peer))} of {Number(goal.Value)}";
        return string.Join('\n', missed.Take(count));
    }

    static string Time(double microseconds) => microseconds switch
    {
        < 1 => $"{Number(microseconds * 1e3)} ns",
        < 1e3 => $"{Number(microseconds)} µs",
        _ => $"{Number(microseconds / 1e3)} ms",
    };

    /// <summary>Formats with three significant digits, or with all digits before the point if they are more.</summary>
    static string Number(double x) =>
        x.ToString(x >= 100 ? "F0" : x >= 10 ? "F1" : x >= 0.1 ? "F2" : "F3", CultureInfo.InvariantCulture);
}
