using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Products of a vector and a matrix: y (n) = x (k) · B (k x n), each element of B read once.</summary>
internal static unsafe class Gemv
{
    /// <summary>
    /// Columns shorter than this are transposed first: for so few elements, summing the lanes of a vector costs more
    /// than the copy.
    /// </summary>
    private const int ShortColumn = 32;

    /// <summary>
    /// y[j · yStride] = Σ x[p · xStride] · b[p · bRow + j · bCol], or += when <paramref name="accumulate"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, S>(
        int n, int k, T* x, nint xStride, T* b, nint bRow, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var rows = bCol == 1 && (bRow != 1 || k < n);
        if (rows || (bRow == 1 && k < ShortColumn && n >= S.Count))
        {
            if (yStride != 1)
                Buffered<T, V, S>(n, k, x, xStride, b, bRow, bCol, y, yStride, accumulate);
            else if (rows)
                Rows<T, V, S>(n, k, x, xStride, b, bRow, y, accumulate);
            else
                Transposed<T, V, S>(n, k, x, xStride, b, bCol, y, accumulate);
        }
        else if (bRow == 1)
        {
            if (xStride != 1)
            {
                var packed = (T*)PackBuffer.Get((nint)k * sizeof(T));
                Packing.CopyRows<T, V, S>(x, 0, xStride, 1, k, packed, 0);
                x = packed;
            }

            DotProducts.Run<T, V, S>(n, k, x, b, bCol, y, yStride, accumulate);
        }
        else
            Strided(n, k, x, xStride, b, bRow, bCol, y, yStride, accumulate);
    }

    private static void Rows<T, V, S>(int n, int k, T* x, nint xStride, T* b, nint bRow, T* y, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        // Without masked loads the columns that do not fill a register are summed one by one.
        var rest = S.HasMaskedLoad ? 0 : n % S.Count;
        n -= rest;
        if (n > 0)
            RowSums.Run<T, V, S>(n, k, x, xStride, b, bRow, y, accumulate);
        Strided(rest, k, x, xStride, b + n, bRow, 1, y + n, 1, accumulate);
    }

    /// <summary>
    /// Computes a y whose elements are not adjacent, such as a column of a matrix, by way of a contiguous buffer.
    /// </summary>
    private static void Buffered<T, V, S>(
        int n, int k, T* x, nint xStride, T* b, nint bRow, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var sums = (T*)PackBuffer.Get((nint)n * sizeof(T));
        Run<T, V, S>(n, k, x, xStride, b, bRow, bCol, sums, 1, false);
        for (var j = 0; j < n; j++, y += yStride)
            *y = accumulate ? unchecked(*y + sums[j]) : sums[j];
    }

    /// <summary>
    /// Transposes the short columns of B into rows, as many at a time as <see cref="RowSums"/> keeps in
    /// registers.
    /// </summary>
    [SkipLocalsInit]
    private static void Transposed<T, V, S>(int n, int k, T* x, nint xStride, T* b, nint bCol, T* y, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var width = 8 * S.Count;
        var rows = stackalloc T[ShortColumn * width];
        for (; n > 0; n -= width, b += width * bCol, y += width)
        {
            var columns = Math.Min(n, width);
            TransposedCopy.Copy(b, bCol, columns, k, rows, width);
            Rows<T, V, S>(columns, k, x, xStride, rows, width, y, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided<T>(
        int n, int k, T* x, nint xStride, T* b, nint bRow, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        for (var j = 0; j < n; j++, b += bCol, y += yStride)
        {
            var sum = T.Zero;
            for (var p = 0; p < k; p++)
                sum = unchecked(sum + x[p * xStride] * b[p * bRow]);
            *y = accumulate ? unchecked(*y + sum) : sum;
        }
    }
}
