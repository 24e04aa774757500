using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// The micro-kernel, as in BLIS: computes one tile of C, whose sums stay in registers over all of k. A tile has at most
/// 12 rows if it is one or two registers wide, 8 if three, and 6 if four.
/// </summary>
/// <remarks>
/// One source serves all tiles. The row count, the register count, the vector width and the layout of A are type
/// arguments: the JIT decides every condition on them when it compiles a tile, and only the tiles that a program uses
/// are compiled. Each element of C is one chain of multiply-adds in the order of k, whatever the tile, so that results
/// do not depend on how a product is cut into tiles.
/// </remarks>
internal static unsafe class MicroKernel
{
    /// <summary>The smallest inner size for which prefetching the whole next tile pays.</summary>
    private const int PrefetchDepth = 16;

    private const int CacheLine = 64;

    /// <summary>Computes C (Rows x columns) = A (Rows x k) · B (k x columns), or C += A · B.</summary>
    /// <param name="arguments">
    /// The sizes and strides. If ColumnMajorA is <see cref="True"/>, the columns of A are contiguous: its row stride is
    /// 1, so that the offsets of its rows are constants.
    /// </param>
    /// <param name="a">The first element of A.</param>
    /// <param name="b">The first element of B.</param>
    /// <param name="c">The first element of the tile of C.</param>
    /// <param name="next">The next tile of C. It is prefetched, because a result is seldom in the cache.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, S, Rows, Registers, ColumnMajorA>(in TileArguments arguments, T* a, T* b, T* c, T* next)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Rows : unmanaged, IConstant
        where Registers : unmanaged, IConstant
        where ColumnMajorA : unmanaged, IBool
    {
        // Row i of the tile is xi, yi, zi, wi. Variables beyond Rows and Registers are never used and take no register.
        V x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default,
            x6 = default, x7 = default, x8 = default, x9 = default, x10 = default, x11 = default;
        V y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default,
            y6 = default, y7 = default, y8 = default, y9 = default, y10 = default, y11 = default;
        V z0 = default, z1 = default, z2 = default, z3 = default, z4 = default, z5 = default,
            z6 = default, z7 = default, z8 = default, z9 = default, z10 = default, z11 = default;
        V w0 = default, w1 = default, w2 = default, w3 = default, w4 = default, w5 = default,
            w6 = default, w7 = default, w8 = default, w9 = default, w10 = default, w11 = default;
        int lanes = sizeof(V) / sizeof(T), k = arguments.K;
        nint aRow = arguments.ARow, aCol = arguments.ACol, bRow = arguments.BRow, ldc = arguments.Ldc;
        var mask = S.FirstMask(arguments.LastCount);

        // The next tile is prefetched row by row, at equal intervals of k: all rows at once would delay the loads of A
        // and B.
        var share = k >= PrefetchDepth ? (k + sizeof(Rows) - 1) / sizeof(Rows) : k;

        // Rows are addressed in groups of three, by one base pointer and the scaled stride: 12 pointers would not fit
        // into registers.
        T* a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        var ahead = (byte*)arguments.Ahead;
        do
        {
            var steps = Math.Min(share, k);
            k -= steps;
            Prefetch<T, V, S, Registers>(next);
            next += ldc;
            if (ahead != null)
            {
                PrefetchAhead(ahead, arguments.AheadBytes);
                ahead += arguments.AheadRow;
            }

            do
            {
                // Vectors that are not used take no register; the compiler requires the assignments.
                V bx = sizeof(Registers) == 1 && S.HasMaskedLoad ? S.LoadFirst(b, mask) : S.Load(b), by = default, bz = default, bw = default;
                if (sizeof(Registers) > 1)
                    by = sizeof(Registers) == 2 && S.HasMaskedLoad ? S.LoadFirst(b + lanes, mask) : S.Load(b + lanes);
                if (sizeof(Registers) > 2)
                    bz = sizeof(Registers) == 3 && S.HasMaskedLoad ? S.LoadFirst(b + 2 * lanes, mask) : S.Load(b + 2 * lanes);
                if (sizeof(Registers) > 3)
                    bw = sizeof(Registers) == 4 && S.HasMaskedLoad ? S.LoadFirst(b + 3 * lanes, mask) : S.Load(b + 3 * lanes);

                Step<T, V, S, Registers>(a, bx, by, bz, bw, ref x0, ref y0, ref z0, ref w0);
                if (sizeof(Rows) > 1)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 1 : a + aRow, bx, by, bz, bw, ref x1, ref y1, ref z1, ref w1);
                if (sizeof(Rows) > 2)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 2 : a + 2 * aRow, bx, by, bz, bw, ref x2, ref y2, ref z2, ref w2);
                if (sizeof(Rows) > 3)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 3 : a3, bx, by, bz, bw, ref x3, ref y3, ref z3, ref w3);
                if (sizeof(Rows) > 4)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 4 : a3 + aRow, bx, by, bz, bw, ref x4, ref y4, ref z4, ref w4);
                if (sizeof(Rows) > 5)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 5 : a3 + 2 * aRow, bx, by, bz, bw, ref x5, ref y5, ref z5, ref w5);
                if (sizeof(Rows) > 6)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 6 : a6, bx, by, bz, bw, ref x6, ref y6, ref z6, ref w6);
                if (sizeof(Rows) > 7)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 7 : a6 + aRow, bx, by, bz, bw, ref x7, ref y7, ref z7, ref w7);
                if (sizeof(Rows) > 8)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 8 : a6 + 2 * aRow, bx, by, bz, bw, ref x8, ref y8, ref z8, ref w8);
                if (sizeof(Rows) > 9)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 9 : a9, bx, by, bz, bw, ref x9, ref y9, ref z9, ref w9);
                if (sizeof(Rows) > 10)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 10 : a9 + aRow, bx, by, bz, bw, ref x10, ref y10, ref z10, ref w10);
                if (sizeof(Rows) > 11)
                    Step<T, V, S, Registers>(
                        typeof(ColumnMajorA) == typeof(True) ? a + 11 : a9 + 2 * aRow, bx, by, bz, bw, ref x11, ref y11, ref z11, ref w11);

                a += aCol;
                if (typeof(ColumnMajorA) == typeof(False) && sizeof(Rows) > 3)
                    a3 += aCol;
                if (typeof(ColumnMajorA) == typeof(False) && sizeof(Rows) > 6)
                    a6 += aCol;
                if (typeof(ColumnMajorA) == typeof(False) && sizeof(Rows) > 9)
                    a9 += aCol;
                b += bRow;
            }
            while (--steps > 0);
        }
        while (k > 0);

        if (arguments.Accumulate)
        {
            AddRow<T, V, S, Registers>(c, mask, ref x0, ref y0, ref z0, ref w0);
            if (sizeof(Rows) > 1)
                AddRow<T, V, S, Registers>(c + ldc, mask, ref x1, ref y1, ref z1, ref w1);
            if (sizeof(Rows) > 2)
                AddRow<T, V, S, Registers>(c + 2 * ldc, mask, ref x2, ref y2, ref z2, ref w2);
            if (sizeof(Rows) > 3)
                AddRow<T, V, S, Registers>(c + 3 * ldc, mask, ref x3, ref y3, ref z3, ref w3);
            if (sizeof(Rows) > 4)
                AddRow<T, V, S, Registers>(c + 4 * ldc, mask, ref x4, ref y4, ref z4, ref w4);
            if (sizeof(Rows) > 5)
                AddRow<T, V, S, Registers>(c + 5 * ldc, mask, ref x5, ref y5, ref z5, ref w5);
            if (sizeof(Rows) > 6)
                AddRow<T, V, S, Registers>(c + 6 * ldc, mask, ref x6, ref y6, ref z6, ref w6);
            if (sizeof(Rows) > 7)
                AddRow<T, V, S, Registers>(c + 7 * ldc, mask, ref x7, ref y7, ref z7, ref w7);
            if (sizeof(Rows) > 8)
                AddRow<T, V, S, Registers>(c + 8 * ldc, mask, ref x8, ref y8, ref z8, ref w8);
            if (sizeof(Rows) > 9)
                AddRow<T, V, S, Registers>(c + 9 * ldc, mask, ref x9, ref y9, ref z9, ref w9);
            if (sizeof(Rows) > 10)
                AddRow<T, V, S, Registers>(c + 10 * ldc, mask, ref x10, ref y10, ref z10, ref w10);
            if (sizeof(Rows) > 11)
                AddRow<T, V, S, Registers>(c + 11 * ldc, mask, ref x11, ref y11, ref z11, ref w11);
        }

        StoreRow<T, V, S, Registers>(c, mask, x0, y0, z0, w0);
        if (sizeof(Rows) > 1)
            StoreRow<T, V, S, Registers>(c + ldc, mask, x1, y1, z1, w1);
        if (sizeof(Rows) > 2)
            StoreRow<T, V, S, Registers>(c + 2 * ldc, mask, x2, y2, z2, w2);
        if (sizeof(Rows) > 3)
            StoreRow<T, V, S, Registers>(c + 3 * ldc, mask, x3, y3, z3, w3);
        if (sizeof(Rows) > 4)
            StoreRow<T, V, S, Registers>(c + 4 * ldc, mask, x4, y4, z4, w4);
        if (sizeof(Rows) > 5)
            StoreRow<T, V, S, Registers>(c + 5 * ldc, mask, x5, y5, z5, w5);
        if (sizeof(Rows) > 6)
            StoreRow<T, V, S, Registers>(c + 6 * ldc, mask, x6, y6, z6, w6);
        if (sizeof(Rows) > 7)
            StoreRow<T, V, S, Registers>(c + 7 * ldc, mask, x7, y7, z7, w7);
        if (sizeof(Rows) > 8)
            StoreRow<T, V, S, Registers>(c + 8 * ldc, mask, x8, y8, z8, w8);
        if (sizeof(Rows) > 9)
            StoreRow<T, V, S, Registers>(c + 9 * ldc, mask, x9, y9, z9, w9);
        if (sizeof(Rows) > 10)
            StoreRow<T, V, S, Registers>(c + 10 * ldc, mask, x10, y10, z10, w10);
        if (sizeof(Rows) > 11)
            StoreRow<T, V, S, Registers>(c + 11 * ldc, mask, x11, y11, z11, w11);
    }

    /// <summary>Prefetches a row of C during the product, so that the final update does not wait for memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<T, V, S, Registers>(T* c)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Registers : unmanaged, IConstant
    {
        if (!Sse.IsSupported)
            return;
        var lanes = sizeof(V) / sizeof(T);

        // Rows seldom start at the beginning of a cache line, so each touches one line more than it has registers.
        Sse.Prefetch0(c);
        if (sizeof(Registers) > 1)
            Sse.Prefetch0(c + lanes);
        if (sizeof(Registers) > 2)
            Sse.Prefetch0(c + 2 * lanes);
        if (sizeof(Registers) > 3)
            Sse.Prefetch0(c + 3 * lanes);
        Sse.Prefetch0(c + sizeof(Registers) * lanes - 1);
    }

    /// <summary>Prefetches a row of what is packed next into the second-level cache; the first holds what is in use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchAhead(byte* row, int bytes)
    {
        if (!Sse.IsSupported)
            return;
        for (var end = row + bytes; row < end; row += CacheLine)
            Sse.Prefetch1(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, V, S, Registers>(T* a, V bx, V by, V bz, V bw, ref V x, ref V y, ref V z, ref V w)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Registers : unmanaged, IConstant
    {
        var value = S.BroadcastAt(a);
        x = S.MultiplyAdd(value, bx, x);
        if (sizeof(Registers) > 1)
            y = S.MultiplyAdd(value, by, y);
        if (sizeof(Registers) > 2)
            z = S.MultiplyAdd(value, bz, z);
        if (sizeof(Registers) > 3)
            w = S.MultiplyAdd(value, bw, w);
    }

    /// <summary>Adds a row of C to its accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<T, V, S, Registers>(T* c, V mask, ref V x, ref V y, ref V z, ref V w)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Registers : unmanaged, IConstant
    {
        var lanes = sizeof(V) / sizeof(T);
        x = S.Add(x, sizeof(Registers) == 1 ? S.LoadFirst(c, mask) : S.Load(c));
        if (sizeof(Registers) > 1)
            y = S.Add(y, sizeof(Registers) == 2 ? S.LoadFirst(c + lanes, mask) : S.Load(c + lanes));
        if (sizeof(Registers) > 2)
            z = S.Add(z, sizeof(Registers) == 3 ? S.LoadFirst(c + 2 * lanes, mask) : S.Load(c + 2 * lanes));
        if (sizeof(Registers) > 3)
            w = S.Add(w, S.LoadFirst(c + 3 * lanes, mask));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<T, V, S, Registers>(T* c, V mask, V x, V y, V z, V w)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Registers : unmanaged, IConstant
    {
        var lanes = sizeof(V) / sizeof(T);
        if (sizeof(Registers) == 1)
            S.StoreFirst(c, x, mask);
        else
            S.Store(c, x);
        if (sizeof(Registers) == 2)
            S.StoreFirst(c + lanes, y, mask);
        else if (sizeof(Registers) > 2)
            S.Store(c + lanes, y);
        if (sizeof(Registers) == 3)
            S.StoreFirst(c + 2 * lanes, z, mask);
        else if (sizeof(Registers) > 3)
            S.Store(c + 2 * lanes, z);
        if (sizeof(Registers) > 3)
            S.StoreFirst(c + 3 * lanes, w, mask);
    }
}
