using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Memory, masks and operations across lanes: a single lane is never partial, so that every mask selects it.
/// </summary>
internal readonly unsafe partial struct Simd1<T>
{
    public static bool HasMaskedLoad => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Load(ref readonly T source, nuint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref T target, nuint index, Simd1<T> value) => Unsafe.Add(ref target, index) = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Simd1<T> value) => *target = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> FirstMask(int count) => Mask(true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> LoadFirst(T* source, Simd1<T> mask) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Simd1<T> value, Simd1<T> mask) => *target = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstEqual(Simd1<T> a, Simd1<T> b) => a._value == b._value ? 0 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstNaN(Simd1<T> x) => T.IsNaN(x._value) ? 0 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Permute(Simd1<T> x, Simd1<T> indices) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd1<T> x) => x._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, Simd1<T> s0, Simd1<T> s1, Simd1<T> s2, Simd1<T> s3) =>
        MatMulSimdScalar<T>.StoreSums(target, s0._value, s1._value, s2._value, s3._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxAcross(Simd1<T> x) => x._value;
}
