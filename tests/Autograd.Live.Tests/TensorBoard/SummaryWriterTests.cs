using Autograd.NN;
using SkiaSharp;

namespace Autograd.Live.Tests.TensorBoard;

public class SummaryWriterTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Path.Combine(Path.GetTempPath(), $"autograd-summary-{Guid.NewGuid()}");

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, true);
    }

    private SummaryEvent[] Write(Action<SummaryWriter> write)
    {
        using var writer = new SummaryWriter(_folder);
        write(writer);
        writer.Close();
        return [.. EventFileReader.ReadEvents(writer.FileName)];
    }

    [Test]
    public void The_file_has_TensorBoards_name_and_first_event()
    {
        using var writer = new SummaryWriter(_folder, filenameSuffix: ".x");
        Assert.That(Path.GetFileName(writer.FileName), Does.Match(@"^events\.out\.tfevents\.\d{10}\..+\.\d+\.\d+\.x$"));
        Assert.That(Path.GetDirectoryName(writer.FileName), Is.EqualTo(_folder));
        var first = EventFileReader.ReadEvents(writer.FileName).Single();
        Assert.That((first.FileVersion, first.Step), Is.EqualTo(("brain.Event:2", 0L)));
    }

    [Test]
    public void Scalars()
    {
        var events = Write(writer =>
        {
            writer.AddScalar("a", 0.1, 7, walltime: 5);
            writer.AddScalar("a", Tensor.From(2.5), -1);
        });
        Assert.That((events[1].Step, events[1].WallTime, events[1].Values[0].Tag, events[1].Values[0].Scalar), Is.EqualTo((7L, 5.0, "a", 0.1f)));
        Assert.That((events[2].Step, events[2].Values[0].Scalar), Is.EqualTo((-1L, 2.5f)));
        Assert.That(events[2].WallTime, Is.GreaterThan(1.7e9));
    }

    [Test]
    public void Curves_in_one_chart_have_folders_of_their_own()
    {
        using var writer = new SummaryWriter(_folder);
        for (var step = 0; step < 2; step++) writer.AddScalars("run/x", [("sin", step), ("cos", 2 * step)], step);
        writer.AddScalars("run/x", new Dictionary<string, double> { ["sin"] = 2, ["cos"] = 4 }, 2);
        writer.Flush();
        var folders = Directory.GetDirectories(_folder).Select(Path.GetFileName);
        Assert.That(folders, Is.EquivalentTo(new[] { "run_x_sin", "run_x_cos" }));
        var events = EventFileReader.ReadEvents(Directory.GetFiles(Path.Combine(_folder, "run_x_cos")).Single()).Skip(1).ToArray();
        Assert.That(events.Select(e => (e.Step, e.Values[0].Tag, e.Values[0].Scalar)),
            Is.EqualTo(new (long, string, float?)[] { (0, "run/x", 0), (1, "run/x", 2), (2, "run/x", 4) }));
    }

    [Test]
    public void Histograms_texts_and_hyperparameters()
    {
        var events = Write(writer =>
        {
            writer.AddHistogram("h", Tensor.From([1, 2, 2]), 3);
            writer.AddText("t", "한글", 4);
            writer.AddHParams(
                new Dictionary<string, object> { ["lr"] = 0.5f, ["name"] = "x", ["flag"] = true },
                    new Dictionary<string, double> { ["score"] = 2 }, "trial");
        });
        var histogram = events[1].Values[0].Histogram!;
        Assert.That((histogram.Num, histogram.Sum, histogram.SumSquares, histogram.Buckets.Sum()), Is.EqualTo((3.0, 5.0, 9.0, 3.0)));
        Assert.That((events[2].Values[0].Tag, events[2].Values[0].Texts![0], events[2].Values[0].PluginName),
            Is.EqualTo(("t/text_summary", "한글", "text")));
        var trial = EventFileReader.ReadEvents(Directory.GetFiles(Path.Combine(_folder, "trial")).Single()).ToArray();
        Assert.That(
            trial.Skip(1).Select(e => (e.Values[0].Tag, e.Values[0].PluginName)),
            Is.EqualTo(new[] { ("_hparams_/experiment", "hparams"), ("_hparams_/session_start_info", "hparams"), ("_hparams_/session_end_info", "hparams"), ("score", null) }));
        // A start of a session: field 3, with a map from "flag" to the google.protobuf.Value true.
        Assert.That(Convert.ToHexString(trial[2].Values[0].PluginContent.Span), Does.Contain("0A04666C61671202" + "2001"));
    }

    [Test]
    public void Pictures_have_the_pixels_of_the_tensor()
    {
        var gray = Tensor.From([0.0, 0.5, 1.0, 2.0, -1.0, double.NaN]).Reshape(2, 3);
        var color = Tensor.From([10, 20, 30], dtype: DType.UInt8).Reshape(3, 1, 1);
        var events = Write(writer =>
        {
            writer.AddImage("gray", gray, dataFormats: "HW");
            writer.AddImage("color", color);
            writer.AddImages("grid", Tensor.Arange(0, 10).Reshape(10, 1, 1) / 10, dataFormats: "NHW");
        });
        using var first = SKBitmap.Decode(events[1].Values[0].Image!.Png.ToArray());
        Assert.That((first.Width, first.Height), Is.EqualTo((3, 2)));
        Assert.That(Enumerable.Range(0, 6).Select(i => first.GetPixel(i % 3, i / 3).Red), Is.EqualTo(new[] { 0, 127, 255, 255, 0, 0 }));
        using var second = SKBitmap.Decode(events[2].Values[0].Image!.Png.ToArray());
        Assert.That(second.GetPixel(0, 0), Is.EqualTo(new SKColor(10, 20, 30)));
        using var grid = SKBitmap.Decode(events[3].Values[0].Image!.Png.ToArray());
        Assert.That((grid.Width, grid.Height), Is.EqualTo((8, 2)));
        Assert.That((grid.GetPixel(7, 0).Red, grid.GetPixel(1, 1).Red, grid.GetPixel(2, 1).Red), Is.EqualTo(((byte)178, (byte)229, (byte)0)));
    }

    [Test]
    public void A_plot_is_a_picture()
    {
        var plot = new ScottPlot.Plot();
        plot.Add.Signal(new[] { 1.0, 2.0 });
        var image = Write(writer => writer.AddFigure("f", plot, 1, width: 200, height: 100))[1].Values[0].Image!;
        Assert.That((image.Width, image.Height, image.Channels), Is.EqualTo((200, 100, 4)));
    }

    [Test]
    public void Graphs_name_operations_leaves_and_parameters()
    {
        var net = new Sequential(new Linear(2, 3), new Tanh());
        var graph = Write(writer => writer.AddGraph(net, Tensor.Ones(1, 2)))[1].Graph;
        Assert.That(
            graph.Select(node => $"{node.Name} {node.Op} <- {string.Join(", ", node.Inputs)}"),
            Is.EqualTo(new[] { "Tanh Tanh <- Addmm", "Addmm Addmm <- 0/weight, 0/bias", "0/weight Variable <- ", "0/bias Variable <- " }));
        Assert.That(
            Write(writer =>
            {
                var x = Tensor.Ones([1], requiresGrad: true);
                var y = x;
                for (var i = 0; i < 100; i++) y *= x;
                writer.AddGraph(y, maxNodes: 5);
            })[1].Graph.Select(node => node.Name),
            Is.EqualTo(new[] { "Mul", "Mul_1", "leaf", "Mul_2", "Mul_3" }));
    }

    [Test]
    public void Curves_of_precision_and_recall()
    {
        var value = Write(writer => writer.AddPrCurve(
            "pr", Tensor.From([true, false, true, true]), Tensor.From([0.9, 0.6, 0.4, 1.0]), numThresholds: 3,
                weights: Tensor.From([1, 2, 1, 1])))[1].Values[0];
        Assert.That((value.PluginName, Convert.ToHexString(value.PluginContent.Span)), Is.EqualTo(("pr_curves", "1003")));
        // At 0, 0.5 and 1: true positives 3, 2, 1; false positives 2, 2, 0; and so on.
        Assert.That(
            value.Numbers,
            Is.EqualTo(new[] { 3f, 2, 1, 2, 2, 0, 0, 0, 2, 0, 1, 2, 0.6f, 0.5f, 1, 1, 2 / 3f, 1 / 3f }));
    }

    [Test]
    public void A_run_that_goes_on_after_a_crash_purges()
    {
        using var writer = new SummaryWriter(_folder, purgeStep: 12);
        writer.Flush();
        var second = EventFileReader.ReadEvents(writer.FileName).ElementAt(1);
        Assert.That((second.Step, second.IsSessionStart), Is.EqualTo((12L, true)));
    }

    [Test]
    public void Many_threads_write_whole_records()
    {
        var events = Write(writer => Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 200; i++) writer.AddScalar($"t{thread}", i, i);
        }));
        Assert.That(events, Has.Length.EqualTo(1601));
        Assert.That(events.Skip(1).Where(e => e.Values[0].Tag == "t3").Select(e => e.Step), Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [Test]
    public void Errors()
    {
        var writer = new SummaryWriter(_folder);
        AssertThrows<ArgumentException>(() => writer.AddScalar("", 1), "AddScalar: the tag is empty; name what is written (Parameter 'tag')");
        AssertThrows<ArgumentException>(
            () => writer.AddScalar("a", Tensor.Zeros(2)),
            "AddScalar: metric \"a\" is a tensor of shape (2,); a metric is one number: record its Mean() or Sum()");
        AssertThrows<ArgumentException>(
            () => writer.AddImage("a", Tensor.Zeros(2, 2)),
                "AddImage: an image of shape (2, 2) is not CHW; say its format, as in dataFormats: \"HW\"");
        AssertThrows<ArgumentException>(
            () => writer.AddImage("a", Tensor.Zeros(2, 2, 2)),
            "AddImage: an image of shape (2, 2, 2) as CHW has 2 x 2 pixels of 2 channels; it needs pixels, and 1, 3 or 4 channels");
        AssertThrows<ArgumentException>(
            () => writer.AddImage("a", Tensor.Zeros(2, 2), dataFormats: "WH"),
                "AddImage: \"WH\" is no format of an image; there are CHW, HWC and HW (Parameter 'format')");
        AssertThrows<ArgumentException>(
            () => writer.AddImages("a", Tensor.Zeros(2, 2, 2)),
                "AddImages: images of shape (2, 2, 2) are not NCHW; say their format, as in dataFormats: \"NHW\"");
        AssertThrows<ArgumentException>(
            () => writer.AddImages("a", Tensor.Zeros(2, 2), dataFormats: "HW"),
                "AddImages: \"HW\" is no format of images; there are NCHW, NHWC and NHW (Parameter 'format')");
        AssertThrows<ArgumentException>(() => writer.AddFigure("a", new byte[3]), "AddFigure: the 3 bytes are no picture");
        AssertThrows<InvalidOperationException>(
            () => writer.AddGraph(Tensor.Zeros(2)),
                "AddGraph: the tensor of shape (2,) has no graph: it was not computed from anything that requires a gradient");
        AssertThrows<ArgumentException>(
            () => writer.AddHParams(new Dictionary<string, object> { ["x"] = new int[1] }, new Dictionary<string, double>()),
            "AddHParams: hyperparameter \"x\" is a Int32[]; pass a number, a text or a bool");
        AssertThrows<ArgumentOutOfRangeException>(
            () => new SummaryWriter(_folder, flushSecs: 0),
                "SummaryWriter: flushSecs is 0; it must be positive, and at most 2147483 (Parameter 'flushSecs')");
        AssertThrows<ArgumentOutOfRangeException>(
            () => new SummaryWriter(_folder, purgeStep: -1), "SummaryWriter: purgeStep is -1; it must be 0 or more (Parameter 'purgeStep')");
        AssertThrows<ArgumentException>(
            () => writer.AddPrCurve("a", Tensor.Ones(2), Tensor.Ones(3)),
            "AddPrCurve: labels, predictions and weights have 2, 3 and 2 elements; give each label one of each");
        AssertThrows<ArgumentException>(
            () => writer.AddPrCurve("a", Tensor.Ones(1), Tensor.From([1.5])),
            "AddPrCurve: prediction 0 is 1.5; pass probabilities, as Sigmoid() gives them (Parameter 'predictions')");
        AssertThrows<ArgumentOutOfRangeException>(
            () => writer.AddPrCurve("a", Tensor.Ones(1), Tensor.Ones(1), numThresholds: 1),
            "AddPrCurve: numThresholds is 1; it must be at least 2 (Parameter 'numThresholds')");
        writer.Dispose();
        writer.Dispose();
        AssertThrows<InvalidOperationException>(() => writer.AddScalar("a", 1), "SummaryWriter: it is closed; open another one");
        AssertThrows<InvalidOperationException>(() => writer.AddScalars("a", [("b", 1)]), "SummaryWriter: it is closed; open another one");

        static void AssertThrows<T>(Action action, string message) where T : Exception =>
            Assert.That(action, Throws.InstanceOf<T>().With.Message.EqualTo(message));
    }
}
