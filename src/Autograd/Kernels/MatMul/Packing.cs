using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Packs blocks of A and B in the order in which the micro-kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>Copies a block to contiguous rows that are <paramref name="ld"/> elements apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows<T, V, S>(T* source, nint rowStride, nint colStride, int rows, int columns, T* target, nint ld)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var full = (columns - 1) / S.Count * S.Count;
        var mask = S.FirstMask(columns - full);
        for (var i = 0; i < rows; i++, source += rowStride, target += ld)
        {
            if (colStride == 1)
            {
                for (var j = 0; j < full; j += S.Count)
                    S.Store(target + j, S.Load(source + j));
                S.StoreFirst(target + full, S.LoadFirst(source + full, mask), mask);
                continue;
            }

            for (var j = 0; j < columns; j++)
                target[j] = source[j * colStride];
        }
    }

    /// <summary>
    /// Packs A (m x k) in tiles of at most <paramref name="maxRows"/> rows, each tile column by column: the order in
    /// which the micro-kernel reads it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTiles<T, V, S>(T* a, nint aRow, nint aCol, int m, int k, int maxRows, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var tiles = (m + maxRows - 1) / maxRows;
        int height = m / tiles, tallTiles = m - height * tiles;
        for (var tile = 0; tile < tiles; tile++)
        {
            var rows = tile < tallTiles ? height + 1 : height;
            if (aCol == 1)
                TransposedCopy.Copy(a, aRow, rows, k, target, rows);
            else
                CopyRows<T, V, S>(a, aCol, aRow, k, rows, target, rows);
            a += rows * aRow;
            target += rows * k;
        }
    }

    /// <summary>
    /// Packs B in panels, one after the other, each row by row. The last panel is padded with zeros on the right.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanels<T, V, S>(T* b, nint bRow, nint bCol, int k, int columns, in Panels panels, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        if (bCol == 1)
        {
            PackRows<T, V, S>(b, bRow, k, columns, panels, target);
            return;
        }

        for (var panel = 0; panel < panels.Count; panel++)
        {
            int width = panels.Registers(panel) * S.Count, used = Math.Min(columns, width);
            if (used < width)
                new Span<T>(target, checked(k * width)).Clear();
            if (bRow == 1)
                TransposedCopy.Copy(b, bCol, used, k, target, width);
            else
                CopyRows<T, V, S>(b, bRow, bCol, k, used, target, width);
            columns -= width;
            b += width * bCol;
            target += (nint)width * k;
        }
    }

    /// <summary>
    /// Packs panels from contiguous rows, each row across all panels: panel by panel, the copy would read a small part
    /// of each of many distant pages.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows<T, V, S>(T* b, nint bRow, int k, int columns, in Panels panels, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var full = (columns - 1) / S.Count * S.Count;
        var mask = S.FirstMask(columns - full);
        for (var p = 0; p < k; p++, b += bRow)
        {
            var from = 0;
            for (var panel = 0; panel < panels.Count; panel++)
            {
                int width = panels.Registers(panel) * S.Count, end = from + width;
                for (var to = target + (nint)from * k + (nint)p * width; from < end; from += S.Count, to += S.Count)
                    S.Store(to, from < full ? S.Load(b + from) : S.LoadFirst(b + from, mask));
            }
        }
    }
}

/// <summary>
/// Scratch buffers of each thread. They are kept from one product to the next, so that packing allocates nothing.
/// </summary>
internal static unsafe class PackBuffer
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? _buffer, _second;

    /// <summary>
    /// Returns a buffer of at least <paramref name="bytes"/>, aligned to a cache line and valid until this thread's
    /// next call.
    /// </summary>
    public static byte* Get(nint bytes) => Get(ref _buffer, bytes);

    /// <summary>Returns a second buffer, for packing while the first is in use.</summary>
    public static byte* GetSecond(nint bytes) => Get(ref _second, bytes);

    private static byte* Get(ref byte[]? buffer, nint bytes)
    {
        if (buffer is null || buffer.Length < bytes + Alignment)
            buffer = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (byte*)((address + Alignment - 1) & -Alignment);
    }
}
