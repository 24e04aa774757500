using System.Runtime.CompilerServices;

namespace Autograd.Tests.ProgressBars;

/// <summary>Metrics are read when a line is drawn; a tick allocates nothing.</summary>
[NonParallelizable]
public class ProgressMetricsTests
{
    private FakeTerminal _terminal = null!;

    private ProgressScreen Screen { get; set; } = null!;

    [SetUp]
    public void NewScreen()
    {
        _terminal = new FakeTerminal();
        Screen = new ProgressScreen(_terminal, new FakeClock());
    }

    [Test]
    public void A_tensor_is_read_when_a_line_is_drawn()
    {
        using var bar = ProgressBar.On(Screen);
        var loss = Tensor.From([0.5]);
        bar.Set("loss", loss);
        loss.FillInPlace(0.25);
        bar.Refresh();
        loss.FillInPlace(4);
        Assert.That(_terminal.Text, Is.EqualTo("0it [00:00, ?it/s, loss=0.25]"));
    }

    [TestCase(0.5, "0.5")]
    [TestCase(0.123456, "0.123")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00001, "1e-5")]
    [TestCase(0.0000123456, "1.23e-5")]
    [TestCase(123456.789, "1.23e+5")]
    [TestCase(1234, "1234")]
    [TestCase(-1.5e300, "-1.5e+300")]
    [TestCase(double.NaN, "nan")]
    [TestCase(double.PositiveInfinity, "inf")]
    [TestCase(double.NegativeInfinity, "-inf")]
    public void Numbers_have_three_digits_as_in_tqdm(double value, string text)
    {
        var metrics = new ProgressMetrics();
        metrics.Set("a", value);
        metrics.Set("b", Tensor.From([value], DType.Float64));
        Assert.That(metrics.ToString(), Is.EqualTo($", a={text}, b={text}"));
    }

    [Test]
    public void Every_kind_of_value()
    {
        var metrics = new ProgressMetrics();
        metrics.Set("n", 123456789012L);
        metrics.Set("text", "a b");
        metrics.Set("truth", Tensor.From(true));
        metrics.Set("count", Tensor.From(7L));
        metrics.Set("byte", Tensor.From(7L).To(DType.UInt8));
        metrics.Set("float", Tensor.From(0.1f));
        metrics.Set("n", 12L);
        Assert.That(metrics.ToString(), Is.EqualTo(", n=12, text=a b, truth=True, count=7, byte=7, float=0.1"));
    }

    [Test]
    public void The_graph_behind_a_loss_is_not_kept()
    {
        using var bar = ProgressBar.On(Screen);
        var graph = SetLoss(bar);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(graph.TryGetTarget(out _), Is.False);
        bar.Refresh();
        Assert.That(_terminal.Text, Is.EqualTo("0it [00:00, ?it/s, loss=6]"));
    }

    [Test]
    public void A_bar_that_has_ended_keeps_no_tensor()
    {
        var bar = ProgressBar.On(Screen);
        var value = SetValue(bar);
        bar.Dispose();
        GC.Collect();
        Assert.That(value.TryGetTarget(out _), Is.False);
        GC.KeepAlive(bar);
    }

    [Test]
    public void A_tick_and_a_metric_allocate_nothing()
    {
        var bar = new ProgressBar<int>(Enumerable.Range(0, 100_000), Screen, 100_000);
        var loss = Tensor.Ones(1);
        var (start, end) = (0L, 0L);
        foreach (var i in bar)
        {
            bar.Set("loss", loss);
            bar.Set("i", i);
            bar.Set("share", i / 100_000.0);
            if (i == 10) start = GC.GetAllocatedBytesForCurrentThread();
            if (i == 99_990) end = GC.GetAllocatedBytesForCurrentThread();
        }

        Assert.That(end - start, Is.Zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Node> SetLoss(ProgressBar bar)
    {
        var x = Tensor.From([1.0, 2, 3], requiresGrad: true);
        var loss = x.Sum();
        bar.Set("loss", loss);
        return new WeakReference<Node>(loss.GradFn!);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Tensor> SetValue(ProgressBar bar)
    {
        var value = Tensor.Ones(1);
        bar.Set("loss", value);
        return new WeakReference<Tensor>(value);
    }
}
