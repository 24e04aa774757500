using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>What factorizations do to rows of a matrix.</summary>
internal static class Blas1
{
    /// <summary>Below this many elements a plain loop is over before a vectorized one has begun.</summary>
    private const int Short = 8;

    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length >= Short) return TensorPrimitives.Dot(x, y);
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>y += a·x.</summary>
    public static void Axpy<T>(T a, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length >= Short) TensorPrimitives.MultiplyAdd(x, a, y, y);
        else for (var i = 0; i < x.Length; i++) y[i] += a * x[i];
    }

    public static void Scale<T>(T a, Span<T> x) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Multiply(x, a, x);

    /// <summary>Turns two vectors in the plane that they span: x' = c·x + s·y, y' = c·y − s·x.</summary>
    public static void Rot<T>(T c, T s, Span<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var left = MemoryMarshal.Cast<T, Vector<T>>(x);
        var right = MemoryMarshal.Cast<T, Vector<T>>(y);
        var (cosine, sine) = (new Vector<T>(c), new Vector<T>(s));
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var (a, b) = (left[i], right[i]);
            left[i] = cosine * a + sine * b;
            right[i] = cosine * b - sine * a;
        }

        for (var i = left.Length * Vector<T>.Count; i < x.Length; i++) (x[i], y[i]) = (c * x[i] + s * y[i], c * y[i] - s * x[i]);
    }

    public static void Swap<T>(Span<T> x, Span<T> y) where T : unmanaged
    {
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (y[i], x[i]);
    }

    /// <summary>√Σx², whose squares neither overflow nor vanish.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="count">How many.</param>
    /// <param name="stride">The step from one to the next.</param>
    public static T Norm<T>(ReadOnlySpan<T> x, int count, int stride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        for (var i = 0; i < count; i++) largest = T.Max(largest, T.Abs(x[i * stride]));
        if (largest == T.Zero || !T.IsFinite(largest)) return largest;
        var sum = T.Zero;
        for (var i = 0; i < count; i++)
        {
            var ratio = x[i * stride] / largest;
            sum += ratio * ratio;
        }

        return largest * T.Sqrt(sum);
    }

    /// <summary>A power of two near the largest magnitude, by which dividing is exact and leaves nothing to overflow; 1 for zeros.</summary>
    public static T PowerOfTwoNear<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        foreach (var value in x) largest = T.Max(largest, T.Abs(value));
        return largest == T.Zero || !T.IsFinite(largest) ? T.One : T.ScaleB(T.One, T.ILogB(largest));
    }

    /// <summary>Writes the identity.</summary>
    public static void SetIdentity<T>(Span<T> a, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        a.Clear();
        for (var i = 0; i < Math.Min(rows, columns); i++) a[i * columns + i] = T.One;
    }

    /// <summary>y (columns x rows) = xᵀ.</summary>
    public static void Transpose<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> y) where T : unmanaged
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) y[j * rows + i] = x[i * columns + j];
    }
}
