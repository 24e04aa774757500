using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>A quotient made whole: a formula for floating numbers, and one at a time for integers.</summary>
internal interface IDivision : IBinaryFormula
{
    static abstract T OfIntegers<T>(T a, T b) where T : unmanaged, INumber<T>;
}

/// <summary>⌊a/b⌋.</summary>
internal readonly struct FloorDivision : IDivision
{
    public static T OfIntegers<T>(T a, T b) where T : unmanaged, INumber<T> => IntegerDivision.Floor(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
        VectorMath.FloorDivide(a, b);
}

/// <summary>trunc(a/b).</summary>
internal readonly struct TruncatedDivision : IDivision
{
    public static T OfIntegers<T>(T a, T b) where T : unmanaged, INumber<T> => IntegerDivision.Truncate(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
        V.Truncate(a / b);
}
