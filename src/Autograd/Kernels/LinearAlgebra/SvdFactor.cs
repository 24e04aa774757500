using System.Buffers;
using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The singular value decomposition U·Σ·Vᵀ of a matrix with no fewer rows than columns: <see cref="Householder"/>
/// reduces it to R, and <see cref="JacobiSvd"/> decomposes R.
/// </summary>
internal static class SvdFactor
{
    /// <summary>Decomposes a matrix (m x n, m ≥ n), which is overwritten.</summary>
    /// <param name="a">The matrix, finite.</param>
    /// <param name="m">Its rows.</param>
    /// <param name="n">Its columns.</param>
    /// <param name="u">
    /// U (m x <paramref name="uColumns"/>); empty, as <paramref name="vh"/>, if no vectors are wanted.
    /// </param>
    /// <param name="uColumns">
    /// The number of columns of U: n, or m for the full orthogonal matrix; 0 if no vectors are wanted.
    /// </param>
    /// <param name="values">The n singular values, descending.</param>
    /// <param name="vh">Vᵀ (n x n).</param>
    /// <returns>True if the sweeps converged.</returns>
    public static bool Run<T>(Span<T> a, int m, int n, Span<T> u, int uColumns, Span<T> values, Span<T> vh)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var wantsVectors = uColumns > 0;
        var rented = ArrayPool<T>.Shared.Rent(2 * n * n + n + m * uColumns);
        var r = rented.AsSpan(0, n * n);
        var jt = rented.AsSpan(n * n, wantsVectors ? n * n : 0);
        var tau = rented.AsSpan(2 * n * n, n);
        var q = rented.AsSpan(2 * n * n + n, m * uColumns);
        Householder.Factor(a, m, n, tau);
        r.Clear();
        for (var i = 0; i < n; i++) a.Slice(i * n + i, n - i).CopyTo(r[(i * n + i)..]);
        var converged = JacobiSvd.Run(r, n, values, jt);
        if (wantsVectors)
        {
            r.CopyTo(vh);
            Householder.FormQ<T>(a, m, n, tau, q, uColumns);

            // U = Q·J in the first n columns.
            q.CopyTo(u);
            MatMul.Multiply(m, n, n, q, uColumns, 1, jt, 1, n, u, uColumns);
        }

        ArrayPool<T>.Shared.Return(rented);
        return converged;
    }
}
