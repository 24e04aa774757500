using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Multiplies a few rows by a transposed matrix, in tiles of dot products. With few rows, packing B would cost more
/// than the product.
/// </summary>
internal static unsafe class DotTiles
{
    private const int MaxRows = 8;
    private const int MinInner = 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsApplicable(int m, int k, nint aCol, nint bRow) =>
        bRow == 1 && aCol == 1 && m <= MaxRows && k >= MinInner;

    /// <summary>C[i, j] = Σ a[i · aRow + p] · b[j · bCol + p], or +=.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, S>(
        int m, int n, int k, T* a, nint aRow, T* b, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        for (int rows; m > 0; m -= rows, a += rows * aRow, c += rows * ldc)
        {
            rows = Math.Min(m, 4);
            var j = 0;
            for (; j + 4 <= n; j += 4)
            {
                var columns = b + j * bCol;
                switch (rows)
                {
                    case 1: Tile<T, V, S, Constant1>(k, a, aRow, columns, bCol, c + j, ldc, accumulate); break;
                    case 2: Tile<T, V, S, Constant2>(k, a, aRow, columns, bCol, c + j, ldc, accumulate); break;
                    case 3: Tile<T, V, S, Constant3>(k, a, aRow, columns, bCol, c + j, ldc, accumulate); break;
                    default: Tile<T, V, S, Constant4>(k, a, aRow, columns, bCol, c + j, ldc, accumulate); break;
                }
            }

            for (var i = 0; i < rows && j < n; i++)
                DotProducts.Run<T, V, S>(n - j, k, a + i * aRow, b + j * bCol, bCol, c + i * ldc + j, 1, accumulate);
        }
    }

    /// <summary>Computes one to four rows of four columns of C. Each element has a register of partial sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Tile<T, V, S, Rows>(int k, T* a, nint aRow, T* b, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Rows : unmanaged, IConstant
    {
        V x0 = default, x1 = default, x2 = default, x3 = default;
        V y0 = default, y1 = default, y2 = default, y3 = default;
        V z0 = default, z1 = default, z2 = default, z3 = default;
        V w0 = default, w1 = default, w2 = default, w3 = default;
        T* a3 = a + 3 * aRow, b3 = b + 3 * bCol;
        for (; k >= S.Count; k -= S.Count, a += S.Count, a3 += S.Count, b += S.Count, b3 += S.Count)
        {
            V bx = S.Load(b), by = S.Load(b + bCol), bz = S.Load(b + 2 * bCol), bw = S.Load(b3);
            Step<T, V, S>(S.Load(a), bx, by, bz, bw, ref x0, ref y0, ref z0, ref w0);
            if (sizeof(Rows) > 1)
                Step<T, V, S>(S.Load(a + aRow), bx, by, bz, bw, ref x1, ref y1, ref z1, ref w1);
            if (sizeof(Rows) > 2)
                Step<T, V, S>(S.Load(a + 2 * aRow), bx, by, bz, bw, ref x2, ref y2, ref z2, ref w2);
            if (sizeof(Rows) > 3)
                Step<T, V, S>(S.Load(a3), bx, by, bz, bw, ref x3, ref y3, ref z3, ref w3);
        }

        if (k > 0)
        {
            var mask = S.FirstMask(k);
            V bx = S.LoadFirst(b, mask), by = S.LoadFirst(b + bCol, mask);
            V bz = S.LoadFirst(b + 2 * bCol, mask), bw = S.LoadFirst(b3, mask);
            Step<T, V, S>(S.LoadFirst(a, mask), bx, by, bz, bw, ref x0, ref y0, ref z0, ref w0);
            if (sizeof(Rows) > 1)
                Step<T, V, S>(S.LoadFirst(a + aRow, mask), bx, by, bz, bw, ref x1, ref y1, ref z1, ref w1);
            if (sizeof(Rows) > 2)
                Step<T, V, S>(S.LoadFirst(a + 2 * aRow, mask), bx, by, bz, bw, ref x2, ref y2, ref z2, ref w2);
            if (sizeof(Rows) > 3)
                Step<T, V, S>(S.LoadFirst(a3, mask), bx, by, bz, bw, ref x3, ref y3, ref z3, ref w3);
        }

        Write<T, V, S>(c, x0, y0, z0, w0, accumulate);
        if (sizeof(Rows) > 1)
            Write<T, V, S>(c + ldc, x1, y1, z1, w1, accumulate);
        if (sizeof(Rows) > 2)
            Write<T, V, S>(c + 2 * ldc, x2, y2, z2, w2, accumulate);
        if (sizeof(Rows) > 3)
            Write<T, V, S>(c + 3 * ldc, x3, y3, z3, w3, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, V, S>(V a, V bx, V by, V bz, V bw, ref V x, ref V y, ref V z, ref V w)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        x = S.MultiplyAdd(a, bx, x);
        y = S.MultiplyAdd(a, by, y);
        z = S.MultiplyAdd(a, bz, z);
        w = S.MultiplyAdd(a, bw, w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T, V, S>(T* c, V x, V y, V z, V w, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        T c0 = default, c1 = default, c2 = default, c3 = default;
        if (accumulate)
            (c0, c1, c2, c3) = (c[0], c[1], c[2], c[3]);
        S.StoreSums(c, x, y, z, w);
        if (accumulate)
        {
            c[0] = unchecked(c[0] + c0);
            c[1] = unchecked(c[1] + c1);
            c[2] = unchecked(c[2] + c2);
            c[3] = unchecked(c[3] + c3);
        }
    }
}
