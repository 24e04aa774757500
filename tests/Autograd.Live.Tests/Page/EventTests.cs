namespace Autograd.Live.Tests.Page;

/// <summary>The stream of events: what came before, what comes after, and what a page that comes back missed.</summary>
public sealed class EventTests
{
    [Test]
    public async Task A_new_page_gets_a_reset_and_all_that_there_is()
    {
        var run = new LiveLogger("run");
        run.SetTrainBatch([("loss", 0.5)], batchSize: 1);
        run.Print("first");
        using var client = new PageClient(run);
        client.Page.Refresh();
        var events = await client.Events(item => item.EventType == "panel");
        Assert.That(events.Select(item => item.EventType), Is.EqualTo((string[])["reset", "state", "line", "panel"]));
        Assert.That(events[0].ReconnectionInterval, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(events[2].Data, Is.EqualTo("{\"text\":\"first\"}"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_page_that_comes_back_gets_what_it_missed(bool byQuery)
    {
        var run = new LiveLogger("run");
        using var client = new PageClient(run);
        run.Print("first");
        run.Print("second");
        client.Page.Refresh();
        var before = await client.Events(item => item.Data.Contains("first"));
        run.Print("third");
        client.Page.Refresh();
        var after = await client.Events(item => item.Data.Contains("third"), before[^1].EventId, byQuery);
        Assert.That(after.Select(item => item.Data), Is.EqualTo((string[])["{\"text\":\"second\"}", "{\"text\":\"third\"}"]));
    }

    [TestCase("00000000-1")]
    [TestCase("nonsense")]
    public async Task A_page_of_another_server_begins_anew(string lastEventId)
    {
        using var client = new PageClient(new LiveLogger("run"));
        var events = await client.Events(item => item.EventType == "state", lastEventId);
        Assert.That(events.Select(item => item.EventType), Is.EqualTo((string[])["reset", "state"]));
    }

    [Test]
    public async Task A_page_that_waits_is_told()
    {
        var run = new LiveLogger("run");
        using var client = new PageClient(run);
        var told = client.Events(item => item.EventType == "line");
        run.Print("news");
        client.Page.Refresh();
        Assert.That((await told)[^1].Data, Does.Contain("news"));
    }

    [Test]
    public async Task A_slow_page_gets_the_latest_of_each_panel_only()
    {
        var run = new LiveLogger("run");
        using var client = new PageClient(run);
        for (var i = 0; i < 1000; i++)
        {
            run.SetTrainBatch([("loss", i)], batchSize: 1);
            client.Page.Refresh();
        }

        var events = await client.Events(item => item.Data.Contains("\"value\":\"999\""));
        Assert.That(events.Count(item => item.EventType == "panel"), Is.EqualTo(1));
    }

    [Test]
    public void The_log_is_as_large_as_the_page()
    {
        var run = new LiveLogger("run");
        using var client = new PageClient(run);
        for (var i = 0; i < 5000; i++)
        {
            run.Print($"line {i}");
            run.SetTrainBatch([("loss", i)], batchSize: 1);
            if (i % 500 == 0) client.Page.Refresh();
        }

        client.Page.Refresh();
        Assert.That(client.Page.Board.Events.Count, Is.EqualTo(LiveLogger.PrintedLineCapacity + 2), "lines, one panel, the state");
    }

    [Test]
    public async Task Text_tables_pictures_and_histograms_become_panels()
    {
        var run = new LiveLogger("run");
        run.AddText("notes", "a < b & c");
        run.AddTable("results", ["net", "accuracy"], [["RNN", 0.5]]);
        run.AddFigure("picture", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        run.AddHistogram("weights", Tensor.From([1.0, 2.0, 3.0]));
        using var client = new PageClient(run);
        client.Page.Refresh();

        var text = await client.Panel("notes");
        Assert.That(text.GetProperty("text").GetString(), Is.EqualTo("a < b & c"));
        var table = await client.Panel("results");
        Assert.That(table.GetProperty("table").GetRawText(), Is.EqualTo("{\"columns\":[\"net\",\"accuracy\"],\"rows\":[[\"RNN\",\"0.5\"]]}"));
        var picture = await client.Panel("picture");
        using var image = await client.Send($"panels/{picture.GetProperty("id").GetInt32()}/image");
        Assert.That(image.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/svg+xml"));
        Assert.That(await image.Content.ReadAsStringAsync(), Does.StartWith("<svg"));
        var histogram = await client.Panel("weights");
        Assert.That(histogram.GetProperty("section").GetString(), Is.EqualTo("histograms"));
        Assert.That(await client.Get($"panels/{histogram.GetProperty("id").GetInt32()}/chart"), Does.StartWith("<svg"));
    }

    [Test]
    public async Task A_graph_is_a_picture_of_the_model()
    {
        var run = new LiveLogger("run");
        var w = Tensor.From([1.0, 2.0], requiresGrad: true);
        run.AddGraph("loss", w.Square().Sum(), [("w", w)]);
        using var client = new PageClient(run);
        client.Page.Refresh();
        var panel = await client.Panel("loss");
        Assert.That(panel.GetProperty("section").GetString(), Is.EqualTo("model"));
        Assert.That(panel.GetProperty("kind").GetString(), Is.EqualTo("image"));
        Assert.That(await client.Get($"panels/{panel.GetProperty("id").GetInt32()}/image"), Does.Contain("Sum").And.Contain("w"));
    }

    [Test]
    public async Task Runs_of_one_name_are_told_apart()
    {
        var (one, two) = (new LiveLogger("run"), new LiveLogger("run"));
        one.SetTrainBatch([("loss", 1)], batchSize: 1);
        two.SetTrainBatch([("loss", 2)], batchSize: 1);
        using var client = new PageClient(one, two);
        client.Page.Refresh();
        client.Page.Add(one);
        var lines = (await client.Panel("loss")).GetProperty("lines");
        var labels = lines.EnumerateArray().Select(line => line.GetProperty("label").GetString());
        Assert.That(labels, Is.EqualTo((string[])["run: train", "run (2): train"]));
    }

    [Test]
    public async Task A_saved_run_is_compared_with_the_one_that_trains()
    {
        var saved = new LiveLogger("yesterday");
        saved.SetTrainBatch([("loss", 0.25)], batchSize: 1);
        using var file = new MemoryStream();
        saved.SaveMetrics(file);
        file.Position = 0;

        var run = new LiveLogger("today");
        run.SetTrainBatch([("loss", 0.5)], batchSize: 1);
        using var client = new PageClient(run, LiveLogger.LoadMetrics(file));
        client.Page.Refresh();
        var latest = (await client.Panel("loss")).GetProperty("latest").GetRawText();
        Assert.That(latest, Is.EqualTo(
            "[{\"label\":\"today: train\",\"value\":\"0.5\"},{\"label\":\"yesterday: train\",\"value\":\"0.25\"}]"));
    }

    [Test]
    public async Task A_live_plot_decides_what_is_drawn()
    {
        using var plot = new LivePlot(["loss"], lastNBatches: 10);
        plot.SetMetricColors("loss", "#123456");
        for (var i = 1; i <= 100; i++) plot.SetTrainBatch([("loss", i), ("hidden", i)], batchSize: 1);
        using var client = new PageClient(plot);
        client.Page.Refresh();
        var panel = await client.Panel("loss");
        Assert.That(panel.GetProperty("lines")[0].GetProperty("ownColor").GetString(), Is.EqualTo("#123456"));
        Assert.That(client.Page.Board.Find(panel.GetProperty("id").GetInt32() + 1), Is.Null, "no panel of a metric that is not wanted");

        var values = await client.Json($"panels/{panel.GetProperty("id").GetInt32()}/values?x=1&y=0");
        Assert.That(values.GetProperty("x").GetDouble(), Is.EqualTo(91));
        Assert.That(await client.Get($"panels/{panel.GetProperty("id").GetInt32()}/chart"), Does.Contain("#123456"));
    }
}
