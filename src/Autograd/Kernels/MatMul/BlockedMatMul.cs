using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The product cut into blocks that fit the caches, after BLIS (Van Zee and van de Geijn, 2015).</summary>
/// <remarks>
/// A panel of B (KC x two registers) stays in the first-level cache while the rows of A pass by; a block of A (MC x KC) stays
/// in the second level. Blocks are copied only where the copy pays: see <see cref="ShouldPackB"/> and <see cref="ShouldPackA"/>.
/// </remarks>
internal static unsafe class BlockedMatMul
{
    const int KC = 256;
    const int MC = 240;
    const int NC = 2048;

    /// <summary>Keeps rows of a packed A apart from one another's cache sets.</summary>
    const int RowPadding = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
    {
        int width = 2 * L.Count;
        bool packB = ShouldPackB<T, V, L>(m, n, bCol);
        bool packA = ShouldPackA<T>(m, n, k, aRow, aCol);
        int kcMax = Math.Min(k, KC), mcMax = Math.Min(m, MC), ncMax = Math.Min(n, NC);

        T* packedB = null, packedA = null;
        if (packA || packB)
        {
            nint bCount = packB ? (nint)(ncMax + width) * kcMax : 0;
            nint aCount = packA ? (nint)mcMax * (kcMax + RowPadding) + (nint)kcMax * RowPadding : 0;
            packedB = (T*)PackBuffer.Get((bCount + aCount) * sizeof(T));
            packedA = packedB + bCount;
        }

        for (int jc = 0; jc < n; jc += NC)
        {
            int nc = Math.Min(n - jc, NC);
            for (int pc = 0; pc < k; pc += KC)
            {
                int kc = Math.Min(k - pc, KC);
                bool add = accumulate || pc > 0;
                for (int ic = 0; ic < m; ic += MC)
                {
                    int mc = Math.Min(m - ic, MC);
                    T* blockA = a + ic * aRow + pc * aCol;
                    nint blockRow = aRow, blockCol = aCol;
                    if (packA)
                    {
                        bool columns = aRow == 1;
                        blockRow = columns ? 1 : kc + RowPadding;
                        blockCol = columns ? mc + RowPadding : 1;
                        if (columns)
                            Packing.CopyRows(blockA, aCol, aRow, kc, mc, packedA, blockCol);
                        else
                            Packing.CopyRows(blockA, aRow, aCol, mc, kc, packedA, blockRow);
                        blockA = packedA;
                    }

                    for (int jr = 0; jr < nc; jr += width)
                    {
                        int columns = Math.Min(nc - jr, width);
                        T* panel = b + pc * bRow + (jc + jr) * bCol;
                        nint panelRow = bRow;
                        if (packB)
                        {
                            T* packed = packedB + (nint)jr * kc;
                            if (ic == 0)
                                Packing.PackPanel(panel, bRow, bCol, kc, columns, packed, width);
                            panel = packed;
                            panelRow = width;
                        }

                        Column<T, V, L>(
                            mc, columns, kc, blockA, blockRow, blockCol, panel, panelRow, c + ic * ldc + jc + jr, ldc, add);
                    }
                }
            }
        }
    }

    /// <summary>B is copied when its columns are apart, or when enough rows of A will read the copy.</summary>
    static bool ShouldPackB<T, V, L>(int m, int n, nint bCol)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        => bCol != 1 || m > 2 * L.MaxRows || (!L.HasMaskedLoad && n % L.Count != 0);

    static bool ShouldPackA<T>(int m, int n, int k, nint aRow, nint aCol)
        => n >= 128 && k >= 128;

    /// <summary>All rows of a block of A against one panel of B, in tiles of nearly equal height.</summary>
    static void Column<T, V, L>(
        int m, int columns, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
    {
        int tiles = (m + L.MaxRows - 1) / L.MaxRows;
        for (int i = 0; tiles > 0; tiles--)
        {
            int rows = (m - i + tiles - 1) / tiles;
            if (columns > L.Count)
                Tile<T, V, L, Count2>(rows, columns - L.Count, k, a, aRow, aCol, b, bRow, c, ldc, accumulate);
            else
                Tile<T, V, L, Count1>(rows, columns, k, a, aRow, aCol, b, bRow, c, ldc, accumulate);
            i += rows;
            a += rows * aRow;
            c += rows * ldc;
        }
    }

    static void Tile<T, V, L, Registers>(
        int rows, int last, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Registers : struct, ICount
    {
        if (aRow == 1)
            Tile<T, V, L, Registers, Yes>(rows, last, k, a, aRow, aCol, b, bRow, c, ldc, accumulate);
        else
            Tile<T, V, L, Registers, No>(rows, last, k, a, aRow, aCol, b, bRow, c, ldc, accumulate);
    }

    static void Tile<T, V, L, Registers, UnitRows>(
        int rows, int last, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Registers : struct, ICount
        where UnitRows : struct, IFlag
    {
        switch (rows)
        {
            case 1:
                MicroKernel.Run<T, V, L, Count1, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 2:
                MicroKernel.Run<T, V, L, Count2, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 3:
                MicroKernel.Run<T, V, L, Count3, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 4:
                MicroKernel.Run<T, V, L, Count4, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 5:
                MicroKernel.Run<T, V, L, Count5, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 6:
                MicroKernel.Run<T, V, L, Count6, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 7:
                MicroKernel.Run<T, V, L, Count7, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 8:
                MicroKernel.Run<T, V, L, Count8, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 9:
                MicroKernel.Run<T, V, L, Count9, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 10:
                MicroKernel.Run<T, V, L, Count10, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 11:
                MicroKernel.Run<T, V, L, Count11, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
            case 12:
                MicroKernel.Run<T, V, L, Count12, Registers, UnitRows>(k, a, aRow, aCol, b, bRow, c, ldc, last, accumulate);
                break;
        }
    }
}
