using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>⌊a/b⌋; <see cref="Of"/> computes it for integers.</summary>
internal readonly struct FloorDivision : IPartialBinaryFormula
{
    public T Of<T>(T a, T b) where T : unmanaged, INumber<T> => IntegerDivision.Floor(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
        VectorMath.FloorDivide(a, b);
}

/// <summary>trunc(a/b); <see cref="Of"/> computes it for integers.</summary>
internal readonly struct TruncatedDivision : IPartialBinaryFormula
{
    public T Of<T>(T a, T b) where T : unmanaged, INumber<T> => IntegerDivision.Truncate(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
        V.Truncate(a / b);
}
