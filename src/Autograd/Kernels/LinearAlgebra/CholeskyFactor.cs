using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The Cholesky factorization A = L·Lᵀ of a symmetric positive definite matrix (Golub and Van Loan, Matrix
/// Computations, 4.2).
/// </summary>
internal static class CholeskyFactor
{
    private const int Panel = 48;

    /// <summary>
    /// Replaces the lower triangle of a matrix (n x n, row-major) by its factor. The elements above the diagonal are
    /// neither read nor kept.
    /// </summary>
    /// <returns>The first row at which the matrix is found not to be positive definite, or −1.</returns>
    public static int Run<T>(Span<T> a, int n) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < n; start += Panel)
        {
            var end = Math.Min(start + Panel, n);
            for (var i = start; i < n; i++)
                if (!FinishRow(a, n, start, end, i)) return i;

            // Updates the rows below, up to the diagonal, in steps of a panel.
            for (var row = end; row < n; row += Panel)
            {
                var rows = Math.Min(Panel, n - row);
                GemmUpdate.Subtract(
                    rows, row + rows - end, end - start, a[(row * n + start)..], n, 1, a[(end * n + start)..], 1, n, a[(row * n + end)..], n);
            }
        }

        for (var i = 0; i < n; i++) a.Slice(i * n + i + 1, n - i - 1).Clear();
        return -1;
    }

    /// <summary>
    /// Computes the elements of row i of L in the columns of a panel, from the earlier rows of the panel.
    /// </summary>
    private static bool FinishRow<T>(Span<T> a, int n, int start, int end, int i) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var row = a.Slice(i * n, n);
        for (var j = start; j < Math.Min(i, end); j++)
        {
            var other = a.Slice(j * n, n);
            row[j] = (row[j] - Blas1.Dot<T>(row[start..j], other[start..j])) / other[j];
        }

        if (i >= end) return true;
        var square = row[i] - Blas1.Dot<T>(row[start..i], row[start..i]);

        // Written so that NaN fails too.
        if (!(square > T.Zero)) return false;
        row[i] = T.Sqrt(square);
        return true;
    }
}
