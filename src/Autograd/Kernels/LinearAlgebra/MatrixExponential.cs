using System.Buffers;
using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// eᴬ by scaling and squaring with Padé approximants (Higham, The scaling and squaring method for the matrix
/// exponential revisited, SIAM J. Matrix Anal. Appl. 26, 2005).
/// </summary>
internal static class MatrixExponential
{
    /// <summary>
    /// The degrees of the approximants, each with the largest 1-norm for which it is exact to double precision.
    /// </summary>
    private static readonly (int Degree, double Norm)[] ForDouble =
        [(3, 1.495585217958292e-2), (5, 2.539398330063230e-1), (7, 9.504178996162932e-1), (9, 2.097847961257068), (13, 5.371920351148152)];

    /// <summary>The same for single precision.</summary>
    private static readonly (int Degree, double Norm)[] ForSingle =
        [(3, 4.258730016922831e-1), (5, 1.880152677804762), (7, 3.925724783138660)];

    /// <summary>Writes the exponential of a matrix (n x n); a matrix that is not finite gives NaN.</summary>
    public static void Run<T>(ReadOnlySpan<T> a, int n, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var norm = OneNorm(a, n);
        if (!double.IsFinite(norm))
        {
            y.Fill(T.NaN);
            return;
        }

        var approximants = typeof(T) == typeof(float) ? ForSingle : ForDouble;
        var selected = 0;
        while (selected < approximants.Length - 1 && norm > approximants[selected].Norm) selected++;
        var (degree, limit) = approximants[selected];
        var squarings = norm <= limit ? 0 : Math.ILogB(norm / limit) + 1;

        var size = n * n;
        var rented = ArrayPool<T>.Shared.Rent(9 * size);
        var workspace = rented.AsSpan(0, 9 * size);
        var scaled = workspace[..size];
        for (var i = 0; i < size; i++) scaled[i] = T.ScaleB(a[i], -squarings);
        Approximate(scaled, n, degree, workspace[size..], y);
        var scratch = workspace[..size];
        for (var i = 0; i < squarings; i++)
        {
            y.CopyTo(scratch);
            Multiply<T>(scratch, scratch, n, y);
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    private static double OneNorm<T>(ReadOnlySpan<T> a, int n) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var norm = 0.0;
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++) sum += double.Abs(double.CreateTruncating(a[i * n + j]));

            // NaN must propagate.
            norm = double.IsNaN(sum) ? sum : double.Max(norm, sum);
        }

        return norm;
    }

    /// <summary>
    /// Computes (V − U)⁻¹·(V + U), where V has the even and U the odd powers of the numerator of the approximant.
    /// </summary>
    private static void Approximate<T>(ReadOnlySpan<T> a, int n, int degree, Span<T> workspace, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = n * n;
        Span<double> coefficients = stackalloc double[degree + 1];
        coefficients[0] = 1;
        for (var j = 0; j < degree; j++) coefficients[j + 1] = coefficients[j] * (degree - j) / ((2 * degree - j) * (j + 1.0));

        // A², A⁴, A⁶, A⁸. Degree 13 computes the powers above A⁶ as A⁶ times a polynomial.
        var powers = workspace[..(4 * size)];
        var known = degree == 13 ? 3 : (degree - 1) / 2;
        Multiply(a, a, n, powers);
        for (var p = 1; p < known; p++) Multiply<T>(powers[((p - 1) * size)..], powers[..size], n, powers[(p * size)..]);
        var u = workspace.Slice(4 * size, size);
        var v = workspace.Slice(5 * size, size);
        var sum = workspace.Slice(6 * size, size);
        var product = workspace.Slice(7 * size, size);
        Polynomial(powers, n, known, coefficients, 0, v);
        Polynomial(powers, n, known, coefficients, 1, sum);
        if (degree == 13)
        {
            AddHighPowers(powers, n, coefficients, 0, product, u, v);
            AddHighPowers(powers, n, coefficients, 1, product, u, sum);
        }

        Multiply(a, sum, n, u);
        for (var i = 0; i < size; i++) (y[i], v[i]) = (v[i] + u[i], v[i] - u[i]);
        var pivots = ArrayPool<int>.Shared.Rent(n);
        LuFactor.Run(v, n, n, pivots.AsSpan(0, n));
        LuFactor.Solve<T>(transpose: false, n, n, v, pivots.AsSpan(0, n), y);
        ArrayPool<int>.Shared.Return(pivots);
    }

    /// <summary>
    /// Computes Σ c₂ⱼ₊ₚ·A²ʲ over the powers that are known, for even (p = 0) or odd (p = 1) coefficients.
    /// </summary>
    private static void Polynomial<T>(ReadOnlySpan<T> powers, int n, int known, ReadOnlySpan<double> coefficients, int parity, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = n * n;
        y.Clear();
        for (var i = 0; i < n; i++) y[i * n + i] = T.CreateTruncating(coefficients[parity]);
        for (var j = 1; j <= known && 2 * j + parity < coefficients.Length; j++)
            Blas1.Axpy(T.CreateTruncating(coefficients[2 * j + parity]), powers.Slice((j - 1) * size, size), y);
    }

    /// <summary>Computes y += A⁶·(c₈₊ₚ·A² + c₁₀₊ₚ·A⁴ + c₁₂₊ₚ·A⁶).</summary>
    private static void AddHighPowers<T>(
        ReadOnlySpan<T> powers, int n, ReadOnlySpan<double> coefficients, int parity, Span<T> inner, Span<T> product, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = n * n;
        inner.Clear();
        for (var j = 1; j <= 3; j++)
            Blas1.Axpy(T.CreateTruncating(coefficients[6 + 2 * j + parity]), powers.Slice((j - 1) * size, size), inner);
        Multiply<T>(powers.Slice(2 * size, size), inner, n, product);
        Blas1.Axpy(T.One, product, y);
    }

    private static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int n, Span<T> c) where T : unmanaged, IFloatingPointIeee754<T> =>
        MatMul.Multiply(n, n, n, a, n, 1, b, n, 1, c[..(n * n)], n);
}
