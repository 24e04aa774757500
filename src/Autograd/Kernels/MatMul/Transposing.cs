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

        // The last block overlaps the one before instead of being cut: it writes the same values again.
        for (int i = 0; i < rows; i += tall)
        {
            int top = Math.Min(i, rows - tall);
            for (int j = 0; j < columns; j += wide)
            {
                int left = Math.Min(j, columns - wide);
                T* from = source + top * sourceRow + left, to = target + left * targetRow + top;
                if (sizeof(T) == 4)
                    Block8x4((float*)from, sourceRow, (float*)to, targetRow);
                else
                    Block4x2((double*)from, sourceRow, (double*)to, targetRow);
            }
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
}
