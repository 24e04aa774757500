using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Products too small for packing both operands. A is read in place, and so is B if its rows are contiguous.
/// </summary>
internal static unsafe class StripMatMul
{
    /// <summary>The most registers in a strip of columns.</summary>
    private const int MaxRegisters = 4;

    /// <summary>The bytes of B that stay in the caches while all rows of A are multiplied by them.</summary>
    private const int GroupBytes = 32 << 10;

    /// <summary>Computes C (m x n) = A (m x k) · B (k x n), or C += A · B, for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        // Without masked loads the last columns are read from a copy padded with zeros.
        var copy = bCol != 1 || (!L.HasMaskedLoad && n % L.Count != 0);
        int registers = (n + L.Count - 1) / L.Count, inner = Math.Min(k, BlockedMatMul.KC);
        var groupRegisters = registers <= MaxRegisters || registers * inner * (long)sizeof(V) <= GroupBytes
            ? registers : Math.Max(MaxRegisters, GroupBytes / (inner * sizeof(V)) / MaxRegisters * MaxRegisters);
        var packed = copy ? (T*)PackBuffer.Get(inner * groupRegisters * (nint)sizeof(V)) : null;
        for (; k > 0; k -= BlockedMatMul.KC, a += BlockedMatMul.KC * aCol, b += BlockedMatMul.KC * bRow, accumulate = true)
        {
            inner = Math.Min(k, BlockedMatMul.KC);
            var shape = new TileShape { K = inner, Accumulate = accumulate, ARow = aRow, ACol = aCol, BRow = bRow, Ldc = ldc };
            for (var left = 0; left < n; left += groupRegisters * L.Count)
            {
                var columns = Math.Min(n - left, groupRegisters * L.Count);
                var panels = new PanelSplit((columns + L.Count - 1) / L.Count, MaxRegisters);
                var group = b + left * bCol;
                if (copy)
                {
                    Packing.PackPanels<T, V, L>(group, bRow, bCol, inner, columns, panels, packed);
                    group = packed;
                }

                TileRow.Run<T, V, L>(m, columns, panels, shape, a, false, group, copy, c + left);
            }
        }
    }
}
