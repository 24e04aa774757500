using System.Buffers;
using System.Numerics;

namespace Autograd.Kernels;

/// <summary>U·Σ·Vᵀ of a matrix with no fewer rows than columns: its R (<see cref="Householder"/>) by <see cref="JacobiSvd"/>.</summary>
internal static class SvdFactor
{
    /// <summary>Decomposes a matrix (m x n, m ≥ n), which is overwritten.</summary>
    /// <param name="a">The matrix, finite.</param>
    /// <param name="m">Its rows.</param>
    /// <param name="n">Its columns.</param>
    /// <param name="u">U (m x <paramref name="uColumns"/>); empty, as <paramref name="vh"/>, if no vectors are wanted.</param>
    /// <param name="uColumns">n, or m for all of an orthogonal matrix.</param>
    /// <param name="values">The n singular values, descending.</param>
    /// <param name="vh">Vᵀ (n x n).</param>
    /// <returns>True if the sweeps converged.</returns>
    public static bool Run<T>(Span<T> a, int m, int n, Span<T> u, int uColumns, Span<T> values, Span<T> vh)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var wantsVectors = uColumns > 0;
        var rented = ArrayPool<T>.Shared.Rent(2 * n * n + n + m * uColumns);
        var r = rented.AsSpan(0, n * n);
        var turn = rented.AsSpan(n * n, wantsVectors ? n * n : 0);
        var tau = rented.AsSpan(2 * n * n, n);
        var q = rented.AsSpan(2 * n * n + n, m * uColumns);
        Householder.Factor(a, m, n, tau);
        r.Clear();
        for (var i = 0; i < n; i++) a.Slice(i * n + i, n - i).CopyTo(r[(i * n + i)..]);
        var converged = JacobiSvd.Run(r, n, values, turn);
        if (wantsVectors)
        {
            r.CopyTo(vh);
            Householder.FormQ<T>(a, m, n, tau, q, uColumns);

            // U = Q·J in the first n columns; turn has Jᵀ.
            q.CopyTo(u);
            MatMul.Multiply(m, n, n, q, uColumns, 1, turn, 1, n, u, uColumns);
        }

        ArrayPool<T>.Shared.Return(rented);
        return converged;
    }
}
