using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Runs the elementwise part of a step over its gates, with the widest vectors that the hardware has, or that a test
/// allows.
/// </summary>
internal static unsafe class GateLanes
{
    /// <summary>Runs a step over (batch x hidden) elements of each gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, G>(int batch, int hidden, in G step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where G : struct, IGateStep<T>
    {
        var kernel = new Kernel<T, G>(batch, hidden, step);
        Simd.Run<T, Kernel<T, G>>(ref kernel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Read<T, V, Partial>(T* source, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool =>
        typeof(Partial) == typeof(True) ? V.LoadFirst(source, mask) : V.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T, V, Partial>(T* target, V value, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool
    {
        if (typeof(Partial) == typeof(True)) V.StoreFirst(target, value, mask);
        else V.Store(target, value);
    }

    private readonly struct Kernel<T, G>(int batch, int hidden, G step) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where G : struct, IGateStep<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>() where V : unmanaged, ISimdVector<V, T>
        {
            var full = hidden / V.Count * V.Count;
            if (full > 0) Columns<V, False>(0, full, default);
            if (full < hidden) Columns<V, True>(full, hidden, V.FirstMask(hidden - full));
        }

        /// <summary>
        /// Full vectors and the partial one are compiled separately, because the JIT inlines only so much into one
        /// method. Beyond that the functions of <see cref="VectorMath"/> would be calls, which take five times as long.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Columns<V, Partial>(nint from, nint to, V mask)
            where V : unmanaged, ISimdVector<V, T>
            where Partial : struct, IBool
        {
            var gates = step;
            for (nint row = 0; row < batch; row++)
            {
                for (var j = from; j < to; j += V.Count) gates.Run<V, Partial>(row, j, mask);
            }
        }
    }
}
