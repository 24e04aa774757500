using System.Buffers;
using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: reflections make it tridiagonal, then QL steps with implicit
/// shifts make it diagonal (Golub and Van Loan, Matrix Computations, 8.3; Bowdler, Martin, Reinsch and Wilkinson,
/// Numerische Mathematik 11, 1968).
/// </summary>
internal static class SymmetricEigen
{
    /// <summary>The limit of QL steps for one eigenvalue; two or three are usual.</summary>
    private const int MaxSteps = 60;

    /// <summary>Decomposes a matrix, which is overwritten.</summary>
    /// <param name="a">The matrix (n x n), symmetric, both triangles filled, finite.</param>
    /// <param name="n">Its order.</param>
    /// <param name="values">The eigenvalues, ascending.</param>
    /// <param name="vectors">The eigenvectors, one in each row; empty if they are not wanted.</param>
    /// <returns>True if the steps converged.</returns>
    public static bool Run<T>(Span<T> a, int n, Span<T> values, Span<T> vectors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (n == 0) return true;
        var scale = Blas1.PowerOfTwoNear<T>(a);
        foreach (ref var element in a) element /= scale;
        var rented = ArrayPool<T>.Shared.Rent(2 * n);
        var off = rented.AsSpan(0, n);
        var scratch = rented.AsSpan(n, n);
        Tridiagonalize(a, n, values, off, scratch);
        if (vectors.Length > 0) FormVectors(a, n, scratch, vectors);
        var converged = Diagonalize(n, values, off, vectors);
        ArrayPool<T>.Shared.Return(rented);
        foreach (ref var value in values) value *= scale;
        Sort(n, values, vectors);
        return converged;
    }

    /// <summary>
    /// Reduces the matrix to its diagonal and off-diagonal. Row k of the matrix keeps the vector of reflection k from
    /// column k + 1 on, and its factor goes to <paramref name="tau"/>.
    /// </summary>
    private static void Tridiagonalize<T>(Span<T> a, int n, Span<T> diagonal, Span<T> off, Span<T> tau)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rented = ArrayPool<T>.Shared.Rent(n);
        for (var k = 0; k < n; k++)
        {
            diagonal[k] = a[k * n + k];
            tau[k] = off[k] = T.Zero;
            var count = n - k - 1;
            if (count == 0) continue;
            var v = a.Slice(k * n + k + 1, count);
            tau[k] = Householder.Reflect(v, count, 1);
            off[k] = v[0];
            v[0] = T.One;
            if (tau[k] == T.Zero) continue;

            // A − v·wᵀ − w·vᵀ with w = p − (τ/2)(pᵀv)·v and p = τ·A·v is the matrix reflected from both sides.
            var w = rented.AsSpan(0, count);
            for (var i = 0; i < count; i++) w[i] = tau[k] * Blas1.Dot<T>(a.Slice((k + 1 + i) * n + k + 1, count), v);
            Blas1.Axpy(-tau[k] * Blas1.Dot<T>(w, v) / T.CreateChecked(2), v, w);
            for (var i = 0; i < count; i++)
            {
                var row = a.Slice((k + 1 + i) * n + k + 1, count);
                Blas1.Axpy(-v[i], w, row);
                Blas1.Axpy(-w[i], v, row);
            }
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>
    /// Forms the transpose of the product of the reflections, by applying them to its rows from the right.
    /// </summary>
    private static void FormVectors<T>(ReadOnlySpan<T> a, int n, ReadOnlySpan<T> tau, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Blas1.SetIdentity(z, n, n);
        for (var k = n - 2; k >= 0; k--)
        {
            if (tau[k] == T.Zero) continue;
            var v = a.Slice(k * n + k + 1, n - k - 1);
            for (var i = k + 1; i < n; i++)
            {
                var row = z.Slice(i * n + k + 1, v.Length);
                Blas1.Axpy(-tau[k] * Blas1.Dot<T>(row, v), v, row);
            }
        }
    }

    private static bool Diagonalize<T>(int n, Span<T> d, Span<T> e, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var epsilon = T.BitIncrement(T.One) - T.One;
        for (var low = 0; low < n; low++)
        {
            for (var step = 0; ; step++)
            {
                // The matrix splits where an off-diagonal element is negligible beside its neighbours on the diagonal.
                var high = low;
                while (high < n - 1 && T.Abs(e[high]) > epsilon * (T.Abs(d[high]) + T.Abs(d[high + 1]))) high++;
                if (high == low) break;
                if (step == MaxSteps) return false;
                QlStep(n, low, high, d, e, z);
            }
        }

        return true;
    }

    /// <summary>
    /// Runs one step on the block from <paramref name="low"/> to <paramref name="high"/>, with Wilkinson's shift.
    /// </summary>
    private static void QlStep<T>(int n, int low, int high, Span<T> d, Span<T> e, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var two = T.CreateChecked(2);
        var half = (d[low + 1] - d[low]) / (two * e[low]);
        var bulge = d[high] - d[low] + e[low] / (half + T.CopySign(T.Hypot(half, T.One), half));
        var (c, s, shift) = (T.One, T.One, T.Zero);
        for (var i = high - 1; i >= low; i--)
        {
            var (f, b) = (s * e[i], c * e[i]);
            var r = T.Hypot(f, bulge);
            e[i + 1] = r;
            if (r == T.Zero)
            {
                // The bulge vanished early: the block has split at i + 1.
                d[i + 1] -= shift;
                e[high] = T.Zero;
                return;
            }

            (s, c) = (f / r, bulge / r);
            var g = d[i + 1] - shift;
            var t = (d[i] - g) * s + two * c * b;
            shift = s * t;
            d[i + 1] = g + shift;
            bulge = c * t - b;
            if (z.Length > 0) Blas1.Rot(c, -s, z.Slice(i * n, n), z.Slice((i + 1) * n, n));
        }

        d[low] -= shift;
        e[low] = bulge;
        e[high] = T.Zero;
    }

    private static void Sort<T>(int n, Span<T> values, Span<T> vectors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (vectors.Length == 0)
        {
            values.Sort();
            return;
        }

        for (var i = 0; i < n - 1; i++)
        {
            var least = i;
            for (var j = i + 1; j < n; j++)
                if (values[j] < values[least]) least = j;
            if (least == i) continue;
            (values[i], values[least]) = (values[least], values[i]);
            Blas1.Swap(vectors.Slice(i * n, n), vectors.Slice(least * n, n));
        }
    }
}
