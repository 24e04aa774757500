namespace Autograd.Live.Tests.Page;

/// <summary>An hour's worth of updates, pushed as fast as they go, with a page that reads.</summary>
[NonParallelizable]
public sealed class SoakTests
{
    private const int Updates = 360_000;

    [Test]
    public async Task Memory_stays_flat()
    {
        var run = new LiveLogger("run");
        using var client = new PageClient(run);
        var reading = client.Events(item => item.Data.Contains("the end"));

        var early = 0L;
        for (var i = 1; i <= Updates; i++)
        {
            run.SetTrainBatch([("loss", 1.0 / i), ("accuracy", 1 - (1.0 / i))], batchSize: 100);
            if (i % 100 == 0) run.SetTrainEpoch();
            if (i % 10 == 0) run.Print($"update {i}");
            if (i % 1000 == 0) run.AddText("notes", $"update {i}");
            if (i % 200 == 0) client.Page.Refresh();
            if (i % 6000 == 0) await client.Get($"panels/1/chart?w=600&h=300");
            if (i == Updates / 4) early = Used();
        }

        run.Print("the end");
        client.Page.Refresh();
        await reading;

        // The recorded numbers themselves: 8 bytes for each value and event, in arrays that double.
        const long recorded = 3 * 2 * 8 * Updates;
        Assert.That(Used() - early, Is.LessThan(recorded + (8 << 20)));
        Assert.That(client.Page.Board.Events.Count, Is.EqualTo(LiveLogger.PrintedLineCapacity + 4), "lines, two metrics, a text, the state");
    }

    private static long Used() => GC.GetTotalMemory(forceFullCollection: true);
}
