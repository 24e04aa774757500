using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Copies of blocks of A and B in the order in which the micro-kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>A block of rows as it lies, into rows that are contiguous and <paramref name="ld"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows<T, V, L>(T* source, nint rowStride, nint colStride, int rows, int columns, T* target, nint ld)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int full = (columns - 1) / L.Count * L.Count;
        V mask = L.FirstMask(columns - full);
        for (int i = 0; i < rows; i++, source += rowStride, target += ld)
        {
            if (colStride == 1)
            {
                for (int j = 0; j < full; j += L.Count)
                    L.Store(target + j, L.Load(source + j));
                L.StoreFirst(target + full, L.LoadFirst(source + full, mask), mask);
                continue;
            }

            for (int j = 0; j < columns; j++)
                target[j] = source[j * colStride];
        }
    }

    /// <summary>A (m x k) as the tiles of <see cref="TileColumn"/>, column after column: the order in which it is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTiles<T, V, L>(T* a, nint aRow, nint aCol, int m, int k, int maxRows, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int tiles = (m + maxRows - 1) / maxRows;
        int low = m / tiles, higher = m - low * tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            int rows = tile < higher ? low + 1 : low;
            if (aCol == 1)
                Transposing.Copy(a, aRow, rows, k, target, rows);
            else
                CopyRows<T, V, L>(a, aCol, aRow, k, rows, target, rows);
            a += rows * aRow;
            target += rows * k;
        }
    }

    /// <summary>Panels of B of two registers each, one after the other; the last is padded with zeros on the right.</summary>
    /// <remarks>Rows are read across all panels at once: a panel alone would take a fraction of each page, far apart.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanels<T, V, L>(T* b, nint bRow, nint bCol, int k, int columns, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int width = 2 * L.Count, whole = bCol == 1 ? columns / width : 0;
        nint step = (nint)k * width;
        if (whole > 0)
        {
            T* row = b, to = target;
            for (int p = 0; p < k; p++, row += bRow, to += width)
            {
                for (int panel = 0; panel < whole; panel++)
                {
                    V low = L.Load(row + panel * width), high = L.Load(row + panel * width + L.Count);
                    L.Store(to + panel * step, low);
                    L.Store(to + panel * step + L.Count, high);
                }
            }
        }

        for (int left = whole * width; left < columns; left += width)
            PackPanel<T, V, L>(b + left * bCol, bRow, bCol, k, Math.Min(columns - left, width), target + (nint)left * k, width);
    }

    /// <summary>A panel of B (k x columns) in rows of <paramref name="width"/>, padded with zeros on the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanel<T, V, L>(T* b, nint bRow, nint bCol, int k, int columns, T* panel, nint width)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        if (columns < width)
            new Span<T>(panel, checked(k * (int)width)).Clear();
        if (bRow == 1)
            Transposing.Copy(b, bCol, columns, k, panel, width);
        else
            CopyRows<T, V, L>(b, bRow, bCol, k, columns, panel, width);
    }
}
