using System.Numerics;

namespace Autograd.Kernels;

/// <summary>The arithmetic of floating numbers beside <see cref="ILanes{T, V}"/>'s loads, stores and sums, for one register width.</summary>
/// <remarks>Implemented by empty structs: the JIT compiles one specialised kernel for each, with every call inlined.</remarks>
internal interface IMathLanes<T, V>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : unmanaged
{
    static abstract V Subtract(V x, V y);

    static abstract V Multiply(V x, V y);

    static abstract V Divide(V x, V y);

    /// <summary>x · y + z, rounded once.</summary>
    static abstract V FusedMultiplyAdd(V x, V y, V z);

    static abstract V Sqrt(V x);

    static abstract V Abs(V x);

    static abstract V Negate(V x);

    /// <summary>The greater of two; NaN if either is.</summary>
    static abstract V Max(V x, V y);

    /// <summary>The smaller of two; NaN if either is.</summary>
    static abstract V Min(V x, V y);

    /// <summary>The greater of two in one instruction; <paramref name="y"/> if either is NaN, where the hardware has it so.</summary>
    static abstract V MaxNative(V x, V y);

    /// <summary>The smaller of two in one instruction; <paramref name="y"/> if either is NaN, where the hardware has it so.</summary>
    static abstract V MinNative(V x, V y);

    /// <summary>The greatest lane; any number if there is a NaN.</summary>
    static abstract T MaxAcross(V x);

    /// <summary>A mask of the lanes where x is less than y.</summary>
    static abstract V LessThan(V x, V y);

    /// <summary>A mask of the lanes where y is greater than x, or is NaN and x is not: where y follows x in an order of all numbers.</summary>
    static abstract V ComesBefore(V x, V y);

    /// <summary>The first lane where the two are equal; −1 if there is none.</summary>
    static abstract int FirstEqual(V x, V y);

    /// <summary>The first lane that is NaN; −1 if there is none.</summary>
    static abstract int FirstNaN(V x);

    /// <summary>The lanes of x that the indices name, whole numbers in the bits of <paramref name="indices"/>, all of them in range.</summary>
    static abstract V Permute(V x, V indices);

    /// <summary>x in the lanes of the mask, y in the others.</summary>
    static abstract V Select(V mask, V x, V y);

    /// <summary>eˣ, within 1 unit in the last place; 0 of −∞, ∞ of ∞, NaN of NaN. Denormal results may be 0.</summary>
    static abstract V Exp(V x);

    /// <summary>x · 2ⁿ for whole numbers n that keep half of it in range; only of Float32.</summary>
    static abstract V ScaleByPowerOfTwo(V x, V n);
}
