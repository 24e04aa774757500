using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>Transposed copies of small blocks.</summary>
internal static unsafe class Transposing
{
    /// <summary>target[j, i] = source[i, j] for a source of rows x columns; both have unit column stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(T* source, nint sourceRow, int rows, int columns, T* target, nint targetRow)
        where T : unmanaged, INumber<T>
    {
        int tall = 32 / sizeof(T), wide = 16 / sizeof(T);
        if (!Avx.IsSupported || sizeof(T) < 4 || rows < tall || columns < wide)
        {
            CopyElements(source, sourceRow, rows, columns, target, targetRow);
            return;
        }

        int top = 0;
        if (SimdWidth.Has512 && Avx512DQ.IsSupported)
        {
            for (; rows - top >= 2 * tall; top += 2 * tall)
                TallBand(source + top * sourceRow, sourceRow, columns, target + top, targetRow);
        }

        // The last block overlaps the one before instead of being cut: it writes the same values again.
        for (; top < rows; top += tall)
        {
            int first = Math.Min(top, rows - tall);
            for (int j = 0; j < columns; j += wide)
            {
                int left = Math.Min(j, columns - wide);
                T* from = source + first * sourceRow + left, to = target + left * targetRow + first;
                if (sizeof(T) == 4)
                    Block8x4((float*)from, sourceRow, (float*)to, targetRow);
                else
                    Block4x2((double*)from, sourceRow, (double*)to, targetRow);
            }
        }
    }

    /// <summary>As many rows as fill a cache line of the target.</summary>
    /// <remarks>The rows after them are fetched meanwhile: far apart, and each too short for the processor to see a stream in time.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TallBand<T>(T* source, nint sourceRow, int columns, T* target, nint targetRow)
        where T : unmanaged, INumber<T>
    {
        int wide = 16 / sizeof(T), share = wide;
        T* next = source + 64 / sizeof(T) * sourceRow;
        for (int j = 0, turn = 0; j < columns; j += wide, turn = (turn + 1) & 3)
        {
            int left = Math.Min(j, columns - wide);
            T* from = source + left, to = target + left * targetRow, ahead = next + left + turn * share * sourceRow;
            Ahead.Fetch(ahead);
            Ahead.Fetch(ahead + sourceRow);
            if (sizeof(T) == 4)
            {
                Ahead.Fetch(ahead + 2 * sourceRow);
                Ahead.Fetch(ahead + 3 * sourceRow);
                Block16x4((float*)from, sourceRow, (float*)to, targetRow);
            }
            else
                Block8x2((double*)from, sourceRow, (double*)to, targetRow);
        }
    }

    static void CopyElements<T>(T* source, nint sourceRow, int rows, int columns, T* target, nint targetRow)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                target[j * targetRow + i] = source[i * sourceRow + j];
        }
    }

    /// <summary>Eight rows of four: rows i and i + 4 share a register, so that all shuffles stay within its halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Block8x4(float* source, nint row, float* target, nint targetRow)
    {
        float* low = source + 4 * row;
        Vector256<float> r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(low));
        Vector256<float> r1 = Vector256.Create(Vector128.Load(source + row), Vector128.Load(low + row));
        Vector256<float> r2 = Vector256.Create(Vector128.Load(source + 2 * row), Vector128.Load(low + 2 * row));
        Vector256<float> r3 = Vector256.Create(Vector128.Load(source + 3 * row), Vector128.Load(low + 3 * row));
        Vector256<double> p = Avx.UnpackLow(r0, r1).AsDouble(), q = Avx.UnpackLow(r2, r3).AsDouble();
        Vector256<double> s = Avx.UnpackHigh(r0, r1).AsDouble(), t = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(p, q).AsSingle().Store(target);
        Avx.UnpackHigh(p, q).AsSingle().Store(target + targetRow);
        Avx.UnpackLow(s, t).AsSingle().Store(target + 2 * targetRow);
        Avx.UnpackHigh(s, t).AsSingle().Store(target + 3 * targetRow);
    }

    /// <summary>Four rows of two, as <see cref="Block8x4"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Block4x2(double* source, nint row, double* target, nint targetRow)
    {
        Vector256<double> r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(source + 2 * row));
        Vector256<double> r1 = Vector256.Create(Vector128.Load(source + row), Vector128.Load(source + 3 * row));
        Avx.UnpackLow(r0, r1).Store(target);
        Avx.UnpackHigh(r0, r1).Store(target + targetRow);
    }

    /// <summary>Sixteen rows of four, as <see cref="Block8x4"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Block16x4(float* source, nint row, float* target, nint targetRow)
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

    /// <summary>Eight rows of two, as <see cref="Block8x4"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Block8x2(double* source, nint row, double* target, nint targetRow)
    {
        Vector512<double> r0 = Gather((float*)source, 4 * row).AsDouble(), r1 = Gather((float*)(source + row), 4 * row).AsDouble();
        Avx512F.UnpackLow(r0, r1).Store(target);
        Avx512F.UnpackHigh(r0, r1).Store(target + targetRow);
    }

    /// <summary>Four pieces of 16 bytes that are so many floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Gather(float* source, nint step)
    {
        Vector256<float> low = Vector256.Create(Vector128.Load(source), Vector128.Load(source + step));
        Vector256<float> high = Vector256.Create(Vector128.Load(source + 2 * step), Vector128.Load(source + 3 * step));

        // Not created of both: the JIT would let each register wait for what was in it before.
        return Avx512DQ.InsertVector256(low.ToVector512Unsafe(), high, 1);
    }
}
