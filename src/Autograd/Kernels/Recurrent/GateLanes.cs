using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Walks over the gates of a step with the widest registers there are, or those that a test forced.</summary>
internal static unsafe class GateLanes
{
    /// <summary>Runs a step over (batch x hidden) elements of each gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, G>(int batch, int hidden, in G step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where G : struct, IGateStep<T>
    {
        if (hidden == 0) return;
        var path = MatMul.Path;
        if (Vector512.IsHardwareAccelerated && path is MatMulPath.Widest or MatMulPath.Vector512)
            Run<T, G, Vector512<T>, Lanes512<T>, GateMath512<T>>(batch, hidden, step);
        else if (Vector256.IsHardwareAccelerated && path is MatMulPath.Widest or MatMulPath.Vector256)
            Run<T, G, Vector256<T>, Lanes256<T>, GateMath256<T>>(batch, hidden, step);
        else if (Vector128.IsHardwareAccelerated && path is MatMulPath.Widest or MatMulPath.Vector128)
            Run<T, G, Vector128<T>, Lanes128<T>, GateMath128<T>>(batch, hidden, step);
        else
            Run<T, G, T, LanesScalar<T>, GateMathScalar<T>>(batch, hidden, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, G, V, L, M>(int batch, int hidden, in G step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where G : struct, IGateStep<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
    {
        var full = hidden / L.Count * L.Count;
        if (full > 0) Columns<T, G, V, L, M, No>(batch, 0, full, step, default);
        if (full < hidden) Columns<T, G, V, L, M, Yes>(batch, full, hidden, step, L.FirstMask(hidden - full));
    }

    /// <summary>
    /// Whole registers and the partial one have a method each, for the JIT inlines only so much into one: beyond that the functions of
    /// <see cref="LaneMath"/> would be calls, which take five times as long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Columns<T, G, V, L, M, Partial>(int batch, nint from, nint to, in G step, V mask)
        where T : unmanaged, IFloatingPointIeee754<T>
        where G : struct, IGateStep<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
        where Partial : struct, IFlag
    {
        for (nint row = 0; row < batch; row++)
        {
            for (var j = from; j < to; j += L.Count) step.Run<V, L, M, Partial>(row, j, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Read<T, V, L, Partial>(T* source, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Partial : struct, IFlag =>
        typeof(Partial) == typeof(Yes) ? L.LoadFirst(source, mask) : L.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T, V, L, Partial>(T* target, V value, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Partial : struct, IFlag
    {
        if (typeof(Partial) == typeof(Yes)) L.StoreFirst(target, value, mask);
        else L.Store(target, value);
    }
}
