using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>One number, for fewer elements than a vector holds and for hardware without vectors.</summary>
internal readonly unsafe struct Simd1<T>(T value) : ISimdVector<Simd1<T>, T>
    where T : unmanaged, INumber<T>
{
    private readonly T _value = value;

    public static int Count => 1;

    public static Simd1<T> Zero => new(T.Zero);

    public static Simd1<T> One => new(T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Create(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Create(Scalar number) =>
        DTypes.IsFloatingPoint<T>() ? Number(number.ToDouble()) : Create(T.CreateTruncating(number.ToInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Number(double value) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>((float)value))
        : new(Unsafe.BitCast<double, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Number(double float32, double float64) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>((float)float32))
        : new(Unsafe.BitCast<double, T>(float64));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator +(Simd1<T> a, Simd1<T> b) => new(unchecked(a._value + b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator -(Simd1<T> a, Simd1<T> b) => new(unchecked(a._value - b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator *(Simd1<T> a, Simd1<T> b) => new(unchecked(a._value * b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator /(Simd1<T> a, Simd1<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator -(Simd1<T> x) => new(unchecked(-x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator &(Simd1<T> a, Simd1<T> b) => FromBits(a.Bits & b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator |(Simd1<T> a, Simd1<T> b) => FromBits(a.Bits | b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator ^(Simd1<T> a, Simd1<T> b) => FromBits(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator ~(Simd1<T> x) => FromBits(~x.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> MultiplyAdd(Simd1<T> a, Simd1<T> b, Simd1<T> c) =>
        new(unchecked(T.MultiplyAddEstimate(a._value, b._value, c._value)));

    // The lowest integer wraps around to itself, as in the vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Abs(Simd1<T> x) => DTypes.IsFloatingPoint<T>()
        ? new(T.Abs(x._value))
        : new(T.IsNegative(x._value) ? unchecked(-x._value) : x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Sqrt(Simd1<T> x) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>(MathF.Sqrt(Unsafe.BitCast<T, float>(x._value))))
        : new(Unsafe.BitCast<double, T>(Math.Sqrt(Unsafe.BitCast<T, double>(x._value))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Floor(Simd1<T> x) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>(MathF.Floor(Unsafe.BitCast<T, float>(x._value))))
        : new(Unsafe.BitCast<double, T>(Math.Floor(Unsafe.BitCast<T, double>(x._value))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Truncate(Simd1<T> x) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>(MathF.Truncate(Unsafe.BitCast<T, float>(x._value))))
        : new(Unsafe.BitCast<double, T>(Math.Truncate(Unsafe.BitCast<T, double>(x._value))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Round(Simd1<T> x) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<float, T>(MathF.Round(Unsafe.BitCast<T, float>(x._value))))
        : new(Unsafe.BitCast<double, T>(Math.Round(Unsafe.BitCast<T, double>(x._value))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Max(Simd1<T> a, Simd1<T> b) => new(T.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Min(Simd1<T> a, Simd1<T> b) => new(T.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> MaxNative(Simd1<T> a, Simd1<T> b) => a._value > b._value ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> ClampMin(Simd1<T> x, Simd1<T> bound) => x._value < bound._value ? bound : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> ClampMax(Simd1<T> x, Simd1<T> bound) => x._value > bound._value ? bound : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> LessThan(Simd1<T> a, Simd1<T> b) => Mask(a._value < b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> LessThanOrEqual(Simd1<T> a, Simd1<T> b) => Mask(a._value <= b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Equal(Simd1<T> a, Simd1<T> b) => Mask(a._value == b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> ComesBefore(Simd1<T> a, Simd1<T> b) => Mask(!T.IsNaN(a._value) && !(b._value <= a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Select(Simd1<T> mask, Simd1<T> a, Simd1<T> b) => mask.Bits != 0 ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMaskBytes(Simd1<T> mask, ref bool target, nuint index) => Unsafe.Add(ref target, index) = mask.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> LoadMaskBytes(ref readonly bool source, nuint index) => Mask(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Scale(Simd1<T> x, Simd1<T> n) => VectorMath.ScaleTwice(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> AddBits(Simd1<T> a, Simd1<T> b) => FromBits(a.Bits + b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> SubtractBits(Simd1<T> a, Simd1<T> b) => FromBits(a.Bits - b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> ShiftBitsLeft(Simd1<T> x, int count) => FromBits(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> ShiftBitsRight(Simd1<T> x, int count) => FromBits(x.Bits >> count);

    private unsafe long Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => sizeof(T) switch
        {
            1 => Unsafe.BitCast<T, sbyte>(_value),
            2 => Unsafe.BitCast<T, short>(_value),
            4 => Unsafe.BitCast<T, int>(_value),
            _ => Unsafe.BitCast<T, long>(_value),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Simd1<T> FromBits(long bits) => sizeof(T) switch
    {
        1 => new(Unsafe.BitCast<sbyte, T>((sbyte)bits)),
        2 => new(Unsafe.BitCast<short, T>((short)bits)),
        4 => new(Unsafe.BitCast<int, T>((int)bits)),
        _ => new(Unsafe.BitCast<long, T>(bits)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd1<T> Mask(bool value) => FromBits(value ? -1L : 0);

    // Memory, masks and operations across lanes. A single lane is never partial, so every mask selects it.
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
