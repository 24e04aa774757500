using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Packs blocks of A and B in the order in which the micro-kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>Copies a block to contiguous rows that are <paramref name="ld"/> elements apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows<T, V, L>(T* source, nint rowStride, nint colStride, int rows, int columns, T* target, nint ld)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        var full = (columns - 1) / L.Count * L.Count;
        var mask = L.FirstMask(columns - full);
        for (var i = 0; i < rows; i++, source += rowStride, target += ld)
        {
            if (colStride == 1)
            {
                for (var j = 0; j < full; j += L.Count)
                    L.Store(target + j, L.Load(source + j));
                L.StoreFirst(target + full, L.LoadFirst(source + full, mask), mask);
                continue;
            }

            for (var j = 0; j < columns; j++)
                target[j] = source[j * colStride];
        }
    }

    /// <summary>
    /// Packs A (m x k) in tiles of at most <paramref name="maxRows"/> rows, each tile column by column: the order in
    /// which the micro-kernel reads it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTiles<T, V, L>(T* a, nint aRow, nint aCol, int m, int k, int maxRows, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        var tiles = (m + maxRows - 1) / maxRows;
        int low = m / tiles, higher = m - low * tiles;
        for (var tile = 0; tile < tiles; tile++)
        {
            var rows = tile < higher ? low + 1 : low;
            if (aCol == 1)
                TransposedCopy.Copy(a, aRow, rows, k, target, rows);
            else
                CopyRows<T, V, L>(a, aCol, aRow, k, rows, target, rows);
            a += rows * aRow;
            target += rows * k;
        }
    }

    /// <summary>
    /// Packs B in panels, one after the other, each row by row. The last panel is padded with zeros on the right.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanels<T, V, L>(T* b, nint bRow, nint bCol, int k, int columns, in PanelSplit panels, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        if (bCol == 1)
        {
            PackRows<T, V, L>(b, bRow, k, columns, panels, target);
            return;
        }

        for (var panel = 0; panel < panels.Count; panel++)
        {
            int width = panels.Registers(panel) * L.Count, used = Math.Min(columns, width);
            if (used < width)
                new Span<T>(target, checked(k * width)).Clear();
            if (bRow == 1)
                TransposedCopy.Copy(b, bCol, used, k, target, width);
            else
                CopyRows<T, V, L>(b, bRow, bCol, k, used, target, width);
            columns -= width;
            b += width * bCol;
            target += (nint)width * k;
        }
    }

    /// <summary>
    /// Packs panels from contiguous rows, each row across all panels: panel by panel, the copy would read a small part
    /// of each of many distant pages.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows<T, V, L>(T* b, nint bRow, int k, int columns, in PanelSplit panels, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        var full = (columns - 1) / L.Count * L.Count;
        var mask = L.FirstMask(columns - full);
        for (var p = 0; p < k; p++, b += bRow)
        {
            var from = 0;
            for (var panel = 0; panel < panels.Count; panel++)
            {
                int width = panels.Registers(panel) * L.Count, end = from + width;
                for (var to = target + (nint)from * k + (nint)p * width; from < end; from += L.Count, to += L.Count)
                    L.Store(to, from < full ? L.Load(b + from) : L.LoadFirst(b + from, mask));
            }
        }
    }
}
