using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>p ← p + weight·(g − p), a running mean of g; for weights from ½ on it is computed from g.</summary>
internal readonly struct LerpRule<T>(double weight) : IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _weight = T.CreateTruncating(weight);
    private readonly T _rest = T.CreateTruncating(1 - weight);

    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        var difference = gradient - parameter;
        parameter = weight < 0.5
            ? V.MultiplyAdd(difference, V.Create(_weight), parameter)
            : gradient - (difference * V.Create(_rest));
    }
}
