using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>Copies every n-th element.</summary>
internal static unsafe class Deinterleave
{
    /// <summary>
    /// target[i] = source[i · step] for i below <paramref name="count"/>. Whole vectors are written: the target must go on
    /// for a vector beyond the end. Nothing is read from <paramref name="end"/> on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take<T>(T* source, int step, int count, T* target, T* end)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && step == 2 && SimdWidth.Has512 && Avx512F.IsSupported)
        {
            var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            for (; count > 0 && end - source >= 32; count -= 16, source += 32, target += 16)
            {
                var pairs = Vector512.Load((float*)source);
                Vector512.Store(Avx512F.PermuteVar16x32x2(pairs, even, Vector512.Load((float*)source + 16)), (float*)target);
            }
        }

        for (var i = 0; i < count; i++)
            target[i] = source[(nint)i * step];
    }

    /// <summary>
    /// target[i] = element (first + i) / step of phase (first + i) % step, for i below <paramref name="count"/>; the phases
    /// are <paramref name="length"/> apart. Whole vectors are read: the source must go on for a vector beyond the end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Put<T>(T* source, int length, int step, int first, int count, T* target)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && step == 2 && SimdWidth.Has512 && Avx512F.IsSupported)
        {
            PutPairs((float*)source, length, first, count, (float*)target);
            return;
        }

        for (var phase = 0; phase < step; phase++)
        {
            var i = ((phase - first) % step + step) % step;
            for (var from = source + phase * length + (first + i) / step; i < count; i += step)
                target[i] = *from++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PutPairs(float* source, int length, int first, int count, float* target)
    {
        if (count > 0 && (first & 1) != 0)
        {
            *target++ = source[length + first / 2];
            first++;
            count--;
        }

        float* even = source + first / 2, odd = even + length;
        var low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        var high = Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        for (; count >= 32; count -= 32, even += 16, odd += 16, target += 32)
        {
            Vector512<float> x = Vector512.Load(even), y = Vector512.Load(odd);
            Vector512.Store(Avx512F.PermuteVar16x32x2(x, low, y), target);
            Vector512.Store(Avx512F.PermuteVar16x32x2(x, high, y), target + 16);
        }

        if (count <= 0)
            return;
        Vector512<float> lastEven = Vector512.Load(even), lastOdd = Vector512.Load(odd);
        var end = Vector512.Create(count);
        var near = Vector512.LessThan(Vector512<int>.Indices, end).AsSingle();
        Avx512F.MaskStore(target, near, Avx512F.PermuteVar16x32x2(lastEven, low, lastOdd));
        if (count <= 16)
            return;
        var far = Vector512.LessThan(Vector512<int>.Indices + Vector512.Create(16), end).AsSingle();
        Avx512F.MaskStore(target + 16, far, Avx512F.PermuteVar16x32x2(lastEven, high, lastOdd));
    }
}
