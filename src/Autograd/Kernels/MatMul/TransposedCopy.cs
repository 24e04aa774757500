using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>Transposed copies of small blocks.</summary>
internal static unsafe class TransposedCopy
{
    /// <summary>The rows of a block, which fill one vector of the target.</summary>
    public static int BlockRows<T>() where T : unmanaged => 32 / sizeof(T);

    /// <summary>
    /// The shortest row that is prefetched as a stream. Tiles of shorter rows stay in the cache in any case.
    /// </summary>
    private const int LongRow = 128;

    /// <summary>target[j, i] = source[i, j] for a source of rows x columns; both have unit column stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(T* source, nint sourceRow, int rows, int columns, T* target, nint targetRow)
        where T : unmanaged
    {
        int blockRows = BlockRows<T>(), blockColumns = 16 / sizeof(T);
        if (!Avx2.IsSupported || rows < blockRows || columns < blockColumns)
        {
            CopyElements(source, sourceRow, rows, columns, target, targetRow);
            return;
        }

        var top = 0;
        if (sizeof(T) >= 4 && columns >= LongRow && SimdWidth.Has512 && Avx512DQ.IsSupported)
        {
            for (; rows - top >= 2 * blockRows; top += 2 * blockRows)
                CopyBand(source + top * sourceRow, sourceRow, columns, target + top, targetRow);
        }

        // Blocks follow the rows of the target, so that its cache lines are filled one after the other. The last block
        // overlaps the one before it instead of being cut, and writes the same values again.
        for (var j = 0; top < rows && j < columns; j += blockColumns)
        {
            var left = Math.Min(j, columns - blockColumns);
            for (var i = top; i < rows; i += blockRows)
            {
                var first = Math.Min(i, rows - blockRows);
                T* from = source + first * sourceRow + left, to = target + left * targetRow + first;
                if (sizeof(T) == 1)
                    Block32x16((byte*)from, sourceRow, (byte*)to, targetRow);
                else if (sizeof(T) == 2)
                    Block16x8((ushort*)from, sourceRow, (ushort*)to, targetRow);
                else if (sizeof(T) == 4)
                    Block8x4((float*)from, sourceRow, (float*)to, targetRow);
                else
                    Block4x2((double*)from, sourceRow, (double*)to, targetRow);
            }
        }
    }

    /// <summary>Copies as many rows as fill a cache line of the target.</summary>
    /// <remarks>
    /// The rows below are prefetched meanwhile: they are far apart, and each is too short for the hardware prefetcher
    /// to detect a stream in time.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBand<T>(T* source, nint sourceRow, int columns, T* target, nint targetRow)
        where T : unmanaged
    {
        int blockColumns = 16 / sizeof(T), share = blockColumns;
        var next = source + 64 / sizeof(T) * sourceRow;
        for (int j = 0, turn = 0; j < columns; j += blockColumns, turn = (turn + 1) & 3)
        {
            var left = Math.Min(j, columns - blockColumns);
            T* from = source + left, to = target + left * targetRow, prefetched = next + left + turn * share * sourceRow;
            Prefetch.Fetch(prefetched);
            Prefetch.Fetch(prefetched + sourceRow);
            if (sizeof(T) == 4)
            {
                Prefetch.Fetch(prefetched + 2 * sourceRow);
                Prefetch.Fetch(prefetched + 3 * sourceRow);
                Block16x4((float*)from, sourceRow, (float*)to, targetRow);
            }
            else
                Block8x2((double*)from, sourceRow, (double*)to, targetRow);
        }
    }

    private static void CopyElements<T>(T* source, nint sourceRow, int rows, int columns, T* target, nint targetRow)
        where T : unmanaged
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                target[j * targetRow + i] = source[i * sourceRow + j];
        }
    }

    /// <summary>
    /// Transposes 32 rows of 16. Two rows are interleaved to one row of pairs, and pairs move like two-byte elements.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block32x16(byte* source, nint row, byte* target, nint targetRow)
    {
        Pairs(source, row, out var low0, out var high0);
        Pairs(source + 2 * row, row, out var low1, out var high1);
        Pairs(source + 4 * row, row, out var low2, out var high2);
        Pairs(source + 6 * row, row, out var low3, out var high3);
        Pairs(source + 8 * row, row, out var low4, out var high4);
        Pairs(source + 10 * row, row, out var low5, out var high5);
        Pairs(source + 12 * row, row, out var low6, out var high6);
        Pairs(source + 14 * row, row, out var low7, out var high7);
        Store8x8(low0, low1, low2, low3, low4, low5, low6, low7, target, targetRow);
        Store8x8(high0, high1, high2, high3, high4, high5, high6, high7, target + 8 * targetRow, targetRow);
    }

    /// <summary>
    /// Interleaves the first and the second halves of two rows, and in the upper halves of the vectors those of the
    /// rows that are 16 further down.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pairs(byte* source, nint row, out Vector256<ushort> low, out Vector256<ushort> high)
    {
        byte* next = source + row, far = source + 16 * row;
        var a = Vector256.Create(Vector128.Load(source), Vector128.Load(far));
        var b = Vector256.Create(Vector128.Load(next), Vector128.Load(far + row));
        low = Avx2.UnpackLow(a, b).AsUInt16();
        high = Avx2.UnpackHigh(a, b).AsUInt16();
    }

    /// <summary>Transposes 16 rows of 8, as <see cref="Block8x4"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block16x8(ushort* source, nint row, ushort* target, nint targetRow)
    {
        var low = source + 8 * row;
        var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(low));
        var r1 = Vector256.Create(Vector128.Load(source + row), Vector128.Load(low + row));
        var r2 = Vector256.Create(Vector128.Load(source + 2 * row), Vector128.Load(low + 2 * row));
        var r3 = Vector256.Create(Vector128.Load(source + 3 * row), Vector128.Load(low + 3 * row));
        var r4 = Vector256.Create(Vector128.Load(source + 4 * row), Vector128.Load(low + 4 * row));
        var r5 = Vector256.Create(Vector128.Load(source + 5 * row), Vector128.Load(low + 5 * row));
        var r6 = Vector256.Create(Vector128.Load(source + 6 * row), Vector128.Load(low + 6 * row));
        var r7 = Vector256.Create(Vector128.Load(source + 7 * row), Vector128.Load(low + 7 * row));
        Store8x8(r0, r1, r2, r3, r4, r5, r6, r7, (byte*)target, 2 * targetRow);
    }

    /// <summary>
    /// Transposes eight vectors, whose halves are rows of their own, and stores the eight columns
    /// <paramref name="step"/> bytes apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store8x8(
        Vector256<ushort> r0, Vector256<ushort> r1, Vector256<ushort> r2, Vector256<ushort> r3,
        Vector256<ushort> r4, Vector256<ushort> r5, Vector256<ushort> r6, Vector256<ushort> r7, byte* target, nint step)
    {
        Vector256<uint> a0 = Avx2.UnpackLow(r0, r1).AsUInt32(), a1 = Avx2.UnpackHigh(r0, r1).AsUInt32();
        Vector256<uint> b0 = Avx2.UnpackLow(r2, r3).AsUInt32(), b1 = Avx2.UnpackHigh(r2, r3).AsUInt32();
        Vector256<uint> c0 = Avx2.UnpackLow(r4, r5).AsUInt32(), c1 = Avx2.UnpackHigh(r4, r5).AsUInt32();
        Vector256<uint> d0 = Avx2.UnpackLow(r6, r7).AsUInt32(), d1 = Avx2.UnpackHigh(r6, r7).AsUInt32();
        Store2(Avx2.UnpackLow(a0, b0), Avx2.UnpackLow(c0, d0), target, step);
        Store2(Avx2.UnpackHigh(a0, b0), Avx2.UnpackHigh(c0, d0), target + 2 * step, step);
        Store2(Avx2.UnpackLow(a1, b1), Avx2.UnpackLow(c1, d1), target + 4 * step, step);
        Store2(Avx2.UnpackHigh(a1, b1), Avx2.UnpackHigh(c1, d1), target + 6 * step, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store2(Vector256<uint> upper, Vector256<uint> lower, byte* target, nint step)
    {
        Avx2.UnpackLow(upper.AsUInt64(), lower.AsUInt64()).AsByte().Store(target);
        Avx2.UnpackHigh(upper.AsUInt64(), lower.AsUInt64()).AsByte().Store(target + step);
    }

    /// <summary>
    /// Transposes 8 rows of 4. Rows i and i + 4 share a vector, so that all shuffles stay within its halves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8x4(float* source, nint row, float* target, nint targetRow)
    {
        var low = source + 4 * row;
        var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(low));
        var r1 = Vector256.Create(Vector128.Load(source + row), Vector128.Load(low + row));
        var r2 = Vector256.Create(Vector128.Load(source + 2 * row), Vector128.Load(low + 2 * row));
        var r3 = Vector256.Create(Vector128.Load(source + 3 * row), Vector128.Load(low + 3 * row));
        Vector256<double> p = Avx.UnpackLow(r0, r1).AsDouble(), q = Avx.UnpackLow(r2, r3).AsDouble();
        Vector256<double> s = Avx.UnpackHigh(r0, r1).AsDouble(), t = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(p, q).AsSingle().Store(target);
        Avx.UnpackHigh(p, q).AsSingle().Store(target + targetRow);
        Avx.UnpackLow(s, t).AsSingle().Store(target + 2 * targetRow);
        Avx.UnpackHigh(s, t).AsSingle().Store(target + 3 * targetRow);
    }

    /// <summary>Transposes 4 rows of 2, as <see cref="Block8x4"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4x2(double* source, nint row, double* target, nint targetRow)
    {
        var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(source + 2 * row));
        var r1 = Vector256.Create(Vector128.Load(source + row), Vector128.Load(source + 3 * row));
        Avx.UnpackLow(r0, r1).Store(target);
        Avx.UnpackHigh(r0, r1).Store(target + targetRow);
    }

    /// <summary>Transposes 16 rows of 4, as <see cref="Block8x4"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block16x4(float* source, nint row, float* target, nint targetRow)
    {
        Vector512<float> r0 = Gather(source, 4 * row), r1 = Gather(source + row, 4 * row);
        Vector512<float> r2 = Gather(source + 2 * row, 4 * row), r3 = Gather(source + 3 * row, 4 * row);
        Vector512<double> p = Avx512F.UnpackLow(r0, r1).AsDouble(), q = Avx512F.UnpackLow(r2, r3).AsDouble();
        Vector512<double> s = Avx512F.UnpackHigh(r0, r1).AsDouble(), t = Avx512F.UnpackHigh(r2, r3).AsDouble();
        Avx512F.UnpackLow(p, q).AsSingle().Store(target);
        Avx512F.UnpackHigh(p, q).AsSingle().Store(target + targetRow);
        Avx512F.UnpackLow(s, t).AsSingle().Store(target + 2 * targetRow);
        Avx512F.UnpackHigh(s, t).AsSingle().Store(target + 3 * targetRow);
    }

    /// <summary>Transposes 8 rows of 2, as <see cref="Block8x4"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8x2(double* source, nint row, double* target, nint targetRow)
    {
        Vector512<double> r0 = Gather((float*)source, 4 * row).AsDouble(), r1 = Gather((float*)(source + row), 4 * row).AsDouble();
        Avx512F.UnpackLow(r0, r1).Store(target);
        Avx512F.UnpackHigh(r0, r1).Store(target + targetRow);
    }

    /// <summary>Loads four pieces of 16 bytes that are <paramref name="step"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* source, nint step)
    {
        var low = Vector256.Create(Vector128.Load(source), Vector128.Load(source + step));
        var high = Vector256.Create(Vector128.Load(source + 2 * step), Vector128.Load(source + 3 * step));

        // Not Vector512.Create(low, high): the JIT's code for it depends on the previous value of the target register.
        return Avx512DQ.InsertVector256(low.ToVector512Unsafe(), high, 1);
    }
}
