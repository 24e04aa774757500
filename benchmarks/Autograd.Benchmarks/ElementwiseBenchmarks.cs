using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>One operation on n numbers, against the loop that a reader would write. 1,003 has an odd tail.</summary>
[MemoryDiagnoser]
public class ElementwiseBenchmarks
{
    private float[] _a = [];
    private float[] _b = [];
    private Tensor _x = 0;
    private Tensor _y = 0;

    [Params(1, 64, 1_003, 100_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Generator(1);
        _a = new float[Length];
        _b = new float[Length];
        random.FillNormal(_a);
        random.FillNormal(_b);
        _x = Tensor.From(_a);
        _y = Tensor.From(_b);
    }

    [Benchmark(Baseline = true)]
    public float[] AddLoop()
    {
        var result = new float[_a.Length];
        for (var i = 0; i < result.Length; i++) result[i] = _a[i] + _b[i];
        return result;
    }

    [Benchmark]
    public Tensor Add() => _x + _y;

    [Benchmark]
    public float[] TanhLoop()
    {
        var result = new float[_a.Length];
        for (var i = 0; i < result.Length; i++) result[i] = MathF.Tanh(_a[i]);
        return result;
    }

    [Benchmark]
    public Tensor Tanh() => _x.Tanh();
}
