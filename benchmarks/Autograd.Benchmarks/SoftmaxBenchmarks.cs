using Autograd.NN;
using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>The softmax of rows and what is made of it, against the loops that a reader would write.</summary>
[MemoryDiagnoser]
public class SoftmaxBenchmarks
{
    private float[] _data = [];
    private long[] _classes = [];
    private Tensor _x = 0;
    private Tensor _target = 0;

    [Params(1, 100, 10_000)]
    public int Rows { get; set; }

    [Params(4, 10, 1_000)]
    public int Columns { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _data = new float[Rows * Columns];
        new Generator(1).FillNormal(_data);
        _classes = new long[Rows];
        for (var r = 0; r < Rows; r++) _classes[r] = r % Columns;
        _x = Tensor.From(_data, [Rows, Columns], requiresGrad: true);
        _target = Tensor.From(_classes);
    }

    [Benchmark(Baseline = true)]
    public float[] SoftmaxLoop()
    {
        var result = new float[_data.Length];
        for (var start = 0; start < result.Length; start += Columns)
        {
            var max = _data[start];
            for (var c = 1; c < Columns; c++) max = Math.Max(max, _data[start + c]);
            var sum = 0f;
            for (var c = start; c < start + Columns; c++) sum += result[c] = MathF.Exp(_data[c] - max);
            for (var c = start; c < start + Columns; c++) result[c] /= sum;
        }

        return result;
    }

    [Benchmark]
    public Tensor Softmax() => _x.Softmax(1);

    [Benchmark]
    public float[] CrossEntropyLoop()
    {
        var gradient = SoftmaxLoop();
        for (var r = 0; r < Rows; r++)
        {
            gradient[r * Columns + _classes[r]] -= 1;
            for (var c = 0; c < Columns; c++) gradient[r * Columns + c] /= Rows;
        }

        return gradient;
    }

    [Benchmark]
    public Tensor? CrossEntropy()
    {
        _x.ZeroGrad();
        F.CrossEntropy(_x, _target).Backward();
        return _x.Grad;
    }
}
