using Autograd.NN;
using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>One training step of a 784-50-10 net with relu on 100 images, SGD.</summary>
[MemoryDiagnoser]
public class MlpBenchmarks
{
    private readonly CrossEntropyLoss _lossFn = new();
    private Sequential _net = null!;
    private SGD _optimizer = null!;
    private Tensor _x = 0;
    private Tensor _y = 0;

    [GlobalSetup]
    public void Setup()
    {
        Generator.ManualSeed(1);
        _net = new Sequential(new Linear(784, 50), new ReLU(), new Linear(50, 10));
        _optimizer = new SGD(_net.Parameters(), lr: 0.1);
        _x = Tensor.RandN(100, 784);
        _y = Tensor.RandInt(0, 10, [100]);
    }

    [Benchmark]
    public double Step()
    {
        var loss = _lossFn.Forward(_net.Forward(_x), _y);
        loss.Backward();
        _optimizer.Step();
        _optimizer.ZeroGrad();
        return loss.Item();
    }
}
