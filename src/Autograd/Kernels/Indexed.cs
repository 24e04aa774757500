using System.Numerics;

namespace Autograd.Kernels;

/// <summary>Moves elements between contiguous memory and the places of a buffer that an index selects.</summary>
internal static class Indexed
{
    /// <summary>y[k] = x[place k].</summary>
    public static void Gather<T>(ReadOnlySpan<T> x, in IndexOffsets at, Span<T> y) where T : unmanaged
    {
        var n = at.Inner.Length;
        var k = 0;
        foreach (var outer in at.Outer)
        {
            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                if (n == 1) y[k++] = x[start];
                else if (at.InnerIsContiguous)
                {
                    x.Slice(start, n).CopyTo(y.Slice(k, n));
                    k += n;
                }
                else
                {
                    foreach (var inner in at.Inner) y[k++] = x[start + inner];
                }
            }
        }
    }

    /// <summary>x[place k] = y[k], in this order: where a place is named twice the last stays.</summary>
    public static void Scatter<T>(ReadOnlySpan<T> y, in IndexOffsets at, Span<T> x) where T : unmanaged
    {
        var n = at.Inner.Length;
        var k = 0;
        foreach (var outer in at.Outer)
        {
            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                if (n == 1) x[start] = y[k++];
                else if (at.InnerIsContiguous)
                {
                    y.Slice(k, n).CopyTo(x.Slice(start, n));
                    k += n;
                }
                else
                {
                    foreach (var inner in at.Inner) x[start + inner] = y[k++];
                }
            }
        }
    }

    /// <summary>x[place k] += y[k], in this order, so that the sums of repeated places are the same every time.</summary>
    public static void ScatterAdd<T>(ReadOnlySpan<T> y, in IndexOffsets at, Span<T> x)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        var k = 0;
        foreach (var outer in at.Outer)
        {
            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                foreach (var inner in at.Inner) x[start + inner] += y[k++];
            }
        }
    }

    /// <summary>x[place k] = value.</summary>
    public static void Fill<T>(T value, in IndexOffsets at, Span<T> x) where T : unmanaged
    {
        var n = at.Inner.Length;
        foreach (var outer in at.Outer)
        {
            foreach (var position in at.Positions)
            {
                var start = at.Origin + outer + position;
                if (n == 1) x[start] = value;
                else if (at.InnerIsContiguous) x.Slice(start, n).Fill(value);
                else
                    foreach (var inner in at.Inner) x[start + inner] = value;
            }
        }
    }
}
