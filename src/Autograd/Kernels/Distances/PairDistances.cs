using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>The distances Σ(|aᵢ − bᵢ|ᵖ)^(1/p) of all pairs of rows of two matrices.</summary>
internal static class PairDistances
{
    /// <summary>Computes y: (rowsA, rowsB).</summary>
    public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int width, double p, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (width == 0)
        {
            y.Clear();
            return;
        }

        var (rowsA, rowsB) = (a.Length / width, b.Length / width);
        var difference = new T[width];
        for (var i = 0; i < rowsA; i++)
        {
            var row = a.Slice(i * width, width);
            for (var j = 0; j < rowsB; j++)
            {
                var other = b.Slice(j * width, width);
                if (p == 2)
                {
                    y[i * rowsB + j] = TensorPrimitives.Distance(row, other);
                    continue;
                }

                TensorPrimitives.Subtract(row, other, difference);
                y[i * rowsB + j] = Norm<T>(difference, p);
            }
        }
    }

    private static T Norm<T>(ReadOnlySpan<T> x, double p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (p == 1) return TensorPrimitives.SumOfMagnitudes(x);
        if (double.IsPositiveInfinity(p)) return T.Abs(TensorPrimitives.MaxMagnitude(x));
        var sum = T.Zero;
        var power = T.CreateTruncating(p);
        foreach (var value in x) sum += p == 0 ? (value == T.Zero ? T.Zero : T.One) : T.Pow(T.Abs(value), power);
        return p == 0 ? sum : T.Pow(sum, T.CreateTruncating(1 / p));
    }

    /// <summary>
    /// da = Σⱼ g·(a − b)/d for the Euclidean distances d, 0 where a distance is 0; and the negative sums over the rows
    /// of a to db. A span that is empty is left out.
    /// </summary>
    public static void EuclideanBackward<T>(
        ReadOnlySpan<T> g, ReadOnlySpan<T> a, ReadOnlySpan<T> b, int width, ReadOnlySpan<T> d, Span<T> da, Span<T> db)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        da.Clear();
        db.Clear();
        if (width == 0) return;
        var (rowsA, rowsB) = (a.Length / width, b.Length / width);
        var difference = new T[width];
        for (var i = 0; i < rowsA; i++)
        {
            for (var j = 0; j < rowsB; j++)
            {
                var distance = d[i * rowsB + j];
                if (distance == T.Zero) continue;
                var factor = g[i * rowsB + j] / distance;
                TensorPrimitives.Subtract(a.Slice(i * width, width), b.Slice(j * width, width), difference);
                if (!da.IsEmpty)
                {
                    var row = da.Slice(i * width, width);
                    TensorPrimitives.MultiplyAdd(difference, factor, row, row);
                }

                if (db.IsEmpty) continue;
                var other = db.Slice(j * width, width);
                TensorPrimitives.MultiplyAdd(difference, -factor, other, other);
            }
        }
    }
}
