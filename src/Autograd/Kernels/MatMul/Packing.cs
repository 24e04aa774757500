using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Copies of blocks of A and B in the order in which the micro-kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>A (rows x k) as it lies, row after row, for A whose rows are contiguous or have no order at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows<T>(T* source, nint rowStride, nint colStride, int rows, int columns, T* target, nint ld)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < rows; i++, source += rowStride, target += ld)
        {
            if (colStride == 1)
            {
                new ReadOnlySpan<T>(source, columns).CopyTo(new Span<T>(target, columns));
                continue;
            }

            for (int j = 0; j < columns; j++)
                target[j] = source[j * colStride];
        }
    }

    /// <summary>A panel of B (k x columns) with row stride <paramref name="width"/>, padded with zeros on the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanel<T>(T* b, nint bRow, nint bCol, int k, int columns, T* panel, int width)
        where T : unmanaged, INumber<T>
    {
        if (bRow == 1 && bCol != 1)
        {
            Transposing.Copy(b, bCol, columns, k, panel, width);
            for (int p = 0; p < k && columns < width; p++)
                new Span<T>(panel + (nint)p * width + columns, width - columns).Clear();
            return;
        }

        for (int p = 0; p < k; p++, b += bRow, panel += width)
        {
            if (bCol == 1)
                new ReadOnlySpan<T>(b, columns).CopyTo(new Span<T>(panel, columns));
            else
                for (int j = 0; j < columns; j++)
                    panel[j] = b[j * bCol];
            if (columns < width)
                new Span<T>(panel + columns, width - columns).Clear();
        }
    }
}
