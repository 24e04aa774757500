using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Products so small that packing both operands would cost more than it saves; BLIS calls them "small and unpacked".
/// A is always read in place. B is read in place if its rows are contiguous, and packed otherwise.
/// </summary>
internal static unsafe class SmallMatMul
{
    /// <summary>The greatest width of a panel of B, in registers.</summary>
    private const int MaxRegisters = 4;

    /// <summary>
    /// The bytes of B that are multiplied by all rows of A before the next columns of B are read: as many as the
    /// first-level cache holds.
    /// </summary>
    private const int BlockBytes = 32 << 10;

    /// <summary>Computes C (m x n) = A (m x k) · B (k x n), or C += A · B, for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, S>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        // Where the hardware has no masked loads, B is copied too if its last register is only partly filled: the copy
        // is padded with zeros, so that whole registers can be read.
        var copy = bCol != 1 || (!S.HasMaskedLoad && n % S.Count != 0);
        int registers = (n + S.Count - 1) / S.Count, inner = Math.Min(k, BlockedMatMul.KC);
        var blockRegisters = registers <= MaxRegisters || registers * inner * (long)sizeof(V) <= BlockBytes
            ? registers : Math.Max(MaxRegisters, BlockBytes / (inner * sizeof(V)) / MaxRegisters * MaxRegisters);
        var packed = copy ? (T*)PackBuffer.Get(inner * blockRegisters * (nint)sizeof(V)) : null;
        for (; k > 0; k -= BlockedMatMul.KC, a += BlockedMatMul.KC * aCol, b += BlockedMatMul.KC * bRow, accumulate = true)
        {
            inner = Math.Min(k, BlockedMatMul.KC);
            var arguments = new TileArguments { K = inner, Accumulate = accumulate, ARow = aRow, ACol = aCol, BRow = bRow, Ldc = ldc };
            for (var left = 0; left < n; left += blockRegisters * S.Count)
            {
                var columns = Math.Min(n - left, blockRegisters * S.Count);
                var panels = new Panels((columns + S.Count - 1) / S.Count, MaxRegisters);
                var block = b + left * bCol;
                if (copy)
                {
                    Packing.PackPanels<T, V, S>(block, bRow, bCol, inner, columns, panels, packed);
                    block = packed;
                }

                MacroKernel.Run<T, V, S>(m, columns, panels, arguments, a, false, block, copy, c + left);
            }
        }
    }
}
