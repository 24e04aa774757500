using System.Numerics.Tensors;

namespace Autograd.Live;

/// <summary>
/// What a chart needs to know of a stretch of a series: where its smallest and greatest finite values are, and where the
/// first value is that is not finite. Positions are -1 where there is no such value.
/// </summary>
internal struct Extremes
{
    public static readonly Extremes None = new() { MinAt = -1, MaxAt = -1, GapAt = -1 };

    public double Min;
    public double Max;
    public int MinAt;
    public int MaxAt;
    public int GapAt;
    public int Gaps;

    /// <summary>Scans values that begin at position <paramref name="start"/> of the series.</summary>
    public static Extremes Of(ReadOnlySpan<double> values, int start)
    {
        if (values.IsEmpty) return None;
        if (!TensorPrimitives.IsFiniteAll(values)) return WithGaps(values, start);
        var min = TensorPrimitives.IndexOfMin(values);
        var max = TensorPrimitives.IndexOfMax(values);
        return new Extremes { Min = values[min], Max = values[max], MinAt = start + min, MaxAt = start + max, GapAt = -1 };
    }

    private static Extremes WithGaps(ReadOnlySpan<double> values, int start)
    {
        var result = None;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (!double.IsFinite(value))
            {
                if (result.Gaps++ == 0) result.GapAt = start + i;
                continue;
            }

            if (result.MinAt < 0 || value < result.Min) (result.Min, result.MinAt) = (value, start + i);
            if (result.MaxAt < 0 || value > result.Max) (result.Max, result.MaxAt) = (value, start + i);
        }

        return result;
    }

    /// <summary>Adds a later stretch to this one.</summary>
    public void Append(in Extremes next)
    {
        if (next.MinAt >= 0 && (MinAt < 0 || next.Min < Min)) (Min, MinAt) = (next.Min, next.MinAt);
        if (next.MaxAt >= 0 && (MaxAt < 0 || next.Max > Max)) (Max, MaxAt) = (next.Max, next.MaxAt);
        if (GapAt < 0) GapAt = next.GapAt;
        Gaps += next.Gaps;
    }
}
