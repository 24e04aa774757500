using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Matrix products one element at a time, for hardware without vectors.</summary>
internal readonly unsafe struct MatMulSimdScalar<T> : IMatMulSimd<T, T>
    where T : unmanaged, INumber<T>
{
    public static int Count => 1;

    public static int Accumulators => 8;

    public static bool HasMaskedLoad => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Broadcast(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T BroadcastAt(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, T value) => *target = value;

    /// <summary>A single lane is never partial: every mask selects it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FirstMask(int count) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadFirst(T* source, T mask) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, T value, T mask) => *target = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T x, T y) => unchecked(x + y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd(T x, T y, T z) => unchecked(x * y + z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, T s0, T s1, T s2, T s3)
    {
        target[0] = s0;
        target[1] = s1;
        target[2] = s2;
        target[3] = s3;
    }
}
