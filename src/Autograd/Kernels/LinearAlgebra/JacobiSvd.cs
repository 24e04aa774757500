using System.Buffers;
using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// Singular values and vectors by the one-sided Jacobi method: rotations make the rows of a matrix orthogonal. It is
/// slower than bidiagonalization but finds small singular values to full relative accuracy (Demmel and Veselić, SIAM J.
/// Matrix Anal. Appl. 13, 1992).
/// </summary>
internal static class JacobiSvd
{
    /// <summary>The limit of sweeps; six to ten are usual.</summary>
    private const int MaxSweeps = 60;

    /// <summary>
    /// Rotates the rows of a square matrix M until Jᵀ·M = Σ·Wᵀ, so that M = J·Σ·Wᵀ. The rows of M become those of Wᵀ,
    /// and <paramref name="jt"/> becomes Jᵀ.
    /// </summary>
    /// <param name="m">The matrix (n x n), finite.</param>
    /// <param name="n">Its order.</param>
    /// <param name="values">The singular values, descending.</param>
    /// <param name="jt">
    /// Jᵀ (n x n); empty if no vectors are wanted, and then the rows of M are not normalized.
    /// </param>
    /// <returns>True if the sweeps converged.</returns>
    public static bool Run<T>(Span<T> m, int n, Span<T> values, Span<T> jt) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (n == 0) return true;
        var scale = Blas1.PowerOfTwoNear<T>(m);
        foreach (ref var element in m) element /= scale;
        if (jt.Length > 0) Blas1.SetIdentity(jt, n, n);
        var converged = false;
        for (var sweep = 0; sweep < MaxSweeps && !converged; sweep++) converged = !Sweep(m, n, values, jt);
        Finish(m, n, values, jt);
        foreach (ref var value in values) value *= scale;
        return converged;
    }

    /// <summary>
    /// The squared length of a row below which squares lose digits. Such a row is negligible beside one of length 1.
    /// </summary>
    private static T MinSquare<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? T.ScaleB(T.One, -126 + 24) : T.ScaleB(T.One, -1022 + 53);

    /// <summary>Rotates each pair of rows once. Returns true if any pair was not orthogonal yet.</summary>
    private static bool Sweep<T>(Span<T> m, int n, Span<T> squares, Span<T> jt) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tolerance = (T.BitIncrement(T.One) - T.One) * T.Sqrt(T.CreateChecked(n));
        var least = MinSquare<T>();
        var two = T.CreateChecked(2);
        var hundredth = T.CreateChecked(0.01);
        for (var i = 0; i < n; i++) squares[i] = Square(m.Slice(i * n, n));
        var rotated = false;
        for (var p = 0; p < n - 1; p++)
        {
            PivotLongest(m, n, squares, jt, p);
            if (squares[p] < least) break;
            var x = m.Slice(p * n, n);
            for (var q = p + 1; q < n; q++)
            {
                if (squares[q] < least) continue;
                var y = m.Slice(q * n, n);
                var dot = Blas1.Dot<T>(x, y);
                if (T.Abs(dot) <= tolerance * T.Sqrt(squares[p]) * T.Sqrt(squares[q])) continue;
                rotated = true;
                var zeta = (squares[q] - squares[p]) / (two * dot);
                var tangent = T.CopySign(T.One, zeta) / (T.Abs(zeta) + T.Hypot(T.One, zeta));
                var cosine = T.One / T.Hypot(T.One, tangent);
                Blas1.Rot(cosine, -cosine * tangent, x, y);
                if (jt.Length > 0) Blas1.Rot(cosine, -cosine * tangent, jt.Slice(p * n, n), jt.Slice(q * n, n));

                // The squared lengths follow from the rotation, unless little is left of one.
                var (left, right) = (squares[p] - tangent * dot, squares[q] + tangent * dot);
                squares[p] = left > hundredth * squares[p] ? left : Square(x);
                squares[q] = right > hundredth * squares[q] ? right : Square(y);
            }
        }

        return rotated;
    }

    private static T Square<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Blas1.Dot(x, x);

    /// <summary>
    /// Swaps the longest of the rows from p on into row p: with the long rows first the sweeps converge faster (de
    /// Rijk, 1989).
    /// </summary>
    private static void PivotLongest<T>(Span<T> m, int n, Span<T> lengths, Span<T> jt, int p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var longest = p;
        for (var i = p + 1; i < n; i++)
            if (lengths[i] > lengths[longest]) longest = i;
        if (longest == p) return;
        (lengths[p], lengths[longest]) = (lengths[longest], lengths[p]);
        Blas1.Swap(m.Slice(p * n, n), m.Slice(longest * n, n));
        if (jt.Length > 0) Blas1.Swap(jt.Slice(p * n, n), jt.Slice(longest * n, n));
    }

    /// <summary>Sorts the singular values and normalizes the rows.</summary>
    private static void Finish<T>(Span<T> m, int n, Span<T> values, Span<T> jt) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < n; i++) values[i] = Blas1.Norm<T>(m.Slice(i * n, n), n, 1);
        for (var i = 0; i < n - 1; i++) PivotLongest(m, n, values, jt, i);
        if (jt.Length == 0) return;
        var least = T.Sqrt(MinSquare<T>());
        var rank = 0;
        for (; rank < n && values[rank] >= least; rank++)
        {
            var length = values[rank];
            foreach (ref var element in m.Slice(rank * n, n)) element /= length;
        }

        if (rank < n) Complete(m, n, rank);
    }

    /// <summary>
    /// Replaces the rows from <paramref name="rank"/> on by unit vectors orthogonal to those before and to each other.
    /// </summary>
    private static void Complete<T>(Span<T> m, int n, int rank) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rented = ArrayPool<T>.Shared.Rent(n * rank + rank + n * n);
        var known = rented.AsSpan(0, n * rank);
        var tau = rented.AsSpan(n * rank, rank);
        var q = rented.AsSpan(n * rank + rank, n * n);
        Blas1.Transpose<T>(m[..(rank * n)], rank, n, known);
        Householder.Factor(known, n, rank, tau);
        Householder.FormQ<T>(known, n, rank, tau, q, n);
        for (var i = rank; i < n; i++)
            for (var j = 0; j < n; j++) m[i * n + j] = q[j * n + i];
        ArrayPool<T>.Shared.Return(rented);
    }
}
