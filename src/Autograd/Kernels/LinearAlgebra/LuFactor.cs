using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The LU factorization P·L·U of a matrix by elimination with partial pivoting (Golub and Van Loan, Matrix
/// Computations, 3.4).
/// </summary>
internal static class LuFactor
{
    /// <summary>
    /// The columns that are eliminated one by one before one matrix product updates the rest of the matrix.
    /// </summary>
    private const int Panel = 32;

    /// <summary>
    /// Factors a matrix (m x n, row-major) in place: L without its unit diagonal below, U on and above the diagonal.
    /// </summary>
    /// <param name="a">The matrix.</param>
    /// <param name="m">Its rows.</param>
    /// <param name="n">Its columns.</param>
    /// <param name="pivots">
    /// The row that was swapped with row k in step k, for min(m, n) steps: LAPACK's ipiv, counted from 0.
    /// </param>
    /// <returns>The index of the first zero on the diagonal of U, or −1. Elimination continues after it.</returns>
    public static int Run<T>(Span<T> a, int m, int n, Span<int> pivots) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var steps = Math.Min(m, n);
        var zero = -1;
        for (var start = 0; start < steps; start += Panel)
        {
            var end = Math.Min(start + Panel, steps);
            EliminatePanel(a, m, n, start, end, pivots, ref zero);
            if (end == n) continue;
            var right = a[(start * n + end)..];
            TriangularSolve.Solve(upper: false, unit: true, end - start, n - end, a[(start * n + start)..], n, 1, right, n);
            if (end < m)
                GemmUpdate.Subtract(m - end, n - end, end - start, a[(end * n + start)..], n, 1, right, n, 1, a[(end * n + end)..], n);
        }

        return zero;
    }

    /// <summary>True if the permutation of the rows is odd, and so changes the determinant's sign.</summary>
    public static bool IsOdd(ReadOnlySpan<int> pivots)
    {
        var odd = false;
        for (var i = 0; i < pivots.Length; i++) odd ^= pivots[i] != i;
        return odd;
    }

    /// <summary>Swaps rows as the elimination did, which gives Pᵀ·B, or in reverse order, which gives P·B.</summary>
    public static void Permute<T>(ReadOnlySpan<int> pivots, bool reverse, Span<T> b, int columns) where T : unmanaged
    {
        for (var step = 0; step < pivots.Length; step++)
        {
            var i = reverse ? pivots.Length - 1 - step : step;
            SwapRows(b, columns, i, pivots[i]);
        }
    }

    /// <summary>Solves A·X = B, or Aᵀ·X = B, for a factored A and writes X over B (n x k, contiguous).</summary>
    public static void Solve<T>(bool transpose, int n, int k, ReadOnlySpan<T> lu, ReadOnlySpan<int> pivots, Span<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!transpose)
        {
            Permute(pivots, reverse: false, b, k);
            TriangularSolve.Solve(upper: false, unit: true, n, k, lu, n, 1, b, k);
            TriangularSolve.Solve(upper: true, unit: false, n, k, lu, n, 1, b, k);
        }
        else
        {
            TriangularSolve.Solve(upper: false, unit: false, n, k, lu, 1, n, b, k);
            TriangularSolve.Solve(upper: true, unit: true, n, k, lu, 1, n, b, k);
            Permute(pivots, reverse: true, b, k);
        }
    }

    private static void EliminatePanel<T>(Span<T> a, int m, int n, int start, int end, Span<int> pivots, ref int zero)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var k = start; k < end; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < m; i++)
                if (T.Abs(a[i * n + k]) > T.Abs(a[pivot * n + k])) pivot = i;
            pivots[k] = pivot;
            SwapRows(a, n, k, pivot);
            var diagonal = a[k * n + k];
            if (diagonal == T.Zero)
            {
                if (zero < 0) zero = k;
                continue;
            }

            var row = a.Slice(k * n + k + 1, end - k - 1);
            for (var i = k + 1; i < m; i++)
            {
                var factor = a[i * n + k] /= diagonal;
                Blas1.Axpy(-factor, row, a.Slice(i * n + k + 1, row.Length));
            }
        }
    }

    private static void SwapRows<T>(Span<T> a, int columns, int i, int j) where T : unmanaged
    {
        if (i != j) Blas1.Swap(a.Slice(i * columns, columns), a.Slice(j * columns, columns));
    }
}
