using System.Buffers;
using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The QR factorization by Householder reflections, with the signs of LAPACK (Golub and Van Loan, Matrix Computations,
/// 5.2).
/// </summary>
/// <remarks>Reflection k is I − τ·v·vᵀ, where v has 1 at k and zeros before it.</remarks>
internal static class Householder
{
    /// <summary>
    /// Factors a matrix (m x n, row-major) in place: R on and above the diagonal, the vectors of the reflections below
    /// it. Their factors τ go to <paramref name="tau"/>.
    /// </summary>
    public static void Factor<T>(Span<T> a, int m, int n, Span<T> tau) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rented = ArrayPool<T>.Shared.Rent(n);
        for (var k = 0; k < Math.Min(m, n); k++)
        {
            tau[k] = Reflect(a[(k * n + k)..], m - k, n);
            Apply(a[(k * n)..], n, k, tau[k], a[(k * n)..], n, k + 1, n, m - k, rented);
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>
    /// Computes the reflection that maps a vector x to (β, 0, …, 0), with β = −sign(x₀)·‖x‖. β replaces x₀, and the
    /// vector of the reflection, without its leading 1, replaces the other elements.
    /// </summary>
    /// <returns>The reflection's τ; 0 if there is nothing to reflect.</returns>
    public static T Reflect<T>(Span<T> x, int count, int stride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count < 2) return T.Zero;
        var rest = Blas1.Norm<T>(x[stride..], count - 1, stride);
        if (rest == T.Zero) return T.Zero;
        var alpha = x[0];
        var beta = -T.CopySign(T.Hypot(alpha, rest), alpha);
        var scale = alpha - beta;
        for (var i = 1; i < count; i++) x[i * stride] /= scale;
        x[0] = beta;
        return (beta - alpha) / beta;
    }

    /// <summary>
    /// Forms the first <paramref name="columns"/> columns of Q (m x columns), at least min(m, n), from the reflections
    /// of a factored matrix (m x n).
    /// </summary>
    public static void FormQ<T>(ReadOnlySpan<T> a, int m, int n, ReadOnlySpan<T> tau, Span<T> q, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Blas1.SetIdentity(q, m, columns);
        var rented = ArrayPool<T>.Shared.Rent(columns);

        // The last reflection comes first, so that the rows and columns before it are still those of the identity.
        for (var k = tau.Length - 1; k >= 0; k--)
            Apply(a[(k * n)..], n, k, tau[k], q[(k * columns)..], columns, k, columns, m - k, rented);
        ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>
    /// Computes B −= τ·v·(vᵀ·B) in the columns from <paramref name="start"/> to <paramref name="end"/> of B; v is
    /// column k of the reflections.
    /// </summary>
    private static void Apply<T>(
        ReadOnlySpan<T> v, int vStride, int k, T tau, Span<T> b, int ldb, int start, int end, int rows, T[] scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = end - start;
        if (tau == T.Zero || count <= 0) return;
        var sums = scratch.AsSpan(0, count);
        b.Slice(start, count).CopyTo(sums);
        for (var i = 1; i < rows; i++) Blas1.Axpy(v[i * vStride + k], b.Slice(i * ldb + start, count), sums);
        Blas1.Axpy(-tau, sums, b.Slice(start, count));
        for (var i = 1; i < rows; i++) Blas1.Axpy(-tau * v[i * vStride + k], sums, b.Slice(i * ldb + start, count));
    }
}
