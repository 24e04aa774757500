namespace Autograd.Compare;

/// <summary>A process that measures the rows that standard input names.</summary>
internal static class Worker
{
    public static void Serve(IEnumerable<Row> rows, Dictionary<string, string> versions)
    {
        var offered = rows.ToDictionary(row => new Offer(row.Name, row.Library));
        Console.WriteLine(Protocol.Write(new Hello([.. offered.Keys], versions, [])));
        while (Console.ReadLine() is { } line)
        {
            var request = Protocol.Read<Request>(line);
            var row = offered[new Offer(request.Row, request.Library)];
            Console.WriteLine(Protocol.Write(Timing.Measure(row, request.Seconds, request.WarmUp)));
        }
    }
}
