using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>What recording an operation and going back through it cost, on numbers so few that the arithmetic costs nothing.</summary>
[MemoryDiagnoser]
public class BackwardBenchmarks
{
    private const int Operations = 1000;
    private Tensor _x = 0;
    private Tensor _w = 0;

    [Params(1, 64)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _x = Tensor.Ones([Length], requiresGrad: true);
        _w = Tensor.Ones([Length]);
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public Tensor ForwardWithoutGraph()
    {
        using var off = GradMode.NoGrad();
        return Chain();
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public Tensor ForwardWithGraph() => Chain();

    [Benchmark(OperationsPerInvoke = Operations)]
    public Tensor? ForwardAndBackward()
    {
        _x.ZeroGrad();
        Chain().Sum().Backward();
        return _x.Grad;
    }

    private Tensor Chain()
    {
        var y = _x;
        for (var i = 0; i < Operations; i++) y *= _w;
        return y;
    }
}
