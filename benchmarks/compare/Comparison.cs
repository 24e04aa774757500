namespace Autograd.Compare;

/// <summary>
/// Measures group by group. In every round each row is measured on our side, then on each peer's side, then the next
/// row.
/// </summary>
internal static class Comparison
{
    public static int Run(Options options)
    {
        var table = Table.Load(options.Output, Machine.Describe());
        var differences = 0;
        foreach (var group in Group.All)
        {
            List<Row> rows = [.. group.Rows().Where(row => row.Library == Row.Ours && options.Wants(group, row))];
            if (rows.Count == 0) continue;

            var sides = Start(group, options, table);
            try
            {
                foreach (var line in Measure(group, rows, sides, options))
                {
                    table.Set(line);
                    Console.WriteLine(TableText.Plain(line));
                    if (!line.Agrees) differences++;
                }
            }
            finally
            {
                sides.ForEach(side => side.Dispose());
            }

            table.Save(options.Output);
        }

        Console.WriteLine($"\nFurthest from their goals:\n{TableText.Furthest(table, 20)}");
        if (differences > 0) Console.WriteLine($"\n{differences} workloads did not compute the same as their peers");
        return differences == 0 ? 0 : 1;
    }

    private static List<Side> Start(Group group, Options options, Table table)
    {
        List<Side> sides = [Side.Ours(group, options.Threads)];
        if (options.WantsLibtorch) Add(Side.Libtorch(group, options.Threads), "libtorch's worker does not start");
        if (options.WantsPython)
        {
            foreach (var capability in group.Capabilities)
                Add(Side.Peer(options.Python, group, options.Threads, capability), $"{options.Python} is not installed");
        }

        return sides;

        void Add(Side? peer, string reason)
        {
            if (peer is null)
            {
                Console.WriteLine($"{group.Name}: {reason}: skipped");
                return;
            }

            sides.Add(peer);
            table.SetVersions(peer.Hello.Versions);
            foreach (var library in peer.Hello.Missing) Console.WriteLine($"{group.Name}: {library} is not installed: skipped");
        }
    }

    private static List<Line> Measure(Group group, List<Row> rows, List<Side> sides, Options options)
    {
        var lines = rows.ConvertAll(row => new Line(group.Name, row.Name, row.Against, row.Goal, options.Threads));
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                foreach (var side in sides)
                {
                    // Code that is already compiled needs only warm caches.
                    var warmUp = round > 0 ? 0.05 : side.IsCompiledLate ? rows[i].WarmUp : 0.2;
                    foreach (var offer in side.Hello.Rows.Where(offer => offer.Row == rows[i].Name))
                        lines[i].Add(offer.Library, side.Measure(new(offer.Row, offer.Library, options.Seconds, warmUp)));
                }
            }
        }

        return lines;
    }
}
