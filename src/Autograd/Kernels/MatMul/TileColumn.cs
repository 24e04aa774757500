using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>A column of tiles: any number of rows of A against one panel of B.</summary>
internal static unsafe class TileColumn
{
    /// <summary>C (m x columns) = A (m x k) · B (k x columns), or +=, with at most four registers of columns.</summary>
    /// <remarks>A is read by its strides or, if <paramref name="packedA"/>, as <see cref="Packing.PackTiles"/> left it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int m, int columns, int k, T* a, nint aRow, nint aCol, bool packedA, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int registers = (columns + L.Count - 1) / L.Count, last = columns - (registers - 1) * L.Count;
        switch (registers)
        {
            case 1: Tiles<T, V, L, Count1>(m, last, k, a, aRow, aCol, packedA, b, bRow, c, ldc, accumulate); break;
            case 2: Tiles<T, V, L, Count2>(m, last, k, a, aRow, aCol, packedA, b, bRow, c, ldc, accumulate); break;
            case 3: Tiles<T, V, L, Count3>(m, last, k, a, aRow, aCol, packedA, b, bRow, c, ldc, accumulate); break;
            default: Tiles<T, V, L, Count4>(m, last, k, a, aRow, aCol, packedA, b, bRow, c, ldc, accumulate); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Tiles<T, V, L, Registers>(
        int m, int last, int k, T* a, nint aRow, nint aCol, bool packedA, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Registers : unmanaged, ICount
    {
        if (aRow == 1)
            Tiles<T, V, L, Registers, Yes>(m, last, k, a, aRow, aCol, packedA, b, bRow, c, ldc, accumulate);
        else
            Tiles<T, V, L, Registers, No>(m, last, k, a, aRow, aCol, packedA, b, bRow, c, ldc, accumulate);
    }

    /// <summary>Tiles of nearly equal height: a low last one would leave multiply-adds waiting for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Tiles<T, V, L, Registers, UnitRows>(
        int m, int last, int k, T* a, nint aRow, nint aCol, bool packedA, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Registers : unmanaged, ICount
        where UnitRows : unmanaged, IFlag
    {
        // Packed tiles have one height for every panel, that of the usual two registers.
        int most = packedA ? L.Accumulators / 2 : Math.Min(L.Accumulators / sizeof(Registers), 12);
        int tiles = (m + most - 1) / most;
        int low = m / tiles, higher = m - low * tiles;
        nint step = packedA ? k : aRow;

        // The panel after a packed one follows it in memory: the tiles fetch it into the second-level cache, a part each.
        T* ahead = b;
        nint aheadStep = 0;
        if (packedA)
        {
            ahead += k * bRow;
            aheadStep = MicroKernel.LinesAhead * 64 / sizeof(T);
        }

        for (int tile = 0; tile < tiles; tile++)
        {
            int rows = tile < higher ? low + 1 : low;
            nint column = packedA ? rows : aCol;
            switch (rows)
            {
                case 1:
                    MicroKernel.Run<T, V, L, Count1, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 2:
                    MicroKernel.Run<T, V, L, Count2, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 3:
                    MicroKernel.Run<T, V, L, Count3, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 4:
                    MicroKernel.Run<T, V, L, Count4, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 5:
                    MicroKernel.Run<T, V, L, Count5, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 6:
                    MicroKernel.Run<T, V, L, Count6, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 7:
                    MicroKernel.Run<T, V, L, Count7, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 8:
                    MicroKernel.Run<T, V, L, Count8, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 9:
                    MicroKernel.Run<T, V, L, Count9, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 10:
                    MicroKernel.Run<T, V, L, Count10, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 11:
                    MicroKernel.Run<T, V, L, Count11, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
                case 12:
                    MicroKernel.Run<T, V, L, Count12, Registers, UnitRows>(k, a, aRow, column, b, bRow, c, ldc, last, accumulate, ahead);
                    break;
            }

            a += rows * step;
            c += rows * ldc;
            ahead += aheadStep;
        }
    }
}
