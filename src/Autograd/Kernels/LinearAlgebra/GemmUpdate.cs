using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>The update by a matrix product, in which blocked factorizations spend their time.</summary>
internal static class GemmUpdate
{
    /// <summary>
    /// Computes C −= A·B, with strides as in <see cref="MatMul.Multiply"/>. C must not overlap A or B.
    /// </summary>
    public static void Subtract<T>(
        int m, int n, int k, ReadOnlySpan<T> a, int aRow, int aCol, ReadOnlySpan<T> b, int bRow, int bCol, Span<T> c, int ldc)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (m == 0 || n == 0 || k == 0) return;

        // Matrix products can only be added, so the smaller factor is negated in a copy.
        var (rows, columns) = m <= n ? (m, k) : (k, n);
        var rented = ArrayPool<T>.Shared.Rent(rows * columns);
        var negated = rented.AsSpan(0, rows * columns);
        if (m <= n)
        {
            Negate(a, m, k, aRow, aCol, negated);
            MatMul.Multiply(m, n, k, negated, k, 1, b, bRow, bCol, c, ldc, accumulate: true);
        }
        else
        {
            Negate(b, k, n, bRow, bCol, negated);
            MatMul.Multiply(m, n, k, a, aRow, aCol, negated, n, 1, c, ldc, accumulate: true);
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    private static void Negate<T>(ReadOnlySpan<T> x, int rows, int columns, int rowStride, int columnStride, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < rows; i++)
        {
            if (columnStride == 1)
            {
                TensorPrimitives.Negate(x.Slice(i * rowStride, columns), y.Slice(i * columns, columns));
                continue;
            }

            for (var j = 0; j < columns; j++) y[i * columns + j] = -x[i * rowStride + j * columnStride];
        }
    }
}
