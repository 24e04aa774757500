using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Multiplies the tiles of a few rows of A with all panels of B, then those of the rows below.</summary>
/// <remarks>
/// C is written row by row, in the order of memory: the hardware prefetcher follows, and each cache line is written at
/// once.
/// </remarks>
internal static unsafe class TileRow
{
    /// <summary>Computes C (m x columns) = A (m x k) · B (k x columns), or C += A · B.</summary>
    /// <param name="m">The number of rows.</param>
    /// <param name="columns">The number of columns, which <paramref name="panels"/> splits.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="shape">The strides of A, B and C, and the other values that the tiles share.</param>
    /// <param name="a">
    /// A with its own strides or, if <paramref name="packedA"/>, as <see cref="Packing.PackTiles"/> wrote it, with row
    /// stride 1.
    /// </param>
    /// <param name="packedA">True if A is packed, in tiles of the height for panels of two registers.</param>
    /// <param name="b">
    /// The first panel with its own row stride or, if <paramref name="packedB"/>, as <see cref="Packing.PackPanels"/>
    /// wrote it.
    /// </param>
    /// <param name="packedB">True if B is packed.</param>
    /// <param name="c">C.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, V, L>(int m, int columns, in PanelSplit panels, in TileShape shape, T* a, bool packedA, T* b, bool packedB, T* c)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        if (shape.ARow == 1)
            Run<T, V, L, Yes>(m, columns, panels, shape, a, packedA, b, packedB, c);
        else
            Run<T, V, L, No>(m, columns, panels, shape, a, packedA, b, packedB, c);
    }

    /// <summary>
    /// Cuts the rows into tiles of nearly equal height: a low last tile would have too few independent multiply-adds.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, V, L, UnitRows>(int m, int columns, in PanelSplit panels, TileShape shape, T* a, bool packedA, T* b, bool packedB, T* c)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where UnitRows : unmanaged, IFlag
    {
        int maxRows = Height<T, V, L>(packedA ? 2 : panels.Widest), tiles = 1, low = m, higher = 0;
        if (m > maxRows)
        {
            tiles = (m + maxRows - 1) / maxRows;
            low = m / tiles;
            higher = m - low * tiles;
        }

        for (var rows = higher > 0 ? low + 1 : low; rows >= low; rows--)
        {
            var count = rows > low ? higher : tiles - higher;
            if (packedA)
                shape.ACol = rows;
            switch (rows)
            {
                case 1: Rows<T, V, L, Count1, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 2: Rows<T, V, L, Count2, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 3: Rows<T, V, L, Count3, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 4: Rows<T, V, L, Count4, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 5: Rows<T, V, L, Count5, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 6: Rows<T, V, L, Count6, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 7: Rows<T, V, L, Count7, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 8: Rows<T, V, L, Count8, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 9: Rows<T, V, L, Count9, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 10: Rows<T, V, L, Count10, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 11: Rows<T, V, L, Count11, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
                case 12: Rows<T, V, L, Count12, UnitRows>(count, columns, panels, ref shape, a, packedA, b, packedB, c); break;
            }

            a += (nint)count * rows * (packedA ? shape.K : shape.ARow);
            c += (nint)count * rows * shape.Ldc;
        }
    }

    /// <summary>The most rows, at most 12, of a tile that is so many registers wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Height<T, V, L>(int registers)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        => registers switch
        {
            1 => Math.Min(L.Accumulators, 12),
            2 => L.Accumulators / 2,
            3 => L.Accumulators / 3,
            _ => L.Accumulators / 4,
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T, V, L, Height, UnitRows>(
        int tiles, int columns, in PanelSplit panels, ref TileShape shape, T* a, bool packedA, T* b, bool packedB, T* c)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Height : unmanaged, ICount
        where UnitRows : unmanaged, IFlag
    {
        var count = panels.Count;
        nint aStep = sizeof(Height) * (packedA ? shape.K : shape.ARow), cStep = sizeof(Height) * shape.Ldc;
        for (; tiles > 0; tiles--, a += aStep, c += cStep)
        {
            T* panelB = b, panelC = c;
            for (int panel = 0, left = columns; panel < count; panel++)
            {
                int registers = panels.Registers(panel), width = registers * L.Count;
                shape.LastCount = Math.Min(left - width, 0) + L.Count;
                left -= width;
                var next = left > 0 ? panelC + width : c + cStep;
                nint bStep = width;
                if (packedB)
                {
                    shape.BRow = width;
                    bStep *= shape.K;
                }

                switch (registers)
                {
                    case 1:
                        MicroKernel.Run<T, V, L, Height, Count1, UnitRows>(shape, a, panelB, panelC, next);
                        break;
                    case 2:
                        MicroKernel.Run<T, V, L, Height, Count2, UnitRows>(shape, a, panelB, panelC, next);
                        break;
                    case 3 when sizeof(Height) <= 8:
                        MicroKernel.Run<T, V, L, Height, Count3, UnitRows>(shape, a, panelB, panelC, next);
                        break;
                    case 4 when sizeof(Height) <= 6:
                        MicroKernel.Run<T, V, L, Height, Count4, UnitRows>(shape, a, panelB, panelC, next);
                        break;
                }

                panelB += bStep;
                panelC += width;
            }
        }
    }
}
