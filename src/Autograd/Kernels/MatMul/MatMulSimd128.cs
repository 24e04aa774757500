using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// Matrix products with 128-bit registers (SSE, NEON, WebAssembly). There are 16 or more, so 6 x 2 accumulators leave
/// room for operands. No masked loads.
/// </summary>
/// <remarks>
/// Products of integers use this type; those of floats and doubles use <see cref="MatMulSimd128Float"/> and
/// <see cref="MatMulSimd128Double"/>.
/// </remarks>
internal readonly unsafe struct MatMulSimd128<T> : IMatMulSimd<T, Vector128<T>>
    where T : unmanaged, INumber<T>
{
    public static int Count => Vector128<T>.Count;

    public static int Accumulators => 12;

    public static bool HasMaskedLoad => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> BroadcastAt(T* source) => Vector128.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector128<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> FirstMask(int count)
    {
        if (sizeof(T) == 8)
            return Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();
        if (sizeof(T) == 4)
            return Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>();
        if (sizeof(T) == 2)
            return Vector128.LessThan(Vector128<short>.Indices, Vector128.Create((short)count)).As<short, T>();
        return Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)count)).As<byte, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadFirst(T* source, Vector128<T> mask) => PartialVector.Load<T, Vector128<T>>(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector128<T> value, Vector128<T> mask) => PartialVector.Store(target, value, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> x, Vector128<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> x, Vector128<T> y, Vector128<T> z) => x * y + z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector128<T> value) => Vector128.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* target, Vector128<T> s0, Vector128<T> s1, Vector128<T> s2, Vector128<T> s3)
    {
        if (typeof(T) == typeof(float) && Sse3.IsSupported)
        {
            var s01 = Sse3.HorizontalAdd(s0.AsSingle(), s1.AsSingle());
            var s23 = Sse3.HorizontalAdd(s2.AsSingle(), s3.AsSingle());
            Sse3.HorizontalAdd(s01, s23).Store((float*)target);
        }
        else if (typeof(T) == typeof(double) && Sse3.IsSupported)
        {
            Sse3.HorizontalAdd(s0.AsDouble(), s1.AsDouble()).Store((double*)target);
            Sse3.HorizontalAdd(s2.AsDouble(), s3.AsDouble()).Store((double*)target + 2);
        }
        else
        {
            target[0] = Sum(s0);
            target[1] = Sum(s1);
            target[2] = Sum(s2);
            target[3] = Sum(s3);
        }
    }

    /// <summary>The maximum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Vector128<T> value)
    {
        if (typeof(T) == typeof(double))
            return Vector128.MaxNative(value, Vector128.Shuffle(value.AsInt64(), Vector128.Create(1L, 0)).As<long, T>()).ToScalar();
        var pairs = Vector128.MaxNative(value.AsSingle(), Vector128.Shuffle(value.AsSingle(), Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(pairs, Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2))).As<float, T>().ToScalar();
    }
}

/// <summary>
/// <see cref="MatMulSimd128{T}"/> for Float32. It is not generic, because generic code takes longer to compile; see
/// <see cref="IMatMulSimd{T, V}"/>.
/// </summary>
internal readonly unsafe struct MatMulSimd128Float : IMatMulSimd<float, Vector128<float>>
{
    public static int Count => Vector128<float>.Count;

    public static int Accumulators => 12;

    public static bool HasMaskedLoad => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> BroadcastAt(float* source) => Vector128.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector128<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FirstMask(int count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadFirst(float* source, Vector128<float> mask) => PartialVector.Load<float, Vector128<float>>(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(float* target, Vector128<float> value, Vector128<float> mask) => PartialVector.Store(target, value, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> x, Vector128<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        Vector128.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value) => Vector128.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(float* target, Vector128<float> s0, Vector128<float> s1, Vector128<float> s2, Vector128<float> s3) =>
        MatMulSimd128<float>.StoreSums(target, s0, s1, s2, s3);
}

/// <summary>
/// <see cref="MatMulSimd128{T}"/> for Float64. It is not generic, because generic code takes longer to compile; see
/// <see cref="IMatMulSimd{T, V}"/>.
/// </summary>
internal readonly unsafe struct MatMulSimd128Double : IMatMulSimd<double, Vector128<double>>
{
    public static int Count => Vector128<double>.Count;

    public static int Accumulators => 12;

    public static bool HasMaskedLoad => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Broadcast(double value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> BroadcastAt(double* source) => Vector128.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(double* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* target, Vector128<double> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FirstMask(int count) => Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LoadFirst(double* source, Vector128<double> mask) => PartialVector.Load<double, Vector128<double>>(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(double* target, Vector128<double> value, Vector128<double> mask) => PartialVector.Store(target, value, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Add(Vector128<double> x, Vector128<double> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> x, Vector128<double> y, Vector128<double> z) =>
        Vector128.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> value) => Vector128.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(double* target, Vector128<double> s0, Vector128<double> s1, Vector128<double> s2, Vector128<double> s3) =>
        MatMulSimd128<double>.StoreSums(target, s0, s1, s2, s3);
}
