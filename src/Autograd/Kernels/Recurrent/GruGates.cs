using System.Numerics;
using System.Runtime.CompilerServices;
using static Autograd.Kernels.GateLanes;

namespace Autograd.Kernels;

/// <summary>
/// r = σ(aᵣ), z = σ(a_z), n = tanh(aₙ + r·sₙ), h = n + z·(h₋ − n), where h₋ is the previous hidden state and sₙ its
/// contribution to the sum of n. A row holds n, r, z and sₙ side by side, at first their sums without the biases, so
/// that the product with the input (n, r, z) and the product with the hidden state (r, z, sₙ) each fill one contiguous
/// block.
/// </summary>
internal readonly unsafe struct GruGates<T>(int hidden, T* bias, T* gates, T* before, T* y) : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, Partial>(nint row, nint j, V mask)
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool
    {
        T* a = gates + row * 4 * hidden + j, b = bias + j;
        var at = row * hidden + j;
        var r = VectorMath.Sigmoid(
            Read<T, V, Partial>(a + hidden, mask) + Read<T, V, Partial>(b + hidden, mask));
        var z = VectorMath.Sigmoid(
            Read<T, V, Partial>(a + 2 * hidden, mask) + Read<T, V, Partial>(b + 2 * hidden, mask));
        var s = Read<T, V, Partial>(a + 3 * hidden, mask) + Read<T, V, Partial>(b + 3 * hidden, mask);
        var n = VectorMath.TanhFast(
            V.MultiplyAdd(r, s, Read<T, V, Partial>(a, mask) + Read<T, V, Partial>(b, mask)));
        Write<T, V, Partial>(a + 3 * hidden, s, mask);
        Write<T, V, Partial>(a, n, mask);
        Write<T, V, Partial>(a + hidden, r, mask);
        Write<T, V, Partial>(a + 2 * hidden, z, mask);
        Write<T, V, Partial>(
            y + at, V.MultiplyAdd(z, Read<T, V, Partial>(before + at, mask) - n, n), mask);
    }
}

/// <summary>
/// The backward pass of <see cref="GruGates{T}"/>: computes the gradients of the sums, in rows of the same order, from
/// the gradient of h. The part of the gradient of h₋ that does not come through the sums replaces the gradient of h.
/// </summary>
internal readonly unsafe struct GruGateGradients<T>(int hidden, T* gates, T* before, T* dy, T* dh, T* da) : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, Partial>(nint row, nint j, V mask)
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool
    {
        var one = V.One;
        T* from = gates + row * 4 * hidden + j, to = da + row * 4 * hidden + j;
        var at = row * hidden + j;
        var n = Read<T, V, Partial>(from, mask);
        var r = Read<T, V, Partial>(from + hidden, mask);
        var z = Read<T, V, Partial>(from + 2 * hidden, mask);
        var h = Read<T, V, Partial>(dh + at, mask) + Read<T, V, Partial>(dy + at, mask);
        var rest = one - z;
        var dn = h * rest * (one - n * n);
        var dr = dn * Read<T, V, Partial>(from + 3 * hidden, mask) * (r * (one - r));
        var dz = h * (Read<T, V, Partial>(before + at, mask) - n) * (z * rest);
        Write<T, V, Partial>(to, dn, mask);
        Write<T, V, Partial>(to + hidden, dr, mask);
        Write<T, V, Partial>(to + 2 * hidden, dz, mask);
        Write<T, V, Partial>(to + 3 * hidden, dn * r, mask);
        Write<T, V, Partial>(dh + at, h * z, mask);
    }
}
