using System.Numerics;
using System.Runtime.CompilerServices;
using static Autograd.Kernels.GateLanes;

namespace Autograd.Kernels;

/// <summary>
/// r = σ(aᵣ), z = σ(a_z), n = tanh(aₙ + r·sₙ), h = n + z·(h₋ − n), where sₙ is the hidden state's share of n's sum. A row holds n, r, z and sₙ side
/// by side, all without their biases, so that what comes of the input (n, r, z) and what comes of the hidden state (r, z, sₙ) are one block each.
/// </summary>
internal readonly unsafe struct GruGates<T>(int hidden, T* bias, T* gates, T* before, T* y) : IGateStep<T>
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
        var r = LaneMath.Sigmoid<T, V, L, M>(
            L.Add(Read<T, V, L, Partial>(a + hidden, mask), Read<T, V, L, Partial>(b + hidden, mask)));
        var z = LaneMath.Sigmoid<T, V, L, M>(
            L.Add(Read<T, V, L, Partial>(a + 2 * hidden, mask), Read<T, V, L, Partial>(b + 2 * hidden, mask)));
        var s = L.Add(Read<T, V, L, Partial>(a + 3 * hidden, mask), Read<T, V, L, Partial>(b + 3 * hidden, mask));
        var n = LaneMath.Tanh<T, V, L, M>(
            L.MultiplyAdd(r, s, L.Add(Read<T, V, L, Partial>(a, mask), Read<T, V, L, Partial>(b, mask))));
        Write<T, V, L, Partial>(a + 3 * hidden, s, mask);
        Write<T, V, L, Partial>(a, n, mask);
        Write<T, V, L, Partial>(a + hidden, r, mask);
        Write<T, V, L, Partial>(a + 2 * hidden, z, mask);
        Write<T, V, L, Partial>(
            y + at, L.MultiplyAdd(z, M.Subtract(Read<T, V, L, Partial>(before + at, mask), n), n), mask);
    }
}

/// <summary>
/// The way back through <see cref="GruGates{T}"/>: from the gradient of h to those of the sums, in rows of the same order, and to the part
/// of h₋'s that does not come through them, which takes the place of h's.
/// </summary>
internal readonly unsafe struct GruGateGradients<T>(int hidden, T* gates, T* before, T* dy, T* dh, T* da) : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
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
        var n = Read<T, V, L, Partial>(from, mask);
        var r = Read<T, V, L, Partial>(from + hidden, mask);
        var z = Read<T, V, L, Partial>(from + 2 * hidden, mask);
        var h = L.Add(Read<T, V, L, Partial>(dh + at, mask), Read<T, V, L, Partial>(dy + at, mask));
        var rest = M.Subtract(one, z);
        var dn = M.Multiply(M.Multiply(h, rest), M.Subtract(one, M.Multiply(n, n)));
        var dr = M.Multiply(M.Multiply(dn, Read<T, V, L, Partial>(from + 3 * hidden, mask)), M.Multiply(r, M.Subtract(one, r)));
        var dz = M.Multiply(
            M.Multiply(h, M.Subtract(Read<T, V, L, Partial>(before + at, mask), n)), M.Multiply(z, rest));
        Write<T, V, L, Partial>(to, dn, mask);
        Write<T, V, L, Partial>(to + hidden, dr, mask);
        Write<T, V, L, Partial>(to + 2 * hidden, dz, mask);
        Write<T, V, L, Partial>(to + 3 * hidden, M.Multiply(dn, r), mask);
        Write<T, V, L, Partial>(dh + at, M.Multiply(h, z), mask);
    }
}
