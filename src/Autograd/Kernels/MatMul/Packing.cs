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

    /// <summary>A panel of B (k x columns) with row stride two registers, padded with zeros on the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanel<T, V, L>(T* b, nint bRow, nint bCol, int k, int columns, T* panel)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int width = 2 * L.Count;
        if (bCol == 1 && columns == width)
        {
            for (int p = 0; p < k; p++, b += bRow, panel += width)
            {
                L.Store(panel, L.Load(b));
                L.Store(panel + L.Count, L.Load(b + L.Count));
            }

            return;
        }

        if (columns < width)
            new Span<T>(panel, k * width).Clear();
        if (bRow == 1)
            Transposing.Copy(b, bCol, columns, k, panel, width);
        else
            CopyRows<T, V, L>(b, bRow, bCol, k, columns, panel, width);
    }
}
