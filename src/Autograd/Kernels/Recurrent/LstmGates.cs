using System.Numerics;
using System.Runtime.CompilerServices;
using static Autograd.Kernels.GateLanes;

namespace Autograd.Kernels;

/// <summary>
/// i = σ(aᵢ), f = σ(a_f), g = tanh(a_g), o = σ(aₒ), c = f·c₋ + i·g, h = o·tanh(c), where c₋ is the previous cell state.
/// The gates replace their sums a, which lack the bias, side by side in rows of 4·hidden. tanh(c) is kept for the
/// backward pass.
/// </summary>
internal readonly unsafe struct LstmGates<T>(int hidden, T* bias, T* gates, T* before, T* cell, T* tanh, T* y) : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, Partial>(nint row, nint j, V mask)
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool
    {
        T* a = gates + row * 4 * hidden + j, b = bias + j;
        var at = row * hidden + j;
        var i = VectorMath.Sigmoid(
            Read<T, V, Partial>(a, mask) + Read<T, V, Partial>(b, mask));
        var f = VectorMath.Sigmoid(
            Read<T, V, Partial>(a + hidden, mask) + Read<T, V, Partial>(b + hidden, mask));
        var g = VectorMath.TanhFast(
            Read<T, V, Partial>(a + 2 * hidden, mask) + Read<T, V, Partial>(b + 2 * hidden, mask));
        var o = VectorMath.Sigmoid(
            Read<T, V, Partial>(a + 3 * hidden, mask) + Read<T, V, Partial>(b + 3 * hidden, mask));
        var c = V.MultiplyAdd(f, Read<T, V, Partial>(before + at, mask), i * g);
        var t = VectorMath.TanhFast(c);
        Write<T, V, Partial>(a, i, mask);
        Write<T, V, Partial>(a + hidden, f, mask);
        Write<T, V, Partial>(a + 2 * hidden, g, mask);
        Write<T, V, Partial>(a + 3 * hidden, o, mask);
        Write<T, V, Partial>(cell + at, c, mask);
        Write<T, V, Partial>(tanh + at, t, mask);
        Write<T, V, Partial>(y + at, o * t, mask);
    }
}

/// <summary>
/// The backward pass of <see cref="LstmGates{T}"/>: computes the gradients of the sums and of c₋ from those of h and c.
/// The gradient of c₋ replaces that of c. The gradient of h is the sum of those from the output and from the next step,
/// unless a projection has added them already.
/// </summary>
internal readonly unsafe struct LstmGateGradients<T, Projected>(int hidden, T* gates, T* before, T* tanh, T* dy, T* dh, T* dc, T* da)
    : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where Projected : struct, IBool
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, Partial>(nint row, nint j, V mask)
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool
    {
        var one = V.One;
        T* from = gates + row * 4 * hidden + j, to = da + row * 4 * hidden + j;
        var at = row * hidden + j;
        var i = Read<T, V, Partial>(from, mask);
        var f = Read<T, V, Partial>(from + hidden, mask);
        var g = Read<T, V, Partial>(from + 2 * hidden, mask);
        var o = Read<T, V, Partial>(from + 3 * hidden, mask);
        var t = Read<T, V, Partial>(tanh + at, mask);
        var h = Read<T, V, Partial>(dh + at, mask);
        if (typeof(Projected) == typeof(False)) h += Read<T, V, Partial>(dy + at, mask);
        var gradC = V.MultiplyAdd(
            h * o, one - t * t, Read<T, V, Partial>(dc + at, mask));
        Write<T, V, Partial>(to, gradC * g * (i * (one - i)), mask);
        Write<T, V, Partial>(
            to + hidden,
            gradC * Read<T, V, Partial>(before + at, mask) * (f * (one - f)), mask);
        Write<T, V, Partial>(to + 2 * hidden, gradC * i * (one - g * g), mask);
        Write<T, V, Partial>(to + 3 * hidden, h * t * (o * (one - o)), mask);
        Write<T, V, Partial>(dc + at, gradC * f, mask);
    }
}
