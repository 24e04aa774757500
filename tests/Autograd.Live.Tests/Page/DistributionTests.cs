using System.Xml.Linq;
using Autograd.NN;

namespace Autograd.Live.Tests.Page;

/// <summary>Histograms over time: of a tensor, and the sizes of all layers.</summary>
public sealed class DistributionTests
{
    [Test]
    public async Task Layers_are_in_the_module_s_order_and_their_sizes_under_the_pointer()
    {
        Generator.ManualSeed(0);
        var net = new Sequential(new Linear(4, 8), new Tanh(), new Linear(8, 1));
        var run = new LiveLogger("run");
        run.Watch(net, every: 1);
        for (var step = 0; step < 3; step++)
        {
            var loss = net.Forward(Tensor.RandN(16, 4)).Square().Mean();
            loss.Backward();
            run.SetTrainBatch([("loss", loss)], batchSize: 16);
        }

        using var client = new PageClient(run);
        client.Page.Refresh();
        var panel = await client.Panel("Size of gradients by layer");
        var names = panel.GetProperty("latest").EnumerateArray().Select(reading => reading.GetProperty("label").GetString());
        Assert.That(names, Is.EqualTo((string[])["0.weight", "0.bias", "2.weight", "2.bias"]));

        var id = panel.GetProperty("id").GetInt32();
        var values = await client.Json($"panels/{id}/values?x=2.5&y=0.5");
        Assert.That(values.GetProperty("position").GetString(), Is.EqualTo("2.bias, batch 2"));
        var series = run.Entries.OfType<HistogramSeries>().Single(entry => entry.Tag == "gradients/2.bias");
        var size = values.GetProperty("values")[0].GetProperty("value").GetString();
        Assert.That(size, Is.EqualTo(Numbers.Format(series.Items[1].Histogram.Norm)), "one element: its size");
        Assert.That(await client.Get($"panels/{id}/chart"), Does.Contain("weight"));
        Assert.That(await client.Get($"panels/{id}/table"), Does.StartWith("{\"columns\":[\"layer\",\"batch\",\"root mean square\""));
    }

    [TestCase(0.0)]
    [TestCase(double.NaN)]
    [TestCase(1e-300)]
    [TestCase(1e300)]
    public async Task Gradients_that_vanish_or_explode_are_drawn(double value)
    {
        var run = new LiveLogger("run");
        run.AddHistogram("AddHistogram", "gradients/w", HistogramKind.Gradient, Histogram.Of([value, value]));
        run.AddHistogram("AddHistogram", "gradients/v", HistogramKind.Gradient, Histogram.Of([1.0, -2.0]));
        using var client = new PageClient(run);
        client.Page.Refresh();
        foreach (var title in (string[])["Size of gradients by layer", "gradients/w"])
        {
            var id = (await client.Panel(title)).GetProperty("id").GetInt32();
            foreach (var view in (string[])["", "dark=1", "x0=0.25&x1=0.5", "y0=0&y1=0.5"])
                Assert.That(XElement.Parse(await client.Get($"panels/{id}/chart?{view}")).Name.LocalName, Is.EqualTo("svg"), view);
        }
    }

    [Test]
    public void The_count_up_to_a_value_is_linear_within_a_bin()
    {
        var histogram = Histogram.Of([0.0, 64.0, 0.25, 0.5]);
        Assert.Multiple(() =>
        {
            Assert.That(histogram.CountUpTo(-1), Is.Zero);
            Assert.That(histogram.CountUpTo(0.5), Is.EqualTo(1.5), "half of the three in the first bin");
            Assert.That(histogram.CountUpTo(32), Is.EqualTo(3));
            Assert.That(histogram.CountUpTo(64), Is.EqualTo(4));
            Assert.That(Histogram.Of([2.0, 2.0]).CountUpTo(2), Is.EqualTo(2));
            Assert.That(Histogram.Of([double.NaN]).CountUpTo(0), Is.Zero);
        });
    }

    [Test]
    public void A_step_has_the_histogram_that_was_made_last()
    {
        var run = new LiveLogger("run");
        foreach (var step in (int[])[1, 2])
        {
            run.SetTrainBatch([("loss", 1)], batchSize: 1);
            run.AddHistogram("w", Tensor.From((double)step));
        }

        var series = run.Entries.OfType<HistogramSeries>().Single();
        Assert.That(series.At(0.5), Is.Null);
        Assert.That(series.At(1.9)?.Step, Is.EqualTo(1));
        Assert.That(series.At(100)?.Step, Is.EqualTo(2));
    }
}
