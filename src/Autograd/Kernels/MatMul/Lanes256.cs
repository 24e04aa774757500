using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>256-bit registers (AVX2): 16 of them, so 6 x 2 accumulators.</summary>
/// <remarks>
/// Integer products use this type; floating-point products use <see cref="SingleLanes256"/> and
/// <see cref="DoubleLanes256"/>.
/// </remarks>
internal readonly unsafe struct Lanes256<T> : ILanes<T, Vector256<T>>
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
            return TailLanes.Load<T, Vector256<T>>(source, mask);
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
            TailLanes.Store(target, value, mask);
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
        Lanes128<T>.StoreSums(target, Fold(s0), Fold(s1), Fold(s2), Fold(s3));

    /// <summary>The maximum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Vector256<T> value) => Lanes128<T>.Max(Vector128.MaxNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Fold(Vector256<T> value) => value.GetLower() + value.GetUpper();
}
