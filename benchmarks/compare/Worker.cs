namespace Autograd.Compare;

/// <summary>Our side of a group, in a process of its own: measures the rows that it is asked for on standard input.</summary>
internal static class Worker
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

    /// <summary>Every row once, without a stopwatch: how many no longer work.</summary>
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
