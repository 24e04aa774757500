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
    private Tensor _mask = 0;

    [Params(1, 16, 64, 1_003, 100_000, 1_000_000)]
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
        _mask = _x < _y;
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
    public Tensor Relu() => _x.Relu();

    [Benchmark]
    public float[] TanhLoop()
    {
        var result = new float[_a.Length];
        for (var i = 0; i < result.Length; i++) result[i] = MathF.Tanh(_a[i]);
        return result;
    }

    [Benchmark]
    public Tensor Tanh() => _x.Tanh();

    [Benchmark]
    public float[] ExpLoop()
    {
        var result = new float[_a.Length];
        for (var i = 0; i < result.Length; i++) result[i] = MathF.Exp(_a[i]);
        return result;
    }

    [Benchmark]
    public Tensor Exp() => _x.Exp();

    [Benchmark]
    public Tensor Sigmoid() => _x.Sigmoid();

    [Benchmark]
    public Tensor Gelu() => _x.Gelu();

    [Benchmark]
    public bool[] LessLoop()
    {
        var result = new bool[_a.Length];
        for (var i = 0; i < result.Length; i++) result[i] = _a[i] < _b[i];
        return result;
    }

    [Benchmark]
    public Tensor Less() => _x < _y;

    [Benchmark]
    public float[] WhereLoop()
    {
        var result = new float[_a.Length];
        for (var i = 0; i < result.Length; i++) result[i] = _a[i] < _b[i] ? _a[i] : _b[i];
        return result;
    }

    [Benchmark]
    public Tensor Where() => Tensor.Where(_mask, _x, _y);
}
