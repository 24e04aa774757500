using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>The product of two square matrices, against three loops in the order that caches like.</summary>
public class MatMulBenchmarks
{
    private float[] _a = [];
    private float[] _b = [];
    private Tensor _x = 0;
    private Tensor _y = 0;

    [Params(4, 50, 128, 512)]
    public int Size { get; set; }

    /// <summary>Threads for the library; the loops run on one.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Threading.NumThreads = Threads;
        var random = new Generator(1);
        _a = new float[Size * Size];
        _b = new float[Size * Size];
        random.FillNormal(_a);
        random.FillNormal(_b);
        _x = Tensor.From(_a, [Size, Size]);
        _y = Tensor.From(_b, [Size, Size]);
    }

    [Benchmark(Baseline = true)]
    public float[] Loops()
    {
        var n = Size;
        var c = new float[n * n];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
            {
                var a = _a[i * n + k];
                for (var j = 0; j < n; j++) c[i * n + j] += a * _b[k * n + j];
            }

        return c;
    }

    [Benchmark]
    public Tensor MatMul() => _x.MatMul(_y);

    [Benchmark]
    public Tensor MatMulOfTransposed() => _x.T.MatMul(_y.T);
}
