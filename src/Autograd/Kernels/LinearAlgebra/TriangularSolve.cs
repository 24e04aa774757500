using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>Solves systems of equations with triangular matrices, by substitution.</summary>
internal static class TriangularSolve
{
    /// <summary>The largest order that is not cut into blocks.</summary>
    private const int Block = 32;

    /// <summary>
    /// Solves A·X = B for a triangular A (n x n) and writes X over B (n x k, rows <paramref name="ldb"/> apart).
    /// </summary>
    /// <remarks>
    /// Only the triangle is read; the diagonal of a unit triangle is not. A[i, j] = a[i · aRow + j · aCol], so that a
    /// transpose is read in place. A zero on the diagonal gives infinities and NaN. Above 32 rows the triangle is
    /// halved, so that most work is a matrix product.
    /// </remarks>
    public static void Solve<T>(bool upper, bool unit, int n, int k, ReadOnlySpan<T> a, int aRow, int aCol, Span<T> b, int ldb)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (n == 0 || k == 0) return;
        if (n <= Block)
        {
            Substitute(upper, unit, n, k, a, aRow, aCol, b, ldb);
            return;
        }

        var half = n / 2 / Block * Block;
        if (half == 0) half = Block;
        var first = b;
        var second = b[(half * ldb)..];
        var corner = a[(half * (aRow + aCol))..];
        if (upper)
        {
            Solve(upper, unit, n - half, k, corner, aRow, aCol, second, ldb);
            GemmUpdate.Subtract(half, k, n - half, a[(half * aCol)..], aRow, aCol, second, ldb, 1, first, ldb);
            Solve(upper, unit, half, k, a, aRow, aCol, first, ldb);
        }
        else
        {
            Solve(upper, unit, half, k, a, aRow, aCol, first, ldb);
            GemmUpdate.Subtract(n - half, k, half, a[(half * aRow)..], aRow, aCol, first, ldb, 1, second, ldb);
            Solve(upper, unit, n - half, k, corner, aRow, aCol, second, ldb);
        }
    }

    private static void Substitute<T>(bool upper, bool unit, int n, int k, ReadOnlySpan<T> a, int aRow, int aCol, Span<T> b, int ldb)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var step = 0; step < n; step++)
        {
            var i = upper ? n - 1 - step : step;
            var row = b.Slice(i * ldb, k);
            var (start, end) = upper ? (i + 1, n) : (0, i);
            for (var j = start; j < end; j++) Blas1.Axpy(-a[i * aRow + j * aCol], b.Slice(j * ldb, k), row);
            if (unit) continue;
            if (k == 1) row[0] /= a[i * (aRow + aCol)];
            else TensorPrimitives.Divide(row, a[i * (aRow + aCol)], row);
        }
    }
}
