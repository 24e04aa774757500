namespace Autograd.Compare;

/// <summary>A smoke test of the workloads.</summary>
internal static class DryRun
{
    /// <summary>Runs every row once, untimed, and returns the number of those that fail.</summary>
    public static int Run(IEnumerable<(Group Group, Row Row)> rows)
    {
        var wrong = 0;
        foreach (var (group, row) in rows)
        {
            var check = row.Check(row.Start()());
            Console.WriteLine($"{group.Name}/{row.Name} ({row.Library}): {check:G6}");
            if (!double.IsFinite(check)) wrong++;
        }

        return wrong;
    }
}
