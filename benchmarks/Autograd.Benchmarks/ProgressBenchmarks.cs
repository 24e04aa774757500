using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>What a progress bar adds to a pass of a loop: the promise is at most 50 ns.</summary>
[MemoryDiagnoser]
public class ProgressBenchmarks
{
    private const int Passes = 10_000_000;

    private readonly ProgressScreen _screen = new(new Terminal(), TimeProvider.System);
    private readonly Tensor _loss = Tensor.Ones(1);
    private readonly Tensor _x = Tensor.Ones([1], requiresGrad: true);

    [Benchmark(Baseline = true, OperationsPerInvoke = Passes)]
    public long Loop()
    {
        var sum = 0L;
        foreach (var i in Enumerable.Range(0, Passes)) sum += i;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Passes)]
    public long Range()
    {
        var sum = 0L;
        foreach (var i in Bar()) sum += i;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Passes)]
    public long RangeAndNumber()
    {
        var (bar, sum) = (Bar(), 0L);
        foreach (var i in bar)
        {
            sum += i;
            bar.Set("i", i);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Passes)]
    public long RangeAndTensor()
    {
        var (bar, sum) = (Bar(), 0L);
        foreach (var i in bar)
        {
            sum += i;
            bar.Set("loss", _loss);
        }

        return sum;
    }

    /// <summary>A loss that has a graph is detached.</summary>
    [Benchmark(OperationsPerInvoke = Passes)]
    public long RangeAndLoss()
    {
        var (bar, sum) = (Bar(), 0L);
        var loss = _x * 2;
        foreach (var i in bar)
        {
            sum += i;
            bar.Set("loss", loss);
        }

        return sum;
    }

    private ProgressBar<int> Bar() => new(Enumerable.Range(0, Passes), _screen, Passes, "loop");

    /// <summary>Draws as in a terminal of 80 columns, to nowhere.</summary>
    private sealed class Terminal : ProgressTerminal
    {
        public override bool IsInteractive => true;

        public override bool IsUnicode => true;

        public override TextWriter Bars => TextWriter.Null;

        public override TextWriter Output => TextWriter.Null;

        public override int Width => 80;

        public override IDisposable OnExit(Action<bool> action) => new MemoryStream();
    }
}
