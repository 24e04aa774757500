using Autograd.NN;
using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>
/// One training epoch of a recurrent net on 599 steps of "AbAcAd…" one-hot letters, hidden size 2, with Adam: the cell called in a loop, as a
/// notebook writes it, and the whole layer at once.
/// </summary>
[MemoryDiagnoser]
public class RnnBenchmarks
{
    private const int Steps = 599;
    private readonly CrossEntropyLoss _lossFn = new();
    private Tensor _x = 0;
    private Tensor _y = 0;
    private RNNCell _cell = null!;
    private RNN _rnn = null!;
    private Linear _cook = null!;
    private Adam _cellOptimizer = null!;
    private Adam _rnnOptimizer = null!;

    [GlobalSetup]
    public void Setup()
    {
        Generator.ManualSeed(43052);
        int[] period = [0, 1, 0, 2, 0, 3];
        var text = Tensor.From(Enumerable.Range(0, Steps + 1).Select(i => period[i % period.Length]).ToArray()).OneHot().Float();
        _x = text[..^1].Clone();
        _y = text[1..].Clone();
        _cell = new RNNCell(4, 2);
        _rnn = new RNN(4, 2);
        _cook = new Linear(2, 4);
        _cellOptimizer = new Adam([.. _cell.Parameters(), .. _cook.Parameters()]);
        _rnnOptimizer = new Adam([.. _rnn.Parameters(), .. _cook.Parameters()]);
    }

    [Benchmark]
    public double CellInALoop()
    {
        Tensor loss = 0;
        var hidden = Tensor.Zeros(1, 2);
        for (var t = 0; t < Steps; t++)
        {
            hidden = _cell.Forward(_x[[t]], hidden);
            loss += _lossFn.Forward(_cook.Forward(hidden), _y[[t]]);
        }

        loss.Backward();
        _cellOptimizer.Step();
        _cellOptimizer.ZeroGrad();
        return loss.Item();
    }

    [Benchmark]
    public double WholeLayer()
    {
        var (hidden, _) = _rnn.Forward(_x, Tensor.Zeros(1, 2));
        var loss = _lossFn.Forward(_cook.Forward(hidden), _y);
        loss.Backward();
        _rnnOptimizer.Step();
        _rnnOptimizer.ZeroGrad();
        return loss.Item();
    }
}
