using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Products too small for copies of both operands: strips of C, with A where it lies, and B too if its columns are contiguous.</summary>
internal static unsafe class StripMatMul
{
    /// <summary>Registers of columns in the widest strip.</summary>
    const int Widest = 4;

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
        T* packed = copy ? (T*)PackBuffer.Get(Math.Min(k, BlockedMatMul.KC) * Widest * (nint)sizeof(V)) : null;
        for (; k > 0; k -= BlockedMatMul.KC, a += BlockedMatMul.KC * aCol, b += BlockedMatMul.KC * bRow, accumulate = true)
        {
            // Strips are nearly equal in width, for the fewest loads per multiply-add.
            int inner = Math.Min(k, BlockedMatMul.KC), left = 0;
            int registers = (n + L.Count - 1) / L.Count, strips = (registers + Widest - 1) / Widest;
            for (; strips > 0; strips--)
            {
                int taken = (registers + strips - 1) / strips, columns = Math.Min(n - left, taken * L.Count);
                T* strip = b + left * bCol;
                nint stripRow = bRow;
                if (copy)
                {
                    stripRow = taken * L.Count;
                    Packing.PackPanel<T, V, L>(strip, bRow, bCol, inner, columns, packed, stripRow);
                    strip = packed;
                }

                TileColumn.Run<T, V, L>(m, columns, inner, a, aRow, aCol, false, strip, stripRow, c + left, ldc, accumulate);
                registers -= taken;
                left += columns;
            }
        }
    }
}
