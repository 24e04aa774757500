using Autograd.NN;
using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>
/// The recurrent layers over 100 steps, forward and backward; benchmarks/compare/workloads/recurrent.py is the same work in PyTorch. The loss is
/// the sum of all states; the input needs a gradient too; its size is the hidden size.
/// </summary>
[MemoryDiagnoser]
public class RecurrentBenchmarks
{
    private const int Steps = 100;
    private Tensor _x = 0;
    private LSTM _lstm = null!;
    private GRU _gru = null!;
    private RNN _rnn = null!;

    [Params(16, 64, 256)]
    public int Hidden { get; set; }

    [Params(1, 16, 64)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Generator.ManualSeed(43052);
        _x = Init.Normal(Tensor.Zeros(Steps, Batch, Hidden));
        _x.RequiresGrad = true;
        _lstm = new LSTM(Hidden, Hidden);
        _gru = new GRU(Hidden, Hidden);
        _rnn = new RNN(Hidden, Hidden);
    }

    [Benchmark]
    public void Lstm() => Differentiate(_lstm, _lstm.Forward(_x).Output);

    [Benchmark]
    public void Gru() => Differentiate(_gru, _gru.Forward(_x).Output);

    [Benchmark]
    public void Rnn() => Differentiate(_rnn, _rnn.Forward(_x).Output);

    private void Differentiate(Module module, Tensor output)
    {
        output.Sum().Backward();
        module.ZeroGrad();
        _x.ZeroGrad();
    }
}
