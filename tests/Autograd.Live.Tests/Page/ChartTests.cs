using System.Globalization;
using System.Xml.Linq;

namespace Autograd.Live.Tests.Page;

/// <summary>What is drawn, and which values are under the pointer.</summary>
public sealed class ChartTests
{
    private static readonly double[] s_awkward = [1, double.NaN, -3, double.PositiveInfinity, 0, 1e300, double.NegativeInfinity];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(100_000)]
    public async Task Any_number_of_points_is_drawn(int count)
    {
        var run = new LiveLogger("run");
        for (var i = 0; i < count; i++) run.SetTrainBatch([("loss", Math.Sin(i))], batchSize: 1);
        if (count == 0) run.SetTestBatch([("loss", double.NaN)], batchSize: 1);
        var (svg, frame) = await Draw(run, "loss", "w=500&h=300");
        Assert.That(svg.ToString().Length, Is.LessThan(60_000), "decimated to the width");
        Assert.That((int)svg.Attribute("width")!, Is.EqualTo(500));
        Assert.That(frame, Has.Length.EqualTo(10).And.All.Matches<double>(double.IsFinite));
    }

    [TestCase("log=0")]
    [TestCase("log=1")]
    [TestCase("log=1&dark=1&x0=1.5&x1=1.6")]
    [TestCase("x0=-5&x1=500&y0=-1e300&y1=1e300")]
    public async Task Values_that_are_not_finite_or_not_positive_are_gaps(string view)
    {
        var run = new LiveLogger("run");
        foreach (var value in s_awkward) run.SetTrainBatch([("loss", value)], batchSize: 1);
        var (svg, _) = await Draw(run, "loss", view);
        Assert.That(svg.ToString(), Does.Not.Contain("NaN").And.Not.Contain("Infinity"));
    }

    [Test]
    public async Task A_logarithmic_chart_spans_the_exponents()
    {
        var run = new LiveLogger("run");
        for (var i = 0; i <= 6; i++) run.SetTrainBatch([("loss", Math.Pow(10, -i))], batchSize: 1);
        var (svg, frame) = await Draw(run, "loss", "log=1");
        Assert.That(frame[6], Is.InRange(-6.5, -6));
        Assert.That(frame[7], Is.InRange(0, 0.5));
        Assert.That(svg.Value, Does.Contain("10⁻⁴"));
    }

    [Test]
    public async Task A_view_is_drawn_as_it_was_asked_for()
    {
        var run = new LiveLogger("run");
        for (var i = 1; i <= 100; i++) run.SetTrainBatch([("loss", i)], batchSize: 1);
        var (_, frame) = await Draw(run, "loss", "x0=20&x1=30");
        Assert.That(frame[4..6], Is.EqualTo((double[])[20, 30]));
        Assert.That(frame[6], Is.InRange(19, 20), "the height follows what is in sight");
        Assert.That(frame[7], Is.InRange(30, 31));
        Assert.That(frame[8..], Is.EqualTo((double[])[1 - 0.99, 100 + 0.99]).Within(1e-9));

        (_, frame) = await Draw(run, "loss", "x0=20&x1=30&y0=0&y1=1");
        Assert.That(frame[6..8], Is.EqualTo((double[])[0, 1]));
    }

    [TestCase("x0=1&x1=1")]
    [TestCase("x0=2&x1=1")]
    [TestCase("x0=nan")]
    [TestCase("w=wide")]
    public async Task A_view_that_is_none_is_a_bad_request(string view)
    {
        var run = new LiveLogger("run");
        run.SetTrainBatch([("loss", 1)], batchSize: 1);
        using var client = new PageClient(run);
        client.Page.Refresh();
        var id = (await client.Panel("loss")).GetProperty("id").GetInt32();
        Assert.That(await client.Status($"panels/{id}/chart?{view}"), Is.EqualTo(System.Net.HttpStatusCode.BadRequest));
        Assert.That(await client.Status($"panels/{id}/values?x=a&y=1"), Is.EqualTo(System.Net.HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Hidden_lines_are_left_out_of_chart_label_values_and_table()
    {
        var run = new LiveLogger("run");
        run.SetTrainBatch([("loss", 0.5)], batchSize: 1);
        run.SetTrainEpoch();
        run.SetTestBatch([("loss", 0.75)], batchSize: 1);
        run.SetTestEpoch();
        using var client = new PageClient(run);
        client.Page.Refresh();
        var panel = await client.Panel("loss");
        var id = panel.GetProperty("id").GetInt32();
        var keys = panel.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("key").GetString()!).ToArray();
        Assert.That(keys, Is.EqualTo((string[])["0.train.Batch", "0.train.Epoch", "0.test.Epoch"]));

        const string hide = "hide=0.train.Batch&hide=0.test.Epoch";
        var svg = XElement.Parse(await client.Get($"panels/{id}/chart?{hide}"));
        Assert.That((string)svg.Attribute("aria-label")!, Is.EqualTo("loss over batches; latest: train 0.5"));
        var values = await client.Json($"panels/{id}/values?x=1&y=0&{hide}");
        var labels = values.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("label").GetString());
        Assert.That(labels, Is.EqualTo((string[])["train"]));
        Assert.That(await client.Get($"panels/{id}/table?{hide}"), Is.EqualTo("{\"columns\":[\"batch\",\"train\"],\"rows\":[[\"1\",\"0.5\"]]}"));
        Assert.That(await client.Status($"panels/{id}/values?x=1&y=0&{hide}&hide=0.train.Epoch"), Is.EqualTo(System.Net.HttpStatusCode.NoContent));
    }

    [TestCase(-100, 1)]
    [TestCase(1, 1)]
    [TestCase(2.4, 2)]
    [TestCase(2.6, 3)]
    [TestCase(1e9, 5)]
    public async Task The_nearest_value_is_under_the_pointer(double x, double nearest)
    {
        var run = new LiveLogger("run");
        for (var i = 1; i <= 5; i++) run.SetTrainBatch([("loss", 10 * i)], batchSize: 1);
        using var client = new PageClient(run);
        client.Page.Refresh();
        var id = (await client.Panel("loss")).GetProperty("id").GetInt32();
        var values = await client.Json(FormattableString.Invariant($"panels/{id}/values?x={x}&y=0"));
        Assert.That(values.GetProperty("x").GetDouble(), Is.EqualTo(nearest));
        Assert.That(values.GetProperty("position").GetString(), Is.EqualTo(FormattableString.Invariant($"batch {nearest}")));
        Assert.That(values.GetProperty("values")[0].GetProperty("value").GetString(), Is.EqualTo(FormattableString.Invariant($"{10 * nearest}")));
    }

    [Test]
    public async Task Two_charts_of_a_page_share_no_identifier()
    {
        var run = new LiveLogger("run");
        run.SetTrainBatch([("loss", 1), ("accuracy", 0.5)], batchSize: 1);
        var (one, _) = await Draw(run, "loss", "");
        var (two, _) = await Draw(run, "accuracy", "");
        Assert.That(Identifiers(one), Is.Not.Empty);
        Assert.That(Identifiers(one).Intersect(Identifiers(two)), Is.Empty);

        static IEnumerable<string> Identifiers(XElement svg) => svg.DescendantsAndSelf().Attributes("id").Select(id => id.Value);
    }

    [Test]
    public async Task A_chart_has_nothing_that_the_security_policy_forbids()
    {
        var run = new LiveLogger("<script>\"&");
        run.SetTrainBatch([("<b>\"&", 1)], batchSize: 1);
        run.AddHistogram("gradients/<i>", Tensor.From([1.0, 2.0]));
        foreach (var title in (string[])["<b>\"&", "gradients/<i>"])
        {
            var (svg, _) = await Draw(run, title, "");
            var names = svg.Descendants().Select(element => element.Name.LocalName);
            Assert.That(names, Does.Not.Contain("style").And.Not.Contain("script").And.Not.Contain("b"));
            Assert.That(svg.DescendantsAndSelf().Attributes("style"), Is.Empty);
        }
    }

    [TestCase(0.0, "0")]
    [TestCase(1.0, "1")]
    [TestCase(0.1234567891, "0.123457")]
    [TestCase(-12345.678, "-12345.7")]
    [TestCase(1234567.0, "1234567")]
    [TestCase(1.5e10, "1.5e+10")]
    [TestCase(2.5e-7, "2.5e-7")]
    [TestCase(double.NaN, "nan")]
    [TestCase(double.NegativeInfinity, "-inf")]
    public void Numbers_are_short(double value, string expected) => Assert.That(Numbers.Format(value), Is.EqualTo(expected));

    private static async Task<(XElement Svg, double[] Frame)> Draw(LiveLogger run, string title, string view)
    {
        using var client = new PageClient(run);
        client.Page.Refresh();
        var id = (await client.Panel(title)).GetProperty("id").GetInt32();
        var svg = XElement.Parse(await client.Get($"panels/{id}/chart?{view}"));
        var frame = ((string)svg.Attribute("data-frame")!).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture));
        return (svg, [.. frame]);
    }
}
