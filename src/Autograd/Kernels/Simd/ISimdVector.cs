using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// A vector with the operations that formulas are made of. One source serves every width, and a single number as well:
/// the steps and roundings are the same, so that an element's result does not depend on its position.
/// </summary>
/// <remarks>
/// The implementations are structs of one field, which the JIT keeps in a hardware register; every call is inlined. The
/// element type is that of the struct: a formula that depends on the precision asks whether its vector is an
/// <see cref="IVectorOf{T}"/> of float. A comparison sets all bits of a lane or none.
/// </remarks>
internal interface ISimdVector<TSelf>
    where TSelf : struct, ISimdVector<TSelf>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf x);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    static abstract TSelf operator ~(TSelf x);

    /// <summary>A constant of a formula of any type; a value outside of an integer type's range wraps around.</summary>
    static abstract TSelf Create(Scalar number);

    /// <summary>A constant of a formula of floating types.</summary>
    static abstract TSelf Number(double value);

    /// <summary>A constant of a formula of floating types that depends on the precision.</summary>
    static abstract TSelf Number(double float32, double float64);

    /// <summary>The mask that selects the first <paramref name="count"/> lanes, 1 to <see cref="Count"/>.</summary>
    static abstract TSelf FirstMask(int count);

    /// <summary>a·b + c, fused where the hardware fuses.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf Sqrt(TSelf x);

    /// <summary>The greatest integer that is not above x; for floating types only.</summary>
    static abstract TSelf Floor(TSelf x);

    /// <summary>x rounded towards 0; for floating types only.</summary>
    static abstract TSelf Truncate(TSelf x);

    /// <summary>x rounded to the nearest integer, ties to even; for floating types only.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>The greater of the two; NaN if either is.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The lesser of the two; NaN if either is.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>
    /// The greater of the two in one instruction; if either is NaN, <paramref name="b"/>, as far as the hardware
    /// defines it.
    /// </summary>
    static abstract TSelf MaxNative(TSelf a, TSelf b);

    /// <summary>
    /// x, or the bound if x is below it, as <c>torch.clamp_min</c>; NaN and −0 are kept. One instruction, whereas
    /// <see cref="Max"/> takes several.
    /// </summary>
    static abstract TSelf ClampMin(TSelf x, TSelf bound);

    /// <summary>x, or the bound if x is above it, as <c>torch.clamp_max</c>; NaN and −0 are kept.</summary>
    static abstract TSelf ClampMax(TSelf x, TSelf bound);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    static abstract TSelf LessThanOrEqual(TSelf a, TSelf b);

    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>
    /// The mask of the lanes where b follows a in a total order with NaN last: b is greater than a, or b is NaN and a
    /// is not.
    /// </summary>
    static abstract TSelf ComesBefore(TSelf a, TSelf b);

    /// <summary>a where the mask is set, b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Writes the lanes of a mask as bools.</summary>
    static abstract void StoreMaskBytes(TSelf mask, ref bool target, nuint index);

    /// <summary>A mask from bools.</summary>
    static abstract TSelf LoadMaskBytes(ref readonly bool source, nuint index);

    /// <summary>x·2ⁿ for an integer n, rounded once, for all x and n; for floating types only.</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    /// <summary>The sum of the bits of the two, taken as integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>The difference of the bits of the two, taken as integers.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    static abstract TSelf ShiftBitsLeft(TSelf x, int count);

    /// <summary>The arithmetic right shift of the bits, which fills with the sign bit.</summary>
    static abstract TSelf ShiftBitsRight(TSelf x, int count);

    /// <summary>The first lane where the two are equal; −1 if there is none.</summary>
    static abstract int FirstEqual(TSelf a, TSelf b);

    /// <summary>The first lane that is NaN; −1 if there is none.</summary>
    static abstract int FirstNaN(TSelf x);

    /// <summary>
    /// The lanes of x at the given indices: integers in the bits of <paramref name="indices"/>, all of them in range.
    /// </summary>
    static abstract TSelf Permute(TSelf x, TSelf indices);
}

/// <summary>
/// The operations of a vector that depend on its element type: loads, stores, and reductions over lanes. Loops need
/// them, formulas do not.
/// </summary>
internal unsafe interface ISimdVector<TSelf, T> : ISimdVector<TSelf>, IVectorOf<T>
    where TSelf : struct, ISimdVector<TSelf, T>
    where T : unmanaged, INumber<T>
{
    static abstract TSelf Create(T value);

    static abstract TSelf Load(ref readonly T source, nuint index);

    static abstract TSelf Load(T* source);

    static abstract void Store(ref T target, nuint index, TSelf value);

    static abstract void Store(T* target, TSelf value);

    /// <summary>
    /// True if <see cref="LoadFirst"/> is one instruction; if it is not, hot kernels read tails from padded copies.
    /// </summary>
    static abstract bool HasMaskedLoad { get; }

    /// <summary>Reads only the lanes of <paramref name="mask"/>; the others are zero.</summary>
    static abstract TSelf LoadFirst(T* source, TSelf mask);

    /// <summary>Writes only the lanes of <paramref name="mask"/>.</summary>
    static abstract void StoreFirst(T* target, TSelf value, TSelf mask);

    /// <summary>The sum of all lanes, in an order that depends only on the width.</summary>
    static abstract T Sum(TSelf x);

    /// <summary>Writes the sums of the lanes of four vectors; all four cost little more than one.</summary>
    static abstract void StoreSums(T* target, TSelf s0, TSelf s1, TSelf s2, TSelf s3);

    /// <summary>The greatest lane; an arbitrary number if there is a NaN.</summary>
    static abstract T MaxAcross(TSelf x);
}

/// <summary>
/// Tells that a vector's elements are of type T. A formula that depends on the precision asks whether its vector x has
/// single precision by <c>x is IVectorOf&lt;float&gt;</c>.
/// </summary>
/// <remarks>
/// This is a type test and not a static property, because the JIT decides a type test before it inlines anything, and
/// drops the branch of the other precision at once. With a property it would inline the calls of both branches first.
/// They would use up the local variables that the JIT allows for inlining, so that the last calls of a long formula,
/// such as the normal distribution's, would not be inlined, and the formula would take ten times as long.
/// </remarks>
internal interface IVectorOf<T>;
