using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Memory, masks and operations across lanes.</summary>
internal readonly unsafe partial struct Simd256<T>
{
    public static bool HasMaskedLoad => MatMulSimd256<T>.HasMaskedLoad;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(ref readonly T source, nuint index) => new(Vector256.LoadUnsafe(in source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref T target, nuint index, Simd256<T> value) => value._value.StoreUnsafe(ref target, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Simd256<T> value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FirstMask(int count) => new(MatMulSimd256<T>.FirstMask(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> LoadFirst(T* source, Simd256<T> mask) => new(MatMulSimd256<T>.LoadFirst(source, mask._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Simd256<T> value, Simd256<T> mask) => MatMulSimd256<T>.StoreFirst(target, value._value, mask._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstEqual(Simd256<T> a, Simd256<T> b) => First(Vector256.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstNaN(Simd256<T> x) => First(~Vector256.Equals(x._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Permute(Simd256<T> x, Simd256<T> indices) => typeof(T) == typeof(float)
        ? new(Vector256.ShuffleNative(x._value.AsSingle(), indices._value.AsInt32()).As<float, T>())
        : new(Vector256.ShuffleNative(x._value.AsDouble(), indices._value.AsInt64()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd256<T> x) => Vector256.Sum(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, Simd256<T> s0, Simd256<T> s1, Simd256<T> s2, Simd256<T> s3) =>
        MatMulSimd256<T>.StoreSums(target, s0._value, s1._value, s2._value, s3._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxAcross(Simd256<T> x) => MatMulSimd256<T>.Max(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(Vector256<T> mask)
    {
        var lanes = mask.ExtractMostSignificantBits();
        return lanes == 0 ? -1 : BitOperations.TrailingZeroCount(lanes);
    }
}
