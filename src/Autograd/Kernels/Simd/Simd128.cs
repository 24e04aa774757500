using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>
/// A vector of 128 bits for formulas and the loops that apply them: a struct around .NET's <see cref="Vector128{T}"/>.
/// </summary>
internal readonly unsafe struct Simd128<T>(Vector128<T> value) : ISimdVector<Simd128<T>, T>
    where T : unmanaged, INumber<T>
{
    private readonly Vector128<T> _value = value;

    public static int Count => Vector128<T>.Count;

    public static Simd128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.Zero);
    }

    public static Simd128<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Create(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Create(Scalar number) =>
        DTypes.IsFloatingPoint<T>() ? Number(number.ToDouble()) : Create(T.CreateTruncating(number.ToInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Number(double value) => typeof(T) == typeof(float)
        ? new(Vector128.Create((float)value).As<float, T>())
        : new(Vector128.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Number(double float32, double float64) => typeof(T) == typeof(float)
        ? new(Vector128.Create((float)float32).As<float, T>())
        : new(Vector128.Create(float64).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> a, Simd128<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a, Simd128<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> a, Simd128<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> a, Simd128<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> x) => new(-x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator &(Simd128<T> a, Simd128<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator |(Simd128<T> a, Simd128<T> b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator ^(Simd128<T> a, Simd128<T> b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator ~(Simd128<T> x) => new(~x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> MultiplyAdd(Simd128<T> a, Simd128<T> b, Simd128<T> c)
    {
        if (typeof(T) == typeof(float))
            return new(Vector128.MultiplyAddEstimate(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector128.MultiplyAddEstimate(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());
        return a * b + c;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Abs(Simd128<T> x) => new(Vector128.Abs(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> x) => new(Vector128.Sqrt(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Floor(Simd128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Floor(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Floor(x._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Truncate(Simd128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Truncate(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Truncate(x._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Round(Simd128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Round(x._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Max(Simd128<T> a, Simd128<T> b) => new(Vector128.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Min(Simd128<T> a, Simd128<T> b) => new(Vector128.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> MaxNative(Simd128<T> a, Simd128<T> b) => new(Vector128.MaxNative(a._value, b._value));

    // The native minimum and maximum return their second operand if one is NaN or both are zeros.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ClampMin(Simd128<T> x, Simd128<T> bound) => new(Vector128.MaxNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ClampMax(Simd128<T> x, Simd128<T> bound) => new(Vector128.MinNative(bound._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LessThan(Simd128<T> a, Simd128<T> b) => new(Vector128.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LessThanOrEqual(Simd128<T> a, Simd128<T> b) => new(Vector128.LessThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Equal(Simd128<T> a, Simd128<T> b) => new(Vector128.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ComesBefore(Simd128<T> a, Simd128<T> b) =>
        new(Vector128.AndNot(Vector128.Equals(a._value, a._value), Vector128.LessThanOrEqual(b._value, a._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Select(Simd128<T> mask, Simd128<T> a, Simd128<T> b) =>
        new(Vector128.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMaskBytes(Simd128<T> mask, ref bool target, nuint index) =>
        MaskBytes.Store(mask._value, ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref target, index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LoadMaskBytes(ref readonly bool source, nuint index) =>
        new(MaskBytes.Load128<T>(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref Unsafe.AsRef(in source), index))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Scale(Simd128<T> x, Simd128<T> n) => VectorMath.ScaleTwice(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> AddBits(Simd128<T> a, Simd128<T> b) => typeof(T) == typeof(float)
        ? new((a._value.AsInt32() + b._value.AsInt32()).As<int, T>())
        : new((a._value.AsInt64() + b._value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> SubtractBits(Simd128<T> a, Simd128<T> b) => typeof(T) == typeof(float)
        ? new((a._value.AsInt32() - b._value.AsInt32()).As<int, T>())
        : new((a._value.AsInt64() - b._value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ShiftBitsLeft(Simd128<T> x, int count) => typeof(T) == typeof(float)
        ? new((x._value.AsInt32() << count).As<int, T>())
        : new((x._value.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ShiftBitsRight(Simd128<T> x, int count) => typeof(T) == typeof(float)
        ? new((x._value.AsInt32() >> count).As<int, T>())
        : new((x._value.AsInt64() >> count).As<long, T>());

    // Memory, masks and operations across lanes.
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
