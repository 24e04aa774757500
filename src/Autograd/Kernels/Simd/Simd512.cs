using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// A vector of 512 bits for formulas and the loops that apply them: a struct around .NET's <see cref="Vector512{T}"/>.
/// </summary>
internal readonly unsafe struct Simd512<T>(Vector512<T> value) : ISimdVector<Simd512<T>, T>
    where T : unmanaged, INumber<T>
{
    private readonly Vector512<T> _value = value;

    public static int Count => Vector512<T>.Count;

    public static Simd512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.Zero);
    }

    public static Simd512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Create(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Create(Scalar number) =>
        DTypes.IsFloatingPoint<T>() ? Number(number.ToDouble()) : Create(T.CreateTruncating(number.ToInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Number(double value) => typeof(T) == typeof(float)
        ? new(Vector512.Create((float)value).As<float, T>())
        : new(Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Number(double float32, double float64) => typeof(T) == typeof(float)
        ? new(Vector512.Create((float)float32).As<float, T>())
        : new(Vector512.Create(float64).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> a, Simd512<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a, Simd512<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> a, Simd512<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> a, Simd512<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> x) => new(-x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator &(Simd512<T> a, Simd512<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator |(Simd512<T> a, Simd512<T> b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator ^(Simd512<T> a, Simd512<T> b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator ~(Simd512<T> x) => new(~x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> MultiplyAdd(Simd512<T> a, Simd512<T> b, Simd512<T> c)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.MultiplyAddEstimate(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.MultiplyAddEstimate(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());
        return a * b + c;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Abs(Simd512<T> x) => new(Vector512.Abs(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> x) => new(Vector512.Sqrt(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Floor(Simd512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Floor(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Floor(x._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Truncate(Simd512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Truncate(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Truncate(x._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Round(Simd512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Round(x._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Max(Simd512<T> a, Simd512<T> b) => new(Vector512.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Min(Simd512<T> a, Simd512<T> b) => new(Vector512.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> MaxNative(Simd512<T> a, Simd512<T> b) => new(Vector512.MaxNative(a._value, b._value));

    // The native minimum and maximum return their second operand if one is NaN or both are zeros.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ClampMin(Simd512<T> x, Simd512<T> bound) => new(Vector512.MaxNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ClampMax(Simd512<T> x, Simd512<T> bound) => new(Vector512.MinNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LessThan(Simd512<T> a, Simd512<T> b) => new(Vector512.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LessThanOrEqual(Simd512<T> a, Simd512<T> b) => new(Vector512.LessThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Equal(Simd512<T> a, Simd512<T> b) => new(Vector512.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ComesBefore(Simd512<T> a, Simd512<T> b) =>
        new(Vector512.AndNot(Vector512.Equals(a._value, a._value), Vector512.LessThanOrEqual(b._value, a._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Select(Simd512<T> mask, Simd512<T> a, Simd512<T> b) =>
        new(Vector512.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMaskBytes(Simd512<T> mask, ref bool target, nuint index) =>
        MaskBytes.Store(mask._value, ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref target, index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LoadMaskBytes(ref readonly bool source, nuint index) =>
        new(MaskBytes.Load512<T>(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref Unsafe.AsRef(in source), index))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Scale(Simd512<T> x, Simd512<T> n)
    {
        if (!Avx512F.IsSupported) return VectorMath.ScaleTwice(x, n);
        return typeof(T) == typeof(float)
            ? new(Avx512F.Scale(x._value.AsSingle(), n._value.AsSingle()).As<float, T>())
            : new(Avx512F.Scale(x._value.AsDouble(), n._value.AsDouble()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> AddBits(Simd512<T> a, Simd512<T> b) => typeof(T) == typeof(float)
        ? new((a._value.AsInt32() + b._value.AsInt32()).As<int, T>())
        : new((a._value.AsInt64() + b._value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> SubtractBits(Simd512<T> a, Simd512<T> b) => typeof(T) == typeof(float)
        ? new((a._value.AsInt32() - b._value.AsInt32()).As<int, T>())
        : new((a._value.AsInt64() - b._value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ShiftBitsLeft(Simd512<T> x, int count) => typeof(T) == typeof(float)
        ? new((x._value.AsInt32() << count).As<int, T>())
        : new((x._value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ShiftBitsRight(Simd512<T> x, int count) => typeof(T) == typeof(float)
        ? new((x._value.AsInt32() >> count).As<int, T>())
        : new((x._value.AsInt64() >> count).As<long, T>());

    // Memory, masks and operations across lanes.
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
