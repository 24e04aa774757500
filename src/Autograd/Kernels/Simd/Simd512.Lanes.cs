using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Memory, masks and operations across lanes.</summary>
internal readonly unsafe partial struct Simd512<T>
{
    public static bool HasMaskedLoad => MatMulSimd512<T>.HasMaskedLoad;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(ref readonly T source, nuint index) => new(Vector512.LoadUnsafe(in source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref T target, nuint index, Simd512<T> value) => value._value.StoreUnsafe(ref target, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Simd512<T> value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FirstMask(int count) => new(MatMulSimd512<T>.FirstMask(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LoadFirst(T* source, Simd512<T> mask) => new(MatMulSimd512<T>.LoadFirst(source, mask._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Simd512<T> value, Simd512<T> mask) => MatMulSimd512<T>.StoreFirst(target, value._value, mask._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstEqual(Simd512<T> a, Simd512<T> b) => First(Vector512.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstNaN(Simd512<T> x) => First(~Vector512.Equals(x._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Permute(Simd512<T> x, Simd512<T> indices) => typeof(T) == typeof(float)
        ? new(Vector512.ShuffleNative(x._value.AsSingle(), indices._value.AsInt32()).As<float, T>())
        : new(Vector512.ShuffleNative(x._value.AsDouble(), indices._value.AsInt64()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd512<T> x) => Vector512.Sum(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, Simd512<T> s0, Simd512<T> s1, Simd512<T> s2, Simd512<T> s3) =>
        MatMulSimd512<T>.StoreSums(target, s0._value, s1._value, s2._value, s3._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxAcross(Simd512<T> x) => MatMulSimd512<T>.Max(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(Vector512<T> mask)
    {
        var lanes = mask.ExtractMostSignificantBits();
        return lanes == 0 ? -1 : BitOperations.TrailingZeroCount(lanes);
    }
}
