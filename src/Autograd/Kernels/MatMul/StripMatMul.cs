using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Products too small for copies of both operands: A is read in place, and B too if its columns are contiguous.</summary>
internal static unsafe class StripMatMul
{
    /// <summary>Registers of columns in the widest strip.</summary>
    const int Widest = 4;

    /// <summary>Bytes of B that all rows of A pass by before the next columns' turn: they stay in the caches meanwhile.</summary>
    const int GroupBytes = 32 << 10;

    /// <summary>C (m x n) = A (m x k) · B (k x n), or +=, for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        // Without masked loads the last columns are read from a copy padded with zeros.
        bool copy = bCol != 1 || (!L.HasMaskedLoad && n % L.Count != 0);
        int registers = (n + L.Count - 1) / L.Count, inner = Math.Min(k, BlockedMatMul.KC);
        int together = registers <= Widest || registers * inner * (long)sizeof(V) <= GroupBytes
            ? registers : Math.Max(Widest, GroupBytes / (inner * sizeof(V)) / Widest * Widest);
        T* packed = copy ? (T*)PackBuffer.Get(inner * together * (nint)sizeof(V)) : null;
        for (; k > 0; k -= BlockedMatMul.KC, a += BlockedMatMul.KC * aCol, b += BlockedMatMul.KC * bRow, accumulate = true)
        {
            inner = Math.Min(k, BlockedMatMul.KC);
            var shape = new TileShape { K = inner, Accumulate = accumulate, ARow = aRow, ACol = aCol, BRow = bRow, Ldc = ldc };
            for (int left = 0; left < n; left += together * L.Count)
            {
                int columns = Math.Min(n - left, together * L.Count);
                var panels = new PanelSplit((columns + L.Count - 1) / L.Count, Widest);
                T* group = b + left * bCol;
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
