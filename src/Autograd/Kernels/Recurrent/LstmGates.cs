using System.Numerics;
using System.Runtime.CompilerServices;
using static Autograd.Kernels.GateLanes;

namespace Autograd.Kernels;

/// <summary>
/// i = σ(aᵢ), f = σ(a_f), g = tanh(a_g), o = σ(aₒ), c = f·c₋ + i·g, h = o·tanh(c): the gates replace their sums a, which lack the bias, side
/// by side in rows of 4·hidden; tanh(c) is kept for the way back.
/// </summary>
internal readonly unsafe struct LstmGates<T>(int hidden, T* bias, T* gates, T* before, T* cell, T* tanh, T* y) : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, L, M, Partial>(nint row, nint j, V mask)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
        where Partial : struct, IFlag
    {
        T* a = gates + row * 4 * hidden + j, b = bias + j;
        var at = row * hidden + j;
        var i = LaneMath.Sigmoid<T, V, L, M>(
            L.Add(Read<T, V, L, Partial>(a, mask), Read<T, V, L, Partial>(b, mask)));
        var f = LaneMath.Sigmoid<T, V, L, M>(
            L.Add(Read<T, V, L, Partial>(a + hidden, mask), Read<T, V, L, Partial>(b + hidden, mask)));
        var g = LaneMath.Tanh<T, V, L, M>(
            L.Add(Read<T, V, L, Partial>(a + 2 * hidden, mask), Read<T, V, L, Partial>(b + 2 * hidden, mask)));
        var o = LaneMath.Sigmoid<T, V, L, M>(
            L.Add(Read<T, V, L, Partial>(a + 3 * hidden, mask), Read<T, V, L, Partial>(b + 3 * hidden, mask)));
        var c = L.MultiplyAdd(f, Read<T, V, L, Partial>(before + at, mask), M.Multiply(i, g));
        var t = LaneMath.Tanh<T, V, L, M>(c);
        Write<T, V, L, Partial>(a, i, mask);
        Write<T, V, L, Partial>(a + hidden, f, mask);
        Write<T, V, L, Partial>(a + 2 * hidden, g, mask);
        Write<T, V, L, Partial>(a + 3 * hidden, o, mask);
        Write<T, V, L, Partial>(cell + at, c, mask);
        Write<T, V, L, Partial>(tanh + at, t, mask);
        Write<T, V, L, Partial>(y + at, M.Multiply(o, t), mask);
    }
}

/// <summary>
/// The way back through <see cref="LstmGates{T}"/>: from the gradients of h and c to those of the sums and of c₋, which takes the place of c's.
/// h's is the sum of what the output and what the next step bring, unless a projection has added them.
/// </summary>
internal readonly unsafe struct LstmGateGradients<T, Projected>(int hidden, T* gates, T* before, T* tanh, T* dy, T* dh, T* dc, T* da)
    : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where Projected : struct, IFlag
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, L, M, Partial>(nint row, nint j, V mask)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
        where Partial : struct, IFlag
    {
        var one = L.Broadcast(T.One);
        T* from = gates + row * 4 * hidden + j, to = da + row * 4 * hidden + j;
        var at = row * hidden + j;
        var i = Read<T, V, L, Partial>(from, mask);
        var f = Read<T, V, L, Partial>(from + hidden, mask);
        var g = Read<T, V, L, Partial>(from + 2 * hidden, mask);
        var o = Read<T, V, L, Partial>(from + 3 * hidden, mask);
        var t = Read<T, V, L, Partial>(tanh + at, mask);
        var h = Read<T, V, L, Partial>(dh + at, mask);
        if (typeof(Projected) == typeof(No)) h = L.Add(h, Read<T, V, L, Partial>(dy + at, mask));
        var gradC = L.MultiplyAdd(
            M.Multiply(h, o), M.Subtract(one, M.Multiply(t, t)), Read<T, V, L, Partial>(dc + at, mask));
        Write<T, V, L, Partial>(to, M.Multiply(M.Multiply(gradC, g), M.Multiply(i, M.Subtract(one, i))), mask);
        Write<T, V, L, Partial>(
            to + hidden,
            M.Multiply(M.Multiply(gradC, Read<T, V, L, Partial>(before + at, mask)), M.Multiply(f, M.Subtract(one, f))), mask);
        Write<T, V, L, Partial>(to + 2 * hidden, M.Multiply(M.Multiply(gradC, i), M.Subtract(one, M.Multiply(g, g))), mask);
        Write<T, V, L, Partial>(to + 3 * hidden, M.Multiply(M.Multiply(h, t), M.Multiply(o, M.Subtract(one, o))), mask);
        Write<T, V, L, Partial>(dc + at, M.Multiply(gradC, f), mask);
    }
}
