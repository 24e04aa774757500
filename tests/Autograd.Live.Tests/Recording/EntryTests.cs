using Autograd.NN;

namespace Autograd.Live.Tests.Recording;

public class EntryTests
{
    [Test]
    public void A_later_entry_takes_the_place_of_an_earlier_one()
    {
        using var logger = new LiveLogger();
        logger.AddText("a", "1");
        logger.AddTable("a", ["x"], [[1.5], [null]]);
        logger.SetTrainBatch(1, ("m", 0));
        logger.AddText("a", "2");
        Assert.That(logger.Entries, Has.Count.EqualTo(2));
        var text = (TextEntry)logger.Entries[0];
        Assert.That((text.Text, text.Step), Is.EqualTo(("2", 1)));
        Assert.That(((TableEntry)logger.Entries[1]).Rows, Is.EqualTo(new[] { new[] { "1.5" }, [""] }));
    }

    [Test]
    public void Printed_lines_are_bounded()
    {
        using var logger = new LiveLogger();
        for (var i = 0; i < 1500; i++) logger.Print($"{i}");
        Assert.That(logger.PrintedLines, Has.Count.EqualTo(1000));
        Assert.That(logger.PrintedLines[0].Text, Is.EqualTo("500"));
    }

    [Test]
    public void Histograms_count_what_is_finite()
    {
        var histogram = Histogram.Of(Tensor.From([0.0, 1.0, 2.0, 3.0, 4.0, double.NaN, double.NegativeInfinity]));
        Assert.That((histogram.Min, histogram.Max, histogram.Mean), Is.EqualTo((0.0, 4.0, 2.0)));
        Assert.That((histogram.Count, histogram.Zeros, histogram.NonFinite), Is.EqualTo((7L, 1L, 2L)));
        Assert.That(histogram.StandardDeviation, Is.EqualTo(Math.Sqrt(2)).Within(1e-15));
        Assert.That(histogram.Norm, Is.EqualTo(Math.Sqrt(30)).Within(1e-15));
        Assert.That(histogram.Bins.Select((count, i) => (count, i)).Where(bin => bin.count > 0).Select(bin => bin.i),
            Is.EqualTo(new[] { 0, 16, 32, 48, 63 }));
        Assert.That(Histogram.Of([3.0, 3.0]).Bins[0], Is.EqualTo(2));
        Assert.That(Histogram.Of([-double.MaxValue, double.MaxValue]).Bins.Sum(), Is.EqualTo(2));
        Assert.That(Histogram.Of([double.NaN]).Min, Is.NaN);
        Assert.That(Histogram.Of([]).Count, Is.Zero);
    }

    [Test]
    public void Histograms_over_time_are_bounded_and_cover_the_run_evenly([Values(1, 256, 257, 1000, 5000)] int count)
    {
        using var logger = new LiveLogger();
        for (var i = 0; i < count; i++)
        {
            logger.AddHistogram("h", Tensor.From((double)i));
            logger.SetTrainBatch(1, ("m", 0));
        }

        var steps = ((HistogramSeries)logger.Entries[0]).Items.Select(item => item.Step).ToArray();
        Assert.That(steps, Has.Length.LessThanOrEqualTo(256));
        Assert.That((steps[0], steps[^1]), Is.EqualTo((0, count - 1)));
        var distance = steps.Length > 2 ? steps[1] : 1;
        Assert.That(steps[..^1], Is.EqualTo(Enumerable.Range(0, steps.Length - 1).Select(i => i * distance)));
        if (count > 256) Assert.That(steps, Has.Length.GreaterThan(100));
    }

    [Test]
    public void A_watched_module_shows_parameters_gradients_and_activations([Values] bool zeroGradFirst)
    {
        using var logger = new LiveLogger();
        var net = new Sequential(new Linear(2, 3), new Tanh(), new Linear(3, 1));
        logger.Watch(net, every: 2);
        for (var i = 0; i < 3; i++)
        {
            var h = logger.Watch("hidden", net[0].Forward(Tensor.Ones(4, 2)), every: 2);
            net[2].Forward(net[1].Forward(h)).Sum().Backward();
            if (zeroGradFirst) net.ZeroGrad();
            logger.SetTrainBatch(4, ("loss", i));
        }

        var found = logger.Entries.Cast<HistogramSeries>()
            .ToDictionary(series => series.Tag, series => (series.Kind, Steps: string.Join(",", series.Items.Select(item => item.Step))));
        string[] parameters = ["0.weight", "0.bias", "2.weight", "2.bias"];
        Assert.That(
            found.Keys,
            Is.EquivalentTo(parameters.SelectMany(name => (string[])[$"parameters/{name}", $"gradients/{name}"])
                .Concat(["activations/hidden", "gradients/hidden"])));
        Assert.That(found.Values.Select(series => series.Steps), Is.All.EqualTo("1,3"));
        Assert.That(found["activations/hidden"].Kind, Is.EqualTo(HistogramKind.Activation));
        Assert.That(found["gradients/hidden"].Kind, Is.EqualTo(HistogramKind.Gradient));
        Assert.That(found["parameters/0.bias"].Kind, Is.EqualTo(HistogramKind.Parameter));
        var series = (HistogramSeries)logger.Entries.First(entry => entry.Tag == "gradients/2.bias");
        Assert.That(series.Items[0].Histogram.Max, Is.EqualTo(4));
    }

    [Test]
    public void A_watched_module_records_what_its_layers_return()
    {
        using var logger = new LiveLogger();
        var net = new Sequential(new Linear(2, 3), new Sequential(new Tanh()), new Linear(3, 1));
        logger.Watch(net, every: 2, prefix: "net.", activations: true);
        for (var i = 0; i < 3; i++)
        {
            net.Forward(Tensor.Ones(4, 2)).Sum().Backward();
            using (GradMode.NoGrad()) net.Forward(Tensor.Zeros(4, 2));
            logger.SetTrainBatch(4, ("loss", i));
        }

        var found = logger.Entries.Cast<HistogramSeries>().Where(series => series.Kind == HistogramKind.Activation)
            .ToDictionary(series => series.Tag, series => string.Join(",", series.Items.Select(item => item.Step)));
        Assert.That(found.Keys, Is.EquivalentTo(new[] { "activations/net.0", "activations/net.1.0", "activations/net.2" }));
        Assert.That(found.Values, Is.All.EqualTo("1,3"));
        Assert.That(logger.Entries.Select(entry => entry.Tag), Has.Member("gradients/net.1.0"));
        logger.Dispose();
        net.Forward(Tensor.Ones(4, 2));
    }

    [Test]
    public void Watching_ends_with_the_run()
    {
        var logger = new LiveLogger();
        var net = new Linear(1, 1);
        logger.Watch(net, every: 1);
        logger.Dispose();
        net.Forward(Tensor.Ones(1, 1)).Sum().Backward();
        Assert.That(logger.Entries, Is.Empty);
        Assert.That(
            () => logger.Watch(net), Throws.InvalidOperationException.With.Message.StartsWith("Watch: the run \""));
    }

    [Test]
    public void A_summary_counts_the_parameters()
    {
        using var logger = new LiveLogger();
        logger.AddSummary("net", new Linear(2, 3));
        Assert.That(((TextEntry)logger.Entries[0]).Text, Is.EqualTo("Linear(in_features=2, out_features=3, bias=True)"));
        Assert.That(
            ((TableEntry)logger.Entries[1]).Rows.Select(row => string.Join("|", row)),
            Is.EqualTo(new[] { "weight|(3, 2)|Float32|6", "bias|(3,)|Float32|3", "total|||9" }));
    }

    [Test]
    public void Errors()
    {
        using var logger = new LiveLogger();
        Assert.That(() => logger.AddText("", "x"),
            Throws.ArgumentException.With.Message.EqualTo("AddText: the tag is empty; name what is shown (Parameter 'tag')"));
        Assert.That(
            () => logger.AddTable("t", ["a", "b"], [[1, 2], [1]]),
            Throws.ArgumentException.With.Message.EqualTo("AddTable: row 1 of \"t\" has 1 cells, and there are 2 columns (Parameter 'rows')"));
        Assert.That(
            () => logger.AddFigure("t", "out/s1-loss.png"),
            Throws.ArgumentException.With.Message.EqualTo(
                "AddFigure: the text of \"t\" is no SVG: it begins with \"out/s1-loss.png\"; for a file pass File.ReadAllText(path) if it is "
                + "SVG, File.ReadAllBytes(path) if it is PNG (Parameter 'svg')"));
        Assert.That(
            () => logger.AddFigure("f", new byte[] { 1, 2 }),
            Throws.ArgumentException.With.Message.EqualTo("AddFigure: the 2 bytes of \"f\" are no PNG file (Parameter 'png')"));
        Assert.That(
            () => logger.Watch(new Linear(1, 1), 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo("Watch: every is 0; it must be at least 1 (Parameter 'every')"));
    }
}
