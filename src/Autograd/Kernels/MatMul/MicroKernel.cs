using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The innermost product: a tile of C, up to 12 rows by two registers, held in registers over all of k.</summary>
/// <remarks>
/// One source for every tile: the row count, the register count, the width and the kind of A are type arguments, so each
/// condition on them is settled when the JIT compiles that tile, and only the tiles that a program meets are compiled.
/// Each element of C is one chain of multiply-adds in the order of k, whatever the tile: results do not depend on
/// how a product is cut into tiles.
/// </remarks>
internal static unsafe class MicroKernel
{
    /// <summary>C (Rows x columns) = A (Rows x k) · B (k x columns), or C += A · B.</summary>
    /// <param name="k">Inner size, at least 1.</param>
    /// <param name="a">First element of A; element (i, p) is at i · aRow + p · aCol.</param>
    /// <param name="aRow">Row stride of A; with UnitRows it is 1, and addresses become constants.</param>
    /// <param name="aCol">Column stride of A.</param>
    /// <param name="b">First element of B, whose column stride is 1.</param>
    /// <param name="bRow">Row stride of B.</param>
    /// <param name="c">First element of the tile of C, whose column stride is 1.</param>
    /// <param name="ldc">Row stride of C.</param>
    /// <param name="lastCount">Columns in the last register. Where L has no masked loads, B must be readable beyond them.</param>
    /// <param name="accumulate">Whether the product is added to C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L, Rows, Registers, UnitRows>(
        int k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint ldc, int lastCount, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Rows : struct, ICount
        where Registers : struct, ICount
        where UnitRows : struct, IFlag
    {
        // x holds the first register of each row of the tile (only when there are two), y the last one.
        V x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default,
            x6 = default, x7 = default, x8 = default, x9 = default, x10 = default, x11 = default;
        V y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default,
            y6 = default, y7 = default, y8 = default, y9 = default, y10 = default, y11 = default;

        V mask = L.FirstMask(lastCount);

        // Rows in groups of three, so that one base and the scaled stride address them all: 12 pointers would not fit.
        T* a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        do
        {
            V first = Registers.Value == 2 ? L.Load(b) : default;
            T* tail = Registers.Value == 2 ? b + L.Count : b;
            V last = L.HasMaskedLoad ? L.LoadFirst(tail, mask) : L.Load(tail);

            Step<T, V, L, Registers>(*a, first, last, ref x0, ref y0);
            if (Rows.Value > 1)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 1 : a + aRow), first, last, ref x1, ref y1);
            if (Rows.Value > 2)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 2 : a + 2 * aRow), first, last, ref x2, ref y2);
            if (Rows.Value > 3)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 3 : a3), first, last, ref x3, ref y3);
            if (Rows.Value > 4)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 4 : a3 + aRow), first, last, ref x4, ref y4);
            if (Rows.Value > 5)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 5 : a3 + 2 * aRow), first, last, ref x5, ref y5);
            if (Rows.Value > 6)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 6 : a6), first, last, ref x6, ref y6);
            if (Rows.Value > 7)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 7 : a6 + aRow), first, last, ref x7, ref y7);
            if (Rows.Value > 8)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 8 : a6 + 2 * aRow), first, last, ref x8, ref y8);
            if (Rows.Value > 9)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 9 : a9), first, last, ref x9, ref y9);
            if (Rows.Value > 10)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 10 : a9 + aRow), first, last, ref x10, ref y10);
            if (Rows.Value > 11)
                Step<T, V, L, Registers>(*(UnitRows.Value ? a + 11 : a9 + 2 * aRow), first, last, ref x11, ref y11);

            a += aCol;
            if (!UnitRows.Value && Rows.Value > 3)
                a3 += aCol;
            if (!UnitRows.Value && Rows.Value > 6)
                a6 += aCol;
            if (!UnitRows.Value && Rows.Value > 9)
                a9 += aCol;
            b += bRow;
        }
        while (--k > 0);

        Write<T, V, L, Registers>(c, x0, y0, mask, accumulate);
        if (Rows.Value > 1)
            Write<T, V, L, Registers>(c + 1 * ldc, x1, y1, mask, accumulate);
        if (Rows.Value > 2)
            Write<T, V, L, Registers>(c + 2 * ldc, x2, y2, mask, accumulate);
        if (Rows.Value > 3)
            Write<T, V, L, Registers>(c + 3 * ldc, x3, y3, mask, accumulate);
        if (Rows.Value > 4)
            Write<T, V, L, Registers>(c + 4 * ldc, x4, y4, mask, accumulate);
        if (Rows.Value > 5)
            Write<T, V, L, Registers>(c + 5 * ldc, x5, y5, mask, accumulate);
        if (Rows.Value > 6)
            Write<T, V, L, Registers>(c + 6 * ldc, x6, y6, mask, accumulate);
        if (Rows.Value > 7)
            Write<T, V, L, Registers>(c + 7 * ldc, x7, y7, mask, accumulate);
        if (Rows.Value > 8)
            Write<T, V, L, Registers>(c + 8 * ldc, x8, y8, mask, accumulate);
        if (Rows.Value > 9)
            Write<T, V, L, Registers>(c + 9 * ldc, x9, y9, mask, accumulate);
        if (Rows.Value > 10)
            Write<T, V, L, Registers>(c + 10 * ldc, x10, y10, mask, accumulate);
        if (Rows.Value > 11)
            Write<T, V, L, Registers>(c + 11 * ldc, x11, y11, mask, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<T, V, L, Registers>(T a, V first, V last, ref V x, ref V y)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Registers : struct, ICount
    {
        V broadcast = L.Broadcast(a);
        if (Registers.Value == 2)
            x = L.MultiplyAdd(broadcast, first, x);
        y = L.MultiplyAdd(broadcast, last, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write<T, V, L, Registers>(T* c, V x, V y, V mask, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Registers : struct, ICount
    {
        T* last = Registers.Value == 2 ? c + L.Count : c;
        if (accumulate)
        {
            if (Registers.Value == 2)
                x = L.Add(x, L.Load(c));
            y = L.Add(y, L.LoadFirst(last, mask));
        }

        if (Registers.Value == 2)
            L.Store(c, x);
        L.StoreFirst(last, y, mask);
    }
}
