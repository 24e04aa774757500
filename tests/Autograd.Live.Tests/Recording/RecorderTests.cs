using System.Globalization;

namespace Autograd.Live.Tests.Recording;

public class RecorderTests
{
    [Test]
    public void A_rejected_batch_leaves_no_trace()
    {
        using var logger = new LiveLogger("run");
        logger.SetTrainBatch(1, ("loss", 1));
        var version = logger.Version;
        AssertRejected(
            () => logger.SetTrainBatch([("loss", 2), ("new", Tensor.Zeros(2, 3))], 1),
            "SetTrainBatch: metric \"new\" is a tensor of shape (2, 3); a metric is one number: record its Mean() or Sum()");
        AssertRejected(
            () => logger.SetTestBatch([("a", 2), ("a", 3)], 1),
                "SetTestBatch: metric \"a\" is given twice; give each one value (Parameter 'metrics')");
        AssertRejected(
            () => logger.SetTrainBatch([("loss", 2), ("", 3)], 1),
                "SetTrainBatch: metric 1 has no name; pass (\"loss\", loss) (Parameter 'metrics')");
        AssertRejected(
            () => logger.SetTrainBatch([("loss", 2)], 0),
            "SetTrainBatch: batchSize is 0; it must be at least 1, the number of samples of the batch (Parameter 'batchSize')");
        Assert.That(() => logger.SetTrainBatch(1, ("loss", (Tensor)null!)), Throws.ArgumentNullException);
        Assert.That((logger.NumTrainBatch, logger.NumTestBatch, logger.Version), Is.EqualTo((1, 0, version)));
        Assert.That(logger.TrainMetrics.Keys, Is.EqualTo(new[] { "loss" }));
        Assert.That(logger.TestMetrics, Is.Empty);
        Assert.That(logger.TrainMetrics["loss"].BatchData.ToArray(), Is.EqualTo(new[] { 1.0 }));

        static void AssertRejected(Action action, string message) =>
            Assert.That(action, Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Nothing_is_recorded_after_the_end()
    {
        var logger = new LiveLogger("run");
        logger.Dispose();
        logger.Dispose();
        Assert.That(logger.IsEnded);
        foreach (var (op, action) in (ReadOnlySpan<(string, Action)>)[
            ("SetTrainBatch", () => logger.SetTrainBatch(1, ("a", 1))), ("SetTestEpoch", logger.SetTestEpoch), ("Print", () => logger.Print("x")),
            ("AddText", () => logger.AddText("a", "b")), ("Attach", () => logger.Attach(new TerminalViewer()))])
            Assert.That(
                action, Throws.InvalidOperationException.With.Message.EqualTo($"{op}: the run \"run\" has ended; begin another one"));
    }

    [Test]
    public void A_metric_that_appears_later_is_recorded_from_then_on()
    {
        using var logger = new LiveLogger();
        logger.SetTrainBatch(1, ("a", 1));
        logger.SetTrainBatch(1, ("b", 5), ("a", 2));
        logger.SetTrainBatch(1, ("a", 3));
        Assert.That(logger.TrainMetrics.Keys, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(logger.TrainMetrics["a"].BatchData.ToArray(), Is.EqualTo(new[] { 1.0, 2, 3 }));
        Assert.That(logger.TrainMetrics["b"].BatchData.ToArray(), Is.EqualTo(new[] { 5.0 }));
    }

    [Test]
    public void Versions_tell_what_is_new()
    {
        using var logger = new LiveLogger();
        logger.SetTrainBatch(1, ("a", 1));
        var version = logger.Version;
        logger.SetTestBatch(1, ("a", 1));
        logger.AddText("note", "x");
        Assert.That(logger.TrainMetrics["a"].Version, Is.LessThanOrEqualTo(version));
        Assert.That(logger.TestMetrics["a"].Version, Is.GreaterThan(version));
        Assert.That(logger.EntriesSince(version).Select(entry => entry.Tag), Is.EqualTo(new[] { "note" }));
        Assert.That(logger.EntriesSince(logger.Version), Is.Empty);
        version = logger.Version;
        logger.SetTrainEpoch();
        Assert.That(logger.TrainMetrics["a"].Version, Is.EqualTo(logger.Version).And.GreaterThan(version));
        Assert.That(logger.TestMetrics["a"].Version, Is.LessThanOrEqualTo(version));
    }

    [Test]
    public void Readers_see_whole_prefixes_while_the_loop_records()
    {
        using var logger = new LiveLogger();
        var failures = 0;
        var isDone = false;
        var readers = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                if (!logger.TrainMetrics.TryGetValue("a", out var metric)) continue;
                var data = metric.BatchData;
                for (var i = 0; i < data.Length; i++)
                    if (data[i] != i) Interlocked.Increment(ref failures);
                var means = metric.EpochData;
                var domain = metric.EpochDomain[..means.Length];
                for (var i = 0; i < means.Length; i++)
                    if (domain[i] != 10 * (i + 1) || means[i] != (10 * i) + 4.5) Interlocked.Increment(ref failures);
                var line = metric.Decimate(7);
                if (line.Count > 0 && line.Y[^1] != line.Count - 1) Interlocked.Increment(ref failures);
                metric.Decimate(7, MetricLevel.Epoch);
            }
        })).ToArray();
        foreach (var reader in readers) reader.Start();
        for (var i = 0; i < 20_000; i++)
        {
            logger.SetTrainBatch(1, ("a", i));
            if (i % 10 == 9) logger.SetTrainEpoch();
        }

        Volatile.Write(ref isDone, true);
        foreach (var reader in readers) reader.Join();
        Assert.That(failures, Is.Zero);
    }

    [Test]
    public void Values_go_on_as_tensors_and_as_CSV()
    {
        using var logger = new LiveLogger();
        logger.SetTrainBatch(1, ("a,b", 0.1), ("c", double.NaN));
        logger.SetTrainBatch(1, ("a,b", 1e300));
        logger.SetTrainEpoch();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        logger.ToCsv(text);
        Assert.That(text.ToString(), Is.EqualTo("iterations,\"a,b\",c\n1,0.1,NaN\n2,1E+300,\n"));
        using var epochs = new StringWriter(CultureInfo.InvariantCulture);
        logger.ToCsv(epochs, MetricSplit.Train, MetricLevel.Epoch);
        Assert.That(epochs.ToString(), Is.EqualTo("iterations,\"a,b\",c\n1,,NaN\n2,5E+299,\n"));
        Assert.That(logger.ToTensor("a,b", level: MetricLevel.Epoch).DType, Is.EqualTo(DType.Float64));
        Assert.That(
            () => logger.ToTensor("x"),
            Throws.InstanceOf<KeyNotFoundException>().With.Message.EqualTo("ToTensor: there is no metric \"x\" of training; there are: a,b, c"));
        Assert.That(
            () => logger.ToTensor("x", MetricSplit.Test),
            Throws.InstanceOf<KeyNotFoundException>().With.Message.EqualTo("ToTensor: there is no metric \"x\" of tests; there is none yet"));
    }
}

[NonParallelizable]
public class RecorderAllocationTests
{
    [Test]
    public void Recording_makes_no_garbage_between_growths()
    {
        using var logger = new LiveLogger();
        var loss = Tensor.From(0.5f);
        for (var i = 0; i < 5000; i++) Record();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 2000; i++) Record();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Record() => logger.SetTrainBatch([("loss", loss), ("accuracy", 0.5), ("rate", 1)], 32);
    }
}
