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
    /// <summary>Inner size of a block, in all algorithms made of tiles, so that all of them give the same sums.</summary>
    public const int KC = 512;

    const int MC = 240;
    const int NC = 2048;

    /// <summary>The columns, and the inner size, from which copying A pays.</summary>
    const int PackedSizeA = 300;

    /// <summary>Bytes of B below which it is read in place when its columns are contiguous.</summary>
    const int InPlaceB = 300_000;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int width = 2 * L.Count;
        bool packB = ShouldPackB<T, V, L>(m, n, k, bRow, bCol);
        bool packA = ShouldPackA(n, k);
        int kcMax = Math.Min(k, KC), mcMax = Math.Min(m, MC), ncMax = Math.Min(n, NC);

        T* packedB = null, packedA = null;
        if (packA || packB)
        {
            nint bCount = packB ? (nint)(ncMax + width) * kcMax : 0;
            nint aCount = packA ? (nint)mcMax * kcMax : 0;
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
                        Packing.PackTiles<T, V, L>(blockA, aRow, aCol, mc, kc, L.Accumulators / 2, packedA);
                        blockRow = 1;
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
                                Packing.PackPanel<T, V, L>(panel, bRow, bCol, kc, columns, packed);
                            panel = packed;
                            panelRow = width;
                        }

                        TileColumn.Run<T, V, L>(
                            mc, columns, kc, blockA, blockRow, blockCol, packA, panel, panelRow,
                            c + ic * ldc + jc + jr, ldc, add);
                    }
                }
            }
        }
    }

    /// <summary>B is copied when its columns are apart, or when enough rows of A will read the copy.</summary>
    static bool ShouldPackB<T, V, L>(int m, int n, int k, nint bRow, nint bCol)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        => bCol != 1 || (!L.HasMaskedLoad && n % L.Count != 0) || (m > L.Accumulators && k * bRow * sizeof(T) > InPlaceB);

    /// <summary>A is copied when many panels of B will read the copy and its rows are long.</summary>
    static bool ShouldPackA(int n, int k) => n >= PackedSizeA && k >= PackedSizeA;
}
