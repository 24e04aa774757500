using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Memory, masks and operations across lanes.</summary>
internal readonly unsafe partial struct Simd128<T>
{
    public static bool HasMaskedLoad => MatMulSimd128<T>.HasMaskedLoad;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(ref readonly T source, nuint index) => new(Vector128.LoadUnsafe(in source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref T target, nuint index, Simd128<T> value) => value._value.StoreUnsafe(ref target, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Simd128<T> value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FirstMask(int count) => new(MatMulSimd128<T>.FirstMask(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LoadFirst(T* source, Simd128<T> mask) => new(MatMulSimd128<T>.LoadFirst(source, mask._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Simd128<T> value, Simd128<T> mask) => MatMulSimd128<T>.StoreFirst(target, value._value, mask._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstEqual(Simd128<T> a, Simd128<T> b) => First(Vector128.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstNaN(Simd128<T> x) => First(~Vector128.Equals(x._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Permute(Simd128<T> x, Simd128<T> indices) => typeof(T) == typeof(float)
        ? new(Vector128.ShuffleNative(x._value.AsSingle(), indices._value.AsInt32()).As<float, T>())
        : new(Vector128.ShuffleNative(x._value.AsDouble(), indices._value.AsInt64()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd128<T> x) => Vector128.Sum(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, Simd128<T> s0, Simd128<T> s1, Simd128<T> s2, Simd128<T> s3) =>
        MatMulSimd128<T>.StoreSums(target, s0._value, s1._value, s2._value, s3._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxAcross(Simd128<T> x) => MatMulSimd128<T>.Max(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(Vector128<T> mask)
    {
        var lanes = mask.ExtractMostSignificantBits();
        return lanes == 0 ? -1 : BitOperations.TrailingZeroCount(lanes);
    }
}
