using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The vector operations that matrix products need: loads, masks, multiply-adds and sums. All other kernels use
/// <see cref="ISimdVector{TSelf, T}"/>, which is built on this interface.
/// </summary>
/// <remarks>
/// V is one of the framework's own vector types. If accumulators were structs around them, the JIT would keep two
/// copies of each; the two dozen accumulators of a tile would then spill to memory, and products would take two to five
/// times as long. Implementations are empty structs: the JIT compiles a specialized kernel for each, with every call
/// inlined. Those for Float32 and Float64 are not generic, because resolving generic methods takes up most of the
/// compilation of a kernel, and compilation takes up most of a program's first step.
/// </remarks>
internal unsafe interface ILanes<T, V>
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
