using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>A function of one number that has no formula of a few steps; computed in double precision for every floating type.</summary>
internal interface ISpecialFunction
{
    double Of(double x);
}

/// <summary>Applies special functions to contiguous memory, one number at a time; shared out over threads where there are many.</summary>
internal static unsafe class Special
{
    /// <summary>The fewest numbers worth a turn of a thread: some 50 nanoseconds each.</summary>
    private const int Grain = 1 << 10;

    public static void Apply<T, TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, ISpecialFunction
    {
        x = x[..y.Length];
        fixed (T* px = x, py = y) ThreadTeam.For(y.Length, Grain, new Range<T, TFunction>(f, px, py));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen<T>(T x) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(x) : Unsafe.BitCast<T, double>(x);

    private readonly struct Range<T, TFunction>(TFunction f, T* x, T* y) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, ISpecialFunction
    {
        // At full speed from the first call on, as registers' formulas are.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var value = f.Of(Widen(x[i]));
                y[i] = typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);
            }
        }
    }
}
