using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>Reductions of a matrix along its rows and down its columns, against the loops that a reader would write.</summary>
[MemoryDiagnoser]
public class ReductionBenchmarks
{
    private float[] _data = [];
    private Tensor _x = 0;

    [Params(1, 100, 10_000)]
    public int Rows { get; set; }

    [Params(3, 100)]
    public int Columns { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _data = new float[Rows * Columns];
        new Generator(1).FillNormal(_data);
        _x = Tensor.From(_data, [Rows, Columns]);
    }

    [Benchmark(Baseline = true)]
    public float SumLoop()
    {
        var sum = 0f;
        foreach (var v in _data) sum += v;
        return sum;
    }

    [Benchmark]
    public Tensor Sum() => _x.Sum();

    [Benchmark]
    public float[] SumOfRowsLoop()
    {
        var sums = new float[Rows];
        for (var r = 0; r < Rows; r++)
            for (var c = 0; c < Columns; c++)
                sums[r] += _data[r * Columns + c];
        return sums;
    }

    [Benchmark]
    public Tensor SumOfRows() => _x.Sum(1);

    [Benchmark]
    public float[] SumOfColumnsLoop()
    {
        var sums = new float[Columns];
        for (var r = 0; r < Rows; r++)
            for (var c = 0; c < Columns; c++)
                sums[c] += _data[r * Columns + c];
        return sums;
    }

    [Benchmark]
    public Tensor SumOfColumns() => _x.Sum(0);

    [Benchmark]
    public long[] ArgMaxOfRowsLoop()
    {
        var indices = new long[Rows];
        for (var r = 0; r < Rows; r++)
        {
            var best = 0;
            for (var c = 1; c < Columns; c++)
                if (_data[r * Columns + c] > _data[r * Columns + best]) best = c;
            indices[r] = best;
        }

        return indices;
    }

    [Benchmark]
    public Tensor ArgMaxOfRows() => _x.ArgMax(1);
}
