using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>Sums of a matrix with a row, a column and a transposed matrix, against nested loops.</summary>
[MemoryDiagnoser]
public class BroadcastBenchmarks
{
    private float[] _a = [];
    private float[] _b = [];
    private float[] _row = [];
    private float[] _column = [];
    private Tensor _matrix = 0;
    private Tensor _transposed = 0;
    private Tensor _rowTensor = 0;
    private Tensor _columnTensor = 0;

    [Params(2, 8, 50, 1_003)]
    public int Columns { get; set; }

    [Params(16, 599)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Generator(1);
        _a = Numbers(random, Rows * Columns);
        _b = Numbers(random, Rows * Columns);
        _row = Numbers(random, Columns);
        _column = Numbers(random, Rows);
        _matrix = Tensor.From(_a, Shape.Create(Rows, Columns));
        _transposed = Tensor.From(_b, Shape.Create(Columns, Rows)).T;
        _rowTensor = Tensor.From(_row);
        _columnTensor = Tensor.From(_column, Shape.Create(Rows, 1));
    }

    [Benchmark(Baseline = true)]
    public float[] AddRowLoop()
    {
        var result = new float[Rows * Columns];
        for (var i = 0; i < Rows; i++)
            for (var j = 0; j < Columns; j++) result[i * Columns + j] = _a[i * Columns + j] + _row[j];
        return result;
    }

    [Benchmark]
    public Tensor AddRow() => _matrix + _rowTensor;

    [Benchmark]
    public float[] AddColumnLoop()
    {
        var result = new float[Rows * Columns];
        for (var i = 0; i < Rows; i++)
            for (var j = 0; j < Columns; j++) result[i * Columns + j] = _a[i * Columns + j] + _column[i];
        return result;
    }

    [Benchmark]
    public Tensor AddColumn() => _matrix + _columnTensor;

    [Benchmark]
    public float[] AddTransposedLoop()
    {
        var result = new float[Rows * Columns];
        for (var i = 0; i < Rows; i++)
            for (var j = 0; j < Columns; j++) result[i * Columns + j] = _a[i * Columns + j] + _b[j * Rows + i];
        return result;
    }

    [Benchmark]
    public Tensor AddTransposed() => _matrix + _transposed;

    private static float[] Numbers(Generator random, int count)
    {
        var numbers = new float[count];
        random.FillNormal(numbers);
        return numbers;
    }
}
