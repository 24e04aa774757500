using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Products whose operands fit the first two cache levels: tiles on A and B where they lie, nothing copied.</summary>
internal static unsafe class SmallMatMul
{
    /// <summary>Bytes of B up to which it is read in place, whatever the number of rows that read it.</summary>
    const int LargestB = 600_000;

    const int LargestInnerSize = 300;

    /// <summary>Whether B can be read where it lies, and copying A or B would cost more than it saves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Suits<T, V, L>(int m, int n, int k, nint bRow, nint bCol)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        => bCol == 1 && (L.HasMaskedLoad || n % L.Count == 0)
            && (m <= L.Accumulators || (k <= LargestInnerSize && k * bRow * sizeof(T) <= LargestB));

    /// <summary>C (m x n) = A (m x k) · B (k x n), or +=, for B with unit column stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        for (; k > 0; k -= BlockedMatMul.KC, a += BlockedMatMul.KC * aCol, b += BlockedMatMul.KC * bRow, accumulate = true)
            Strips<T, V, L>(m, n, Math.Min(k, BlockedMatMul.KC), a, aRow, aCol, b, bRow, c, ldc, accumulate);
    }

    /// <summary>Columns in nearly equal strips of up to four registers, for the fewest loads per multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Strips<T, V, L>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int registers = (n + L.Count - 1) / L.Count;
        int strips = (registers + 3) / 4;
        for (; strips > 0; strips--)
        {
            int taken = (registers + strips - 1) / strips;
            int columns = Math.Min(n, taken * L.Count);
            TileColumn.Run<T, V, L>(m, columns, k, a, aRow, aCol, false, b, bRow, c, ldc, accumulate);
            registers -= taken;
            n -= columns;
            b += columns;
            c += columns;
        }
    }
}
