using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>The level-1 BLAS operations that factorizations apply to rows of a matrix, and a few helpers.</summary>
internal static class Blas1
{
    /// <summary>The number of elements below which a plain loop is faster than a vectorized one.</summary>
    private const int ShortLength = 8;

    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length >= ShortLength) return TensorPrimitives.Dot(x, y);
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>y += a·x.</summary>
    public static void Axpy<T>(T a, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length >= ShortLength) TensorPrimitives.MultiplyAdd(x, a, y, y);
        else for (var i = 0; i < x.Length; i++) y[i] += a * x[i];
    }

    public static void Scale<T>(T a, Span<T> x) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Multiply(x, a, x);

    /// <summary>Applies a plane rotation to two vectors: x' = c·x + s·y, y' = c·y − s·x.</summary>
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

    /// <summary>Computes √Σx², scaled so that the squares neither overflow nor underflow.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="stride">The stride between elements.</param>
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

    /// <summary>
    /// Returns a power of two near the largest magnitude, or 1 for zeros. Dividing by it is exact, and afterwards
    /// nothing can overflow.
    /// </summary>
    public static T PowerOfTwoNear<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        foreach (var value in x) largest = T.Max(largest, T.Abs(value));
        return largest == T.Zero || !T.IsFinite(largest) ? T.One : T.ScaleB(T.One, T.ILogB(largest));
    }

    /// <summary>Writes the identity matrix.</summary>
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
