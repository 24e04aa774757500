using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// Matrix products with 256-bit registers (AVX2). There are 16, so 6 x 2 accumulators leave room for operands.
/// </summary>
/// <remarks>
/// Products of integers use this type; those of floats and doubles use <see cref="MatMulSimd256Float"/> and
/// <see cref="MatMulSimd256Double"/>.
/// </remarks>
internal readonly unsafe struct MatMulSimd256<T> : IMatMulSimd<T, Vector256<T>>
    where T : unmanaged, INumber<T>
{
    public static int Count => Vector256<T>.Count;

    public static int Accumulators => 12;

    public static bool HasMaskedLoad => Avx2.IsSupported && sizeof(T) >= 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> BroadcastAt(T* source) => Vector256.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector256<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> FirstMask(int count)
    {
        if (sizeof(T) == 8)
            return Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();
        if (sizeof(T) == 4)
            return Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>();
        if (sizeof(T) == 2)
            return Vector256.LessThan(Vector256<short>.Indices, Vector256.Create((short)count)).As<short, T>();
        return Vector256.LessThan(Vector256<byte>.Indices, Vector256.Create((byte)count)).As<byte, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadFirst(T* source, Vector256<T> mask)
    {
        if (!HasMaskedLoad)
            return PartialVector.Load<T, Vector256<T>>(source, mask);
        if (typeof(T) == typeof(float))
            return Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>();
        if (typeof(T) == typeof(double))
            return Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
        if (sizeof(T) == 8)
            return Avx2.MaskLoad((long*)source, mask.AsInt64()).As<long, T>();
        return Avx2.MaskLoad((int*)source, mask.AsInt32()).As<int, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector256<T> value, Vector256<T> mask)
    {
        if (!HasMaskedLoad)
            PartialVector.Store(target, value, mask);
        else if (typeof(T) == typeof(float))
            Avx.MaskStore((float*)target, mask.AsSingle(), value.AsSingle());
        else if (typeof(T) == typeof(double))
            Avx.MaskStore((double*)target, mask.AsDouble(), value.AsDouble());
        else if (sizeof(T) == 8)
            Avx2.MaskStore((long*)target, mask.AsInt64(), value.AsInt64());
        else
            Avx2.MaskStore((int*)target, mask.AsInt32(), value.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> x, Vector256<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> z) => x * y + z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> value) => Vector256.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, Vector256<T> s0, Vector256<T> s1, Vector256<T> s2, Vector256<T> s3) =>
        MatMulSimd128<T>.StoreSums(target, AddHalves(s0), AddHalves(s1), AddHalves(s2), AddHalves(s3));

    /// <summary>The maximum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Vector256<T> value) => MatMulSimd128<T>.Max(Vector128.MaxNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> AddHalves(Vector256<T> value) => value.GetLower() + value.GetUpper();
}

/// <summary>
/// <see cref="MatMulSimd256{T}"/> for Float32. It is not generic, because generic code takes longer to compile; see
/// <see cref="IMatMulSimd{T, V}"/>.
/// </summary>
internal readonly unsafe struct MatMulSimd256Float : IMatMulSimd<float, Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    public static int Accumulators => 12;

    public static bool HasMaskedLoad => Avx.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> BroadcastAt(float* source) => Avx.BroadcastScalarToVector256(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Avx.LoadVector256(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector256<float> value) => Avx.Store(target, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FirstMask(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFirst(float* source, Vector256<float> mask) => Avx.MaskLoad(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(float* target, Vector256<float> value, Vector256<float> mask) => Avx.MaskStore(target, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> x, Vector256<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) =>
        Vector256.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value) => Vector256.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(float* target, Vector256<float> s0, Vector256<float> s1, Vector256<float> s2, Vector256<float> s3) =>
        MatMulSimd256<float>.StoreSums(target, s0, s1, s2, s3);
}

/// <summary>
/// <see cref="MatMulSimd256{T}"/> for Float64. It is not generic, because generic code takes longer to compile; see
/// <see cref="IMatMulSimd{T, V}"/>.
/// </summary>
internal readonly unsafe struct MatMulSimd256Double : IMatMulSimd<double, Vector256<double>>
{
    public static int Count => Vector256<double>.Count;

    public static int Accumulators => 12;

    public static bool HasMaskedLoad => Avx.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> BroadcastAt(double* source) => Avx.BroadcastScalarToVector256(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* source) => Avx.LoadVector256(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* target, Vector256<double> value) => Avx.Store(target, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FirstMask(int count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadFirst(double* source, Vector256<double> mask) => Avx.MaskLoad(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(double* target, Vector256<double> value, Vector256<double> mask) => Avx.MaskStore(target, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> x, Vector256<double> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> x, Vector256<double> y, Vector256<double> z) =>
        Vector256.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> value) => Vector256.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(double* target, Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, Vector256<double> s3) =>
        MatMulSimd256<double>.StoreSums(target, s0, s1, s2, s3);
}
