using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The vector instructions that matrix products need, for one type of vector V of elements T: loads, masks,
/// multiply-adds and sums.
/// </summary>
/// <remarks>
/// <para>
/// Elementwise kernels use <see cref="ISimdVector{TSelf, T}"/> instead, whose vectors are structs around those of .NET.
/// Matrix products need a second interface, because V must be .NET's own type here: of a struct around it the JIT would
/// keep two copies, the 24 accumulators of a tile would no longer fit into registers, and products would take two to
/// five times as long.
/// </para>
/// <para>
/// An implementation is an empty struct, <see cref="MatMulSimd512{T}"/> for 512 bits. The JIT compiles a kernel for
/// each, with every call inlined. Float32 and Float64 have implementations of their own that are not generic, such as
/// <see cref="MatMulSimd512Float"/>: resolving generic methods takes most of the time in which a kernel is compiled,
/// and a program's first step consists mostly of compiling.
/// </para>
/// </remarks>
internal unsafe interface IMatMulSimd<T, V>
    where T : unmanaged, INumber<T>
    where V : unmanaged
{
    /// <summary>The number of elements in a register.</summary>
    static abstract int Count { get; }

    /// <summary>The number of accumulators that a micro-kernel can keep in registers beside its operands.</summary>
    static abstract int Accumulators { get; }

    /// <summary>
    /// True if <see cref="LoadFirst"/> is one instruction; else kernels read tails from padded copies.
    /// </summary>
    static abstract bool HasMaskedLoad { get; }

    static abstract V Broadcast(T value);

    /// <summary>Broadcasts a value from memory, in a form in which the JIT folds the address into the load.</summary>
    static abstract V BroadcastAt(T* source);

    static abstract V Load(T* source);

    static abstract void Store(T* target, V value);

    /// <summary>The mask that selects the first <paramref name="count"/> lanes, 1 to <see cref="Count"/>.</summary>
    static abstract V FirstMask(int count);

    /// <summary>Reads only the lanes of <paramref name="mask"/>; the others are zero.</summary>
    static abstract V LoadFirst(T* source, V mask);

    /// <summary>Writes only the lanes of <paramref name="mask"/>.</summary>
    static abstract void StoreFirst(T* target, V value, V mask);

    static abstract V Add(V x, V y);

    /// <summary>x · y + z, fused where the hardware fuses; integers wrap around.</summary>
    static abstract V MultiplyAdd(V x, V y, V z);

    /// <summary>The sum of all lanes, in an order that depends on the width alone.</summary>
    static abstract T Sum(V value);

    /// <summary>Writes the sum of the lanes of each of four registers. All four cost little more than one.</summary>
    static abstract void StoreSums(T* target, V s0, V s1, V s2, V s3);
}

/// <summary>
/// Loads and stores of the first lanes of a vector, one by one, where the hardware has no masked ones.
/// </summary>
internal static unsafe class PartialVector
{
    public static V Load<T, V>(T* source, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
    {
        V value = default;
        var lanes = (T*)Unsafe.AsPointer(ref value);
        var count = CountSelected<T, V>(mask);
        for (var i = 0; i < count; i++)
            lanes[i] = source[i];
        return value;
    }

    public static void Store<T, V>(T* target, V value, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
    {
        var lanes = (T*)Unsafe.AsPointer(ref value);
        var count = CountSelected<T, V>(mask);
        for (var i = 0; i < count; i++)
            target[i] = lanes[i];
    }

    /// <summary>Counts the selected lanes. They are the first ones of the mask, and each has all bits set.</summary>
    private static int CountSelected<T, V>(V mask)
        where T : unmanaged
        where V : unmanaged
    {
        var bytes = (byte*)Unsafe.AsPointer(ref mask);
        var count = 0;
        while (count < Unsafe.SizeOf<V>() / sizeof(T) && bytes[count * sizeof(T)] != 0)
            count++;
        return count;
    }
}
