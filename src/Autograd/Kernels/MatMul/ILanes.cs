using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// What matrix products need of a register: loads, masks, multiply-adds and sums. All other kernels use <see cref="ISimdVector{TSelf, T}"/>,
/// which rests on this.
/// </summary>
/// <remarks>
/// The registers here are the framework's own types: of sums that are structs around them the JIT keeps two copies, so that the two
/// dozen of a tile leave the registers and products take two to five times as long. Implemented by empty structs: the JIT compiles one
/// specialised kernel for each, with every call inlined. Those of Float32 and Float64 are not generic, for what the JIT must find out of a generic
/// method before it can inline it makes up most of a kernel's compilation, and that most of a program's first step.
/// </remarks>
internal unsafe interface ILanes<T, V>
    where T : unmanaged, INumber<T>
    where V : unmanaged
{
    /// <summary>Elements in one register.</summary>
    static abstract int Count { get; }

    /// <summary>The sums that a micro-kernel can hold in registers beside its operands.</summary>
    static abstract int Accumulators { get; }

    /// <summary>True if <see cref="LoadFirst"/> is one instruction; else kernels read tails from padded copies.</summary>
    static abstract bool HasMaskedLoad { get; }

    static abstract V Broadcast(T value);

    /// <summary>The same for a value in memory, in a form whose address the JIT folds into the load.</summary>
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

    /// <summary>Writes the sums of the lanes of four registers, which together cost little more than one.</summary>
    static abstract void StoreSums(T* target, V s0, V s1, V s2, V s3);
}
