using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>128-bit registers (SSE, NEON, WebAssembly): 16 or more, so 6 x 2 accumulators; no masked loads.</summary>
/// <remarks>
/// Integer products use this type; floating-point products use <see cref="SingleLanes128"/> and
/// <see cref="DoubleLanes128"/>.
/// </remarks>
internal readonly unsafe struct Lanes128<T> : ILanes<T, Vector128<T>>
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
    public static Vector128<T> LoadFirst(T* source, Vector128<T> mask) => TailLanes.Load<T, Vector128<T>>(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector128<T> value, Vector128<T> mask) => TailLanes.Store(target, value, mask);

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
