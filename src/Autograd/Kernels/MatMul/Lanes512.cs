using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>512-bit registers (AVX-512): 32 of them, so 12 x 2 accumulators leave room for the operands.</summary>
/// <remarks>
/// Integer products use this type; floating-point products use <see cref="SingleLanes512"/> and
/// <see cref="DoubleLanes512"/>.
/// </remarks>
internal readonly unsafe struct Lanes512<T> : ILanes<T, Vector512<T>>
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
            return TailLanes.Load<T, Vector512<T>>(source, mask);
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
            TailLanes.Store(target, value, mask);
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
        Lanes256<T>.StoreSums(target, Fold(s0), Fold(s1), Fold(s2), Fold(s3));

    /// <summary>The maximum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(Vector512<T> value) => Lanes256<T>.Max(Vector256.MaxNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fold(Vector512<T> value) => value.GetLower() + value.GetUpper();
}
