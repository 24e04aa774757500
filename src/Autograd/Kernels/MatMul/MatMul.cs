using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>
/// The entry point of matrix products, for any strides. Checks the arguments and selects an algorithm.
/// </summary>
internal static unsafe class MatMul
{
    /// <summary>The most multiply-adds for which plain loops beat every algorithm that needs setting up.</summary>
    internal const int TinyLimit = 32;

    /// <summary>Computes C (m x n) = A (m x k) · B (k x n), or C += A · B when <paramref name="accumulate"/>.</summary>
    /// <remarks>
    /// A[i, p] = a[i · aRow + p · aCol] and B[p, j] = b[p · bRow + j · bCol] for any strides of zero or more, so that
    /// transposes and broadcasts are read in place; C[i, j] = c[i · ldc + j]. C must not overlap A or B. Integers wrap
    /// around. k = 0 gives zeros.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A size or stride is negative, rows of C overlap, or a span is too short.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(
        int m, int n, int k, ReadOnlySpan<T> a, int aRow, int aCol, ReadOnlySpan<T> b, int bRow, int bCol,
        Span<T> c, int ldc, bool accumulate = false)
        where T : unmanaged, INumber<T>
    {
        Check(m, n, k, a.Length, aRow, aCol, b.Length, bRow, bCol, c.Length, ldc);
        if (m == 0 || n == 0)
            return;
        if (k == 0)
        {
            if (!accumulate)
                Clear(m, n, c, ldc);
            return;
        }

        if ((long)m * n * k <= TinyLimit)
        {
            Tiny(m, n, k, ref MemoryMarshal.GetReference(a), aRow, aCol,
                ref MemoryMarshal.GetReference(b), bRow, bCol, ref MemoryMarshal.GetReference(c), ldc, accumulate);
            return;
        }

        Pinned(m, n, k, ref MemoryMarshal.GetReference(a), aRow, aCol,
            ref MemoryMarshal.GetReference(b), bRow, bCol, ref MemoryMarshal.GetReference(c), ldc, accumulate);
    }

    /// <summary>Throws if a size or stride is negative, rows of C overlap, or a span is too short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(int m, int n, int k, int a, int aRow, int aCol, int b, int bRow, int bCol, int c, int ldc)
    {
        if ((m | n | k | aRow | aCol | bRow | bCol | ldc) < 0 || (ldc < n && m > 1))
            ThrowStrides(m, n, k, aRow, aCol, bRow, bCol, ldc);
        if (m == 0 || n == 0)
            return;
        if ((long)(m - 1) * ldc + n > c)
            ThrowShort("C", m, n, ldc, 1, c);
        if (k == 0)
            return;
        if ((long)(m - 1) * aRow + (long)(k - 1) * aCol >= a)
            ThrowShort("A", m, k, aRow, aCol, a);
        if ((long)(k - 1) * bRow + (long)(n - 1) * bCol >= b)
            ThrowShort("B", k, n, bRow, bCol, b);
    }

    /// <summary>
    /// Pins the operands. Not part of the entry point, because a method that pins takes longer to enter.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pinned<T>(
        int m, int n, int k, ref T a, int aRow, int aCol, ref T b, int bRow, int bCol, ref T c, int ldc, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        fixed (T* pa = &a, pb = &b, pc = &c)
            Run(m, n, k, pa, aRow, aCol, pb, bRow, bCol, pc, ldc, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Tiny<T>(
        int m, int n, int k, ref T a, nint aRow, nint aCol, ref T b, nint bRow, nint bCol, ref T c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j < n; j++)
            {
                var sum = accumulate ? Unsafe.Add(ref c, i * ldc + j) : T.Zero;
                nint ia = i * aRow, ib = j * bCol;
                for (var p = 0; p < k; p++, ia += aCol, ib += bRow)
                    sum = unchecked(sum + Unsafe.Add(ref a, ia) * Unsafe.Add(ref b, ib));
                Unsafe.Add(ref c, i * ldc + j) = sum;
            }
        }
    }

    /// <summary>Runs the product with the widest vectors that the hardware has, or that a test allows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<T>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        if (SimdWidth.Has512)
            Run512(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
        else if (SimdWidth.Has256)
            Run256(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
        else if (SimdWidth.Has128)
            Run128(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
        else
            Run<T, T, MatMulSimdScalar<T>>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
    }

    private static void Run512<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Run<float, Vector512<float>, MatMulSimd512Float>(
                m, n, k, (float*)a, aRow, aCol, (float*)b, bRow, bCol, (float*)c, ldc, accumulate);
        else if (typeof(T) == typeof(double))
            Run<double, Vector512<double>, MatMulSimd512Double>(
                m, n, k, (double*)a, aRow, aCol, (double*)b, bRow, bCol, (double*)c, ldc, accumulate);
        else
            Run<T, Vector512<T>, MatMulSimd512<T>>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
    }

    private static void Run256<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Run<float, Vector256<float>, MatMulSimd256Float>(
                m, n, k, (float*)a, aRow, aCol, (float*)b, bRow, bCol, (float*)c, ldc, accumulate);
        else if (typeof(T) == typeof(double))
            Run<double, Vector256<double>, MatMulSimd256Double>(
                m, n, k, (double*)a, aRow, aCol, (double*)b, bRow, bCol, (double*)c, ldc, accumulate);
        else
            Run<T, Vector256<T>, MatMulSimd256<T>>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
    }

    private static void Run128<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Run<float, Vector128<float>, MatMulSimd128Float>(
                m, n, k, (float*)a, aRow, aCol, (float*)b, bRow, bCol, (float*)c, ldc, accumulate);
        else if (typeof(T) == typeof(double))
            Run<double, Vector128<double>, MatMulSimd128Double>(
                m, n, k, (double*)a, aRow, aCol, (double*)b, bRow, bCol, (double*)c, ldc, accumulate);
        else
            Run<T, Vector128<T>, MatMulSimd128<T>>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
    }

    /// <summary>Selects the algorithm. Not inlined, so that only the vector width in use is compiled.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<T, V, S>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        if (m == 1)
            Gemv.Run<T, V, S>(n, k, a, aCol, b, bRow, bCol, c, 1, accumulate);
        else if (n == 1)
            Gemv.Run<T, V, S>(m, k, b, bRow, a, aCol, aRow, c, ldc, accumulate);
        else if (DotTiles.IsApplicable(m, k, aCol, bRow))
            DotTiles.Run<T, V, S>(m, n, k, a, aRow, b, bCol, c, ldc, accumulate);
        else if (!BlockedMatMul.IsApplicable(m, n, k))
            SmallMatMul.Run<T, V, S>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
        else if (SkinnyMatMul.IsApplicable<T>(m, k))
            SkinnyMatMul.Run<T, V, S>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
        else
            BlockedMatMul.Run<T, V, S>(m, n, k, a, aRow, aCol, b, bRow, bCol, c, ldc, accumulate);
    }

    private static void Clear<T>(int m, int n, Span<T> c, int ldc)
    {
        for (var i = 0; i < m; i++)
            c.Slice(i * ldc, n).Clear();
    }

    private static void ThrowStrides(int m, int n, int k, int aRow, int aCol, int bRow, int bCol, int ldc) =>
        throw new ArgumentException(
            $"MatMul: sizes ({m}, {k}) x ({k}, {n}) with strides A ({aRow}, {aCol}), B ({bRow}, {bCol}), C ({ldc}, 1) "
            + "are not a product; sizes and strides must be at least 0, and C's row stride at least its columns");

    private static void ThrowShort(string name, int rows, int columns, int rowStride, int colStride, int length) =>
        throw new ArgumentException(
            $"MatMul: {name} of size ({rows}, {columns}) with strides ({rowStride}, {colStride}) "
            + $"reaches beyond its {length} elements; pass a longer span");
}
