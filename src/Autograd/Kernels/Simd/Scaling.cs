using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Small steps between kernels that have to be fast from the first call, before tiered compilation.</summary>
internal static unsafe class Scaling
{
    /// <summary>y = x · factor; y may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(ReadOnlySpan<T> x, T factor, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..y.Length];
        fixed (T* from = x, to = y)
        {
            var kernel = new MultiplyKernel<T>(from, factor, to, y.Length);
            Simd.Run<T, MultiplyKernel<T>>(ref kernel);
        }
    }

    /// <summary>x ← log x.</summary>
    public static void Log<T>(Span<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Formula.Apply<T, LogFormula>(default, x, x);

    private readonly struct LogFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Log(x);
    }

    private readonly struct MultiplyKernel<T>(T* x, T factor, T* y, int count) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            T* from = x, to = y;
            var n = count;
            var f = V.Create(factor);
            var k = 0;
            for (; k <= n - V.Count; k += V.Count) V.Store(to + k, V.Load(from + k) * f);
            for (; k < n; k++) to[k] = from[k] * factor;
        }
    }
}
