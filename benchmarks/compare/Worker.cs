namespace Autograd.Compare;

/// <summary>Our side of a group, in a process of its own. It measures the rows that standard input names.</summary>
static class Worker
{
    public static void Serve(Group group, int threads)
    {
        Threading.NumThreads = threads;
        var rows = group.Rows().ToDictionary(row => new Offer(row.Name, row.Library));
        Console.WriteLine(Protocol.Write(new Hello([.. rows.Keys], [], [])));
        while (Console.ReadLine() is { } line)
        {
            var request = Protocol.Read<Request>(line);
            var row = rows[new Offer(request.Row, request.Library)];
            Console.WriteLine(Protocol.Write(Timing.Measure(row, request.Seconds, request.WarmUp)));
        }
    }

    /// <summary>Runs every row once, untimed, and returns the number of those that fail.</summary>
    public static int Dry(IEnumerable<(Group Group, Row Row)> rows)
    {
        var wrong = 0;
        foreach (var (group, row) in rows)
        {
            var check = Timing.Check(row.Start()());
            Console.WriteLine($"{group.Name}/{row.Name} ({row.Library}): {check:G6}");
            if (!double.IsFinite(check)) wrong++;
        }

        return wrong;
    }
}
