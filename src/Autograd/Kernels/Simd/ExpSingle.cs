using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// eˣ of Float32, or 0 where that is no normal number, by the same instructions at every register width, so that an element's result
/// does not depend on where it lies.
/// </summary>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ½ ln 2, and eʳ by a polynomial; its coefficients, and ln 2 in two parts, are those of the Cephes library
/// by S. L. Moshier.
/// </remarks>
internal static class ExpSingle
{
    /// <summary>The logarithm of the smallest normal number, rounded up.</summary>
    private const float SmallestArgument = -87.33654f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, L, M>(V x)
        where V : unmanaged
        where L : struct, ILanes<float, V>
        where M : struct, IMathLanes<float, V>
    {
        // Beyond these bounds the result is 0 or ∞ whatever x; NaN passes, as the second operand. Denormal results count as 0, for
        // computing one takes the processor a hundred times as long: masked scores would.
        var isTooSmall = M.LessThan(x, L.Broadcast(SmallestArgument));
        x = M.MinNative(L.Broadcast(90f), M.MaxNative(L.Broadcast(SmallestArgument), x));

        // Adding 1.5·2²³ leaves no room for a fraction: what remains is the nearest whole number.
        var magic = L.Broadcast(12582912f);
        var n = M.Subtract(M.FusedMultiplyAdd(x, L.Broadcast(1.44269504088896341f), magic), magic);
        var r = M.FusedMultiplyAdd(n, L.Broadcast(-0.693359375f), x);
        r = M.FusedMultiplyAdd(n, L.Broadcast(2.12194440e-4f), r);
        var p = M.FusedMultiplyAdd(L.Broadcast(1.9875691500e-4f), r, L.Broadcast(1.3981999507e-3f));
        p = M.FusedMultiplyAdd(p, r, L.Broadcast(8.3334519073e-3f));
        p = M.FusedMultiplyAdd(p, r, L.Broadcast(4.1665795894e-2f));
        p = M.FusedMultiplyAdd(p, r, L.Broadcast(1.6666665459e-1f));
        p = M.FusedMultiplyAdd(p, r, L.Broadcast(5.0000001201e-1f));
        p = M.FusedMultiplyAdd(p, M.Multiply(r, r), r);
        return M.Select(isTooSmall, L.Broadcast(0f), M.ScaleByPowerOfTwo(L.Add(p, L.Broadcast(1f)), n));
    }
}
