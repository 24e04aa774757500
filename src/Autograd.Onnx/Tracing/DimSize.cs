namespace Autograd.Onnx;

/// <summary>
/// A number of a traced graph, such as the size of a dimension, as it was in each of several runs with inputs of
/// different sizes. A number that was the same in all runs is a constant.
/// </summary>
internal readonly struct DimSize(long[] values) : IEquatable<DimSize>
{
    /// <summary>The number in each run.</summary>
    public ReadOnlySpan<long> Values => values;

    /// <summary>True if the number was the same in all runs.</summary>
    public bool IsConstant => !values.AsSpan().ContainsAnyExcept(values[0]);

    /// <summary>The number in the first run.</summary>
    public long First => values[0];

    /// <summary>The difference of two numbers.</summary>
    public static DimSize operator -(DimSize a, DimSize b) => a.With(b, (x, y) => x - y);

    /// <summary>The sum of a number and a constant.</summary>
    public static DimSize operator +(DimSize a, long b) => new(Array.ConvertAll(a.Values.ToArray(), x => x + b));

    /// <summary>The product of two numbers.</summary>
    public static DimSize operator *(DimSize a, DimSize b) => a.With(b, (x, y) => x * y);

    /// <summary>A constant, as it would be in as many runs.</summary>
    public DimSize Constant(long number) => new(Array.ConvertAll(values, _ => number));

    public bool Equals(DimSize other) => values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => obj is DimSize other && Equals(other);

    public override int GetHashCode() => values[0].GetHashCode();

    public override string ToString() => IsConstant ? $"{First}" : string.Join("|", values);

    private DimSize With(DimSize other, Func<long, long, long> combine) => new([.. values.Zip(other.Values.ToArray(), combine)]);
}
