using System.Text;

namespace Autograd.Live.Tests.Recording;

public class MetricsFileTests
{
    private static LiveLogger Sample()
    {
        var logger = new LiveLogger("sample");
        logger.SetTrainBatch(3, ("loss", 0.1), ("accuracy", double.NaN));
        logger.SetTrainBatch(2, ("loss", 1.0 / 3), ("accuracy", -0.0));
        logger.SetTestBatch(7, ("loss", double.PositiveInfinity), ("정확도 \"μ\"\n", 5e-324));
        logger.SetTrainEpoch();
        logger.SetTestEpoch();
        logger.SetTrainBatch(1, ("loss", double.MaxValue));
        logger.AddText("note", "two\nlines, 한글");
        logger.AddTable("table", ["a", "b"], [[1, null], [0.5, "x"]]);
        logger.AddFigure("figure", "<svg/>");
        logger.AddHistogram("h", Tensor.From([1.0, 2.0, double.NaN]));
        var x = Tensor.Ones([2], requiresGrad: true);
        logger.AddGraph("graph", (x * 2).Sum());
        logger.Print("line");
        return logger;
    }

    private static byte[] Save(LiveLogger logger)
    {
        using var memory = new MemoryStream();
        logger.SaveMetrics(memory);
        return memory.ToArray();
    }

    private static LiveLogger Load(byte[] bytes) => LiveLogger.LoadMetrics(new MemoryStream(bytes));

    [Test]
    public void A_loaded_run_is_the_saved_one_and_goes_on_as_it_would()
    {
        using var logger = Sample();
        using var loaded = Load(Save(logger));
        AssertSame(loaded, logger);
        foreach (var run in (ReadOnlySpan<LiveLogger>)[logger, loaded])
        {
            run.SetTrainBatch(5, ("loss", 0.3));
            run.SetTrainEpoch();
            run.SetTestEpoch();
        }

        AssertSame(loaded, logger);
        Assert.That(Encoding.UTF8.GetString(Save(loaded)), Is.EqualTo(Encoding.UTF8.GetString(Save(logger))));
    }

    private static void AssertSame(LiveLogger actual, LiveLogger expected)
    {
        Assert.That((actual.Name, actual.Started), Is.EqualTo((expected.Name, expected.Started)));
        Assert.That(actual.ToString(), Is.EqualTo(expected.ToString()));
        foreach (var split in Enum.GetValues<MetricSplit>())
        {
            var (a, e) = (actual.MetricsOf(split), expected.MetricsOf(split));
            Assert.That(a.Keys, Is.EqualTo(e.Keys));
            foreach (var name in e.Keys)
            {
                Assert.That(Bits(a[name].BatchData), Is.EqualTo(Bits(e[name].BatchData)));
                Assert.That(Bits(a[name].EpochData), Is.EqualTo(Bits(e[name].EpochData)));
                Assert.That(Bits(a[name].EpochDomain), Is.EqualTo(Bits(e[name].EpochDomain)));
                Assert.That(a[name].CountSinceEpoch, Is.EqualTo(e[name].CountSinceEpoch));
            }
        }

        Assert.That(actual.PrintedLines.Select(line => line.Text), Is.EqualTo(expected.PrintedLines.Select(line => line.Text)));
        Assert.That(actual.Entries.Select(entry => (entry.GetType(), entry.Tag, entry.Step)),
            Is.EqualTo(expected.Entries.Select(entry => (entry.GetType(), entry.Tag, entry.Step))));

        static long[] Bits(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), BitConverter.DoubleToInt64Bits);
    }

    [Test]
    public void Cut_off_at_any_byte_the_whole_lines_are_there()
    {
        using var logger = Sample();
        var bytes = Save(logger);
        var header = Array.IndexOf(bytes, (byte)'\n');
        for (var length = 0; length < bytes.Length; length++)
        {
            var part = bytes[..length];
            if (length < header)
            {
                var what = length == 0 ? " is empty; SaveMetrics writes a file of metrics"
                    : ", line 1: this is no file of metrics; SaveMetrics writes one";
                Assert.That(() => Load(part), Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo($"LoadMetrics: the stream{what}"));
                continue;
            }

            // A last line that lacks only its end counts too.
            var whole = bytes[..(length == header || bytes[length] == '\n' ? length + 1 : Array.LastIndexOf(part, (byte)'\n') + 1)];
            using var loaded = Load(part);
            Assert.That(Encoding.UTF8.GetString(Save(loaded)), Is.EqualTo(Encoding.UTF8.GetString(whole)), $"length {length}");
        }
    }

    [TestCase("{\"autograd_live\":2,\"name\":\"\",\"started\":\"2026-01-01T00:00:00Z\"}\n",
        "line 1: the format's version is 2, and only 1 is known here")]
    [TestCase("{\"a\":1}\n", "line 1: this is no file of metrics; SaveMetrics writes one")]
    [TestCase("PNG\n", "line 1: this is no file of metrics; SaveMetrics writes one")]
    [TestCase("H\n{\"epoch\":\"both\"}\n", "line 2: \"both\" is neither \"train\" nor \"test\"")]
    [TestCase("H\n{\"epoch\":\"train\"}\n[]\n", "line 3: this is no JSON object")]
    [TestCase("H\n{\"song\":\"x\"}\n", "line 2: \"song\" is no kind of record; a newer version may have written it")]
    [TestCase("H\n{\"batch\":\"train\",\"size\":-1,\"metrics\":{}}\n",
        "line 2: SetTrainBatch: batchSize is -1; it must be at least 1, the number of samples of the batch (Parameter 'batchSize')")]
    [TestCase("H\n{\"batch\":\"train\",\"size\":1,\"metrics\":{\"a\":\"many\"}}\n", "line 2: \"many\" is no number")]
    [TestCase("H\n{\"batch\":\"train\",\"size\":1,\"metrics\":{\"a\":1,\"a\":2}}\n",
        "line 2: SetTrainBatch: metric \"a\" is given twice; give each one value (Parameter 'metrics')")]
    [TestCase("H\n{\"table\":\"t\",\"step\":0,\"columns\":[\"a\"],\"rows\":[[\"1\",\"2\"]]}\n", "line 2: a row has 2 cells, and there are 1 columns")]
    [TestCase("H\n{\"histogram\":\"t\",\"kind\":\"Hue\",\"step\":0}\n", "line 2: Hue is no kind of histogram")]
    public void A_bad_file_is_refused_with_the_line(string text, string message)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("H\n",
            "{\"autograd_live\":1,\"name\":\"n\",\"started\":\"2026-01-01T00:00:00Z\"}\n", StringComparison.Ordinal));
        Assert.That(() => Load(bytes), Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo($"LoadMetrics: the stream, {message}"));
    }

    [Test]
    public void A_broken_line_in_the_middle_is_no_torn_end()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"autograd_live\":1,\"name\":\"n\",\"started\":\"2026-01-01T00:00:00Z\"}\n{\"epoch\":\n{\"epoch\":\"train\"}\n");
        Assert.That(() => Load(bytes),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("LoadMetrics: the stream, line 2: this is not JSON: "));
    }

    [Test]
    public void A_file_follows_the_run()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.jsonl");
        var logger = new LiveLogger("run");
        logger.SetTrainBatch(1, ("a", 1));
        var file = logger.AppendMetrics(path);
        logger.SetTrainBatch(1, ("a", 2));
        logger.AddText("t", "first");
        file.Refresh();
        Assert.That(LiveLogger.LoadMetrics(path).TrainMetrics["a"].BatchData.ToArray(), Is.EqualTo(new[] { 1.0, 2 }));
        logger.AddText("t", "second");
        logger.SetTrainEpoch();
        logger.Dispose();
        using var loaded = LiveLogger.LoadMetrics(path);
        AssertSame(loaded, logger);
        Assert.That(((TextEntry)loaded.Entries[0]).Text, Is.EqualTo("second"));
        File.Delete(path);
    }
}
