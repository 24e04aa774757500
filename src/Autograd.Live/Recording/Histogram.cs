using System.Buffers;
using System.Numerics.Tensors;

namespace Autograd.Live;

/// <summary>How the elements of a tensor are distributed, and what shows whether they vanish or explode.</summary>
public sealed class Histogram
{
    /// <summary>The number of <see cref="Bins"/>.</summary>
    public const int BinCount = 64;

    internal Histogram(
        double min, double max, double mean, double standardDeviation, double norm, long count, long zeros, long nonFinite, long[] bins)
    {
        (Min, Max, Mean, StandardDeviation, Norm) = (min, max, mean, standardDeviation, norm);
        (Count, Zeros, NonFinite, Bins) = (count, zeros, nonFinite, bins);
    }

    /// <summary>The smallest finite element; NaN if there is none.</summary>
    public double Min { get; }

    /// <summary>The greatest finite element; NaN if there is none.</summary>
    public double Max { get; }

    /// <summary>The mean of the finite elements; NaN if there is none.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of the finite elements, with divisor n; NaN if there is none.</summary>
    public double StandardDeviation { get; }

    /// <summary>The Euclidean norm of the finite elements.</summary>
    public double Norm { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>How many elements are exactly 0.</summary>
    public long Zeros { get; }

    /// <summary>How many elements are NaN or infinite.</summary>
    public long NonFinite { get; }

    /// <summary>
    /// How many finite elements lie in each of <see cref="BinCount"/> equal intervals from <see cref="Min"/> to
    /// <see cref="Max"/>; all in the first if these are equal.
    /// </summary>
    public IReadOnlyList<long> Bins { get; }

    /// <summary>Counts the elements of a tensor.</summary>
    public static Histogram Of(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var rented = ArrayPool<double>.Shared.Rent(values.Numel);
        try
        {
            var elements = rented.AsSpan(0, values.Numel);
            values.CopyTo(elements);
            return Of(elements);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Counts numbers.</summary>
    public static Histogram Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty || !TensorPrimitives.IsFiniteAll(values)) return OfFinite(values);
        var (min, max) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        var mean = TensorPrimitives.Sum(values) / values.Length;
        var bins = new long[BinCount];
        // The span of the values may be beyond a double's range; then scale is 0 and all are in the first bin.
        var scale = max > min ? BinCount / (max - min) : 0;
        var (deviation, zeros) = (0.0, 0L);
        foreach (var value in values)
        {
            deviation += (value - mean) * (value - mean);
            if (value == 0) zeros++;
            bins[Math.Min((int)((value - min) * scale), BinCount - 1)]++;
        }

        return new Histogram(
            min, max, mean, Math.Sqrt(deviation / values.Length), TensorPrimitives.Norm(values), values.Length, zeros, 0, bins);
    }

    /// <summary>The same where some values may have to be left out.</summary>
    private static Histogram OfFinite(ReadOnlySpan<double> values)
    {
        double[] finite = [.. values.ToArray().Where(double.IsFinite)];
        if (finite.Length == 0)
            return new Histogram(double.NaN, double.NaN, double.NaN, double.NaN, 0, values.Length, 0, values.Length, new long[BinCount]);
        var part = Of(finite);
        return new Histogram(
            part.Min, part.Max, part.Mean, part.StandardDeviation, part.Norm, values.Length, part.Zeros,
            values.Length - finite.Length, [.. part.Bins]);
    }
}
