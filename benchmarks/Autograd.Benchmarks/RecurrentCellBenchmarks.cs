using Autograd.NN;
using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>One step of each cell, of one row and four hidden numbers, recorded: what a loop over time pays for a step.</summary>
[MemoryDiagnoser]
public class RecurrentCellBenchmarks
{
    private readonly Tensor _x = Tensor.Ones(1, 4);
    private readonly Tensor _state = Tensor.Zeros(1, 4);
    private readonly LSTMCell _lstm = new(4, 4);
    private readonly GRUCell _gru = new(4, 4);
    private readonly RNNCell _rnn = new(4, 4);

    [Benchmark]
    public Tensor Lstm() => _lstm.Forward(_x, (_state, _state)).Hidden;

    [Benchmark]
    public Tensor Gru() => _gru.Forward(_x, _state);

    [Benchmark]
    public Tensor Rnn() => _rnn.Forward(_x, _state);
}
