using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// Matrix products with 512-bit registers (AVX-512). There are 32, so 12 x 2 accumulators leave room for operands.
/// </summary>
/// <remarks>
/// Products of integers use this type; those of floats and doubles use <see cref="MatMulSimd512Float"/> and
/// <see cref="MatMulSimd512Double"/>.
/// </remarks>
internal readonly unsafe struct MatMulSimd512<T> : IMatMulSimd<T, Vector512<T>>
    where T : unmanaged, INumber<T>
{
    public static int Count => Vector512<T>.Count;

    public static int Accumulators => 24;

    public static bool HasMaskedLoad => Avx512BW.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> BroadcastAt(T* source) => Vector512.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector512<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FirstMask(int count)
    {
        if (sizeof(T) == 8)
            return Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();
        if (sizeof(T) == 4)
            return Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>();
        if (sizeof(T) == 2)
            return Vector512.LessThan(Vector512<short>.Indices, Vector512.Create((short)count)).As<short, T>();
        return Vector512.LessThan(Vector512<byte>.Indices, Vector512.Create((byte)count)).As<byte, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadFirst(T* source, Vector512<T> mask)
    {
        if (!Avx512BW.IsSupported)
            return PartialVector.Load<T, Vector512<T>>(source, mask);
        if (typeof(T) == typeof(float))
            return Avx512F.MaskLoad((float*)source, mask.AsSingle(), Vector512<float>.Zero).As<float, T>();
        if (sizeof(T) == 8)
            return Avx512F.MaskLoad((double*)source, mask.AsDouble(), Vector512<double>.Zero).As<double, T>();
        if (sizeof(T) == 4)
            return Avx512F.MaskLoad((int*)source, mask.AsInt32(), Vector512<int>.Zero).As<int, T>();
        if (sizeof(T) == 2)
            return Avx512BW.MaskLoad((short*)source, mask.AsInt16(), Vector512<short>.Zero).As<short, T>();
        return Avx512BW.MaskLoad((byte*)source, mask.AsByte(), Vector512<byte>.Zero).As<byte, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector512<T> value, Vector512<T> mask)
    {
        if (!Avx512BW.IsSupported)
            PartialVector.Store(target, value, mask);
        else if (typeof(T) == typeof(float))
            Avx512F.MaskStore((float*)target, mask.AsSingle(), value.AsSingle());
        else if (sizeof(T) == 8)
            Avx512F.MaskStore((double*)target, mask.AsDouble(), value.AsDouble());
        else if (sizeof(T) == 4)
            Avx512F.MaskStore((int*)target, mask.AsInt32(), value.AsInt32());
        else if (sizeof(T) == 2)
            Avx512BW.MaskStore((short*)target, mask.AsInt16(), value.AsInt16());
        else
            Avx512BW.MaskStore((byte*)target, mask.AsByte(), value.AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> z) => x * y + z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> value) => Vector512.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, Vector512<T> s0, Vector512<T> s1, Vector512<T> s2, Vector512<T> s3) =>
        MatMulSimd256<T>.StoreSums(target, AddHalves(s0), AddHalves(s1), AddHalves(s2), AddHalves(s3));

    /// <summary>The maximum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Vector512<T> value) => MatMulSimd256<T>.Max(Vector256.MaxNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> AddHalves(Vector512<T> value) => value.GetLower() + value.GetUpper();
}

/// <summary>
/// <see cref="MatMulSimd512{T}"/> for Float32. It is not generic, because generic code takes longer to compile; see
/// <see cref="IMatMulSimd{T, V}"/>.
/// </summary>
internal readonly unsafe struct MatMulSimd512Float : IMatMulSimd<float, Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    public static int Accumulators => 24;

    public static bool HasMaskedLoad => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BroadcastAt(float* source) => Avx512F.BroadcastScalarToVector512(Sse.LoadScalarVector128(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Avx512F.LoadVector512(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector512<float> value) => Avx512F.Store(target, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FirstMask(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFirst(float* source, Vector512<float> mask) => Avx512F.MaskLoad(source, mask, Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(float* target, Vector512<float> value, Vector512<float> mask) => Avx512F.MaskStore(target, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> x, Vector512<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        Vector512.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value) => Vector512.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(float* target, Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3) =>
        MatMulSimd512<float>.StoreSums(target, s0, s1, s2, s3);
}

/// <summary>
/// <see cref="MatMulSimd512{T}"/> for Float64. It is not generic, because generic code takes longer to compile; see
/// <see cref="IMatMulSimd{T, V}"/>.
/// </summary>
internal readonly unsafe struct MatMulSimd512Double : IMatMulSimd<double, Vector512<double>>
{
    public static int Count => Vector512<double>.Count;

    public static int Accumulators => 24;

    public static bool HasMaskedLoad => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> BroadcastAt(double* source) => Avx512F.BroadcastScalarToVector512(Sse2.LoadScalarVector128(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* source) => Avx512F.LoadVector512(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* target, Vector512<double> value) => Avx512F.Store(target, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FirstMask(int count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadFirst(double* source, Vector512<double> mask) => Avx512F.MaskLoad(source, mask, Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(double* target, Vector512<double> value, Vector512<double> mask) => Avx512F.MaskStore(target, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> x, Vector512<double> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> x, Vector512<double> y, Vector512<double> z) =>
        Vector512.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> value) => Vector512.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(double* target, Vector512<double> s0, Vector512<double> s1, Vector512<double> s2, Vector512<double> s3) =>
        MatMulSimd512<double>.StoreSums(target, s0, s1, s2, s3);
}
