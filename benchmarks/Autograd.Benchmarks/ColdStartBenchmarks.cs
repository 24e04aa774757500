using Autograd.NN;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Autograd.Benchmarks;

/// <summary>
/// The very first call in a process, compilation included, where the other benchmarks measure calls that are warm: what a script of two
/// seconds feels.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, iterationCount: 1)]
public class ColdStartBenchmarks
{
    private const int Rows = 100, Inner = 784, Columns = 50;

    private readonly float[] _a = new float[Rows * Inner];
    private readonly float[] _b = new float[Inner * Columns];
    private Tensor _x = 0;
    private Tensor _y = 0;
    private Tensor _labels = 0;
    private Sequential _net = new();
    private Adam? _optimizer;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Generator(1);
        random.FillNormal(_a);
        random.FillNormal(_b);
        _x = Tensor.From(_a, [Rows, Inner]);
        _y = Tensor.From(_b, [Inner, Columns]);
        _labels = Tensor.Zeros([Rows], DType.Int64);
        _net = new Sequential(new Linear(Inner, Columns), new ReLU(), new Linear(Columns, 10));
        _optimizer = new Adam(_net.Parameters());
    }

    [Benchmark(Baseline = true)]
    public float[] MatMulLoops()
    {
        var c = new float[Rows * Columns];
        for (var i = 0; i < Rows; i++)
            for (var k = 0; k < Inner; k++)
                for (var j = 0; j < Columns; j++) c[i * Columns + j] += _a[i * Inner + k] * _b[k * Columns + j];
        return c;
    }

    [Benchmark]
    public Tensor MatMul() => _x.MatMul(_y);

    [Benchmark]
    public float[] AddLoop()
    {
        var result = new float[_a.Length];
        for (var i = 0; i < result.Length; i++) result[i] = _a[i] + _a[i];
        return result;
    }

    [Benchmark]
    public Tensor Add() => _x + _x;

    [Benchmark]
    public Tensor TrainingStep()
    {
        var loss = F.CrossEntropy(_net.Forward(_x), _labels);
        loss.Backward();
        _optimizer!.Step();
        return loss;
    }
}
