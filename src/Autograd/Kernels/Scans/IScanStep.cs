using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The operation that a scan applies to the running result and the next number.</summary>
internal interface IScanStep<T> where T : unmanaged, INumber<T>
{
    /// <summary>The identity of the operation: the running result before the first number.</summary>
    static abstract T Identity { get; }

    static abstract T Combine(T before, T x);

    /// <summary>
    /// True if numbers may be combined with each other first, given an accumulator with bits to spare.
    /// </summary>
    static abstract bool IsAssociative { get; }

    /// <summary>before[i] ← combine(before[i], x[i]).</summary>
    static abstract void Combine(Span<T> before, ReadOnlySpan<T> x);
}

/// <summary>Running sums.</summary>
internal readonly struct SumStep<T> : IScanStep<T> where T : unmanaged, INumber<T>
{
    public static T Identity => T.Zero;

    public static bool IsAssociative => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T before, T x) => before + x;

    public static void Combine(Span<T> before, ReadOnlySpan<T> x) => TensorPrimitives.Add(before, x, before);
}

/// <summary>Running products.</summary>
internal readonly struct ProductStep<T> : IScanStep<T> where T : unmanaged, INumber<T>
{
    public static T Identity => T.One;

    // A running product that has overflowed or underflowed must stay so. The product of the next numbers alone could
    // bring it back into range.
    public static bool IsAssociative => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T before, T x) => before * x;

    public static void Combine(Span<T> before, ReadOnlySpan<T> x) => TensorPrimitives.Multiply(before, x, before);
}

/// <summary>Running logarithms of sums of exponentials.</summary>
internal readonly struct LogAddExpStep<T> : IScanStep<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.NegativeInfinity;

    public static bool IsAssociative => false;

    /// <summary>Computes log(eᵃ + eᵇ) relative to the greater of the two, so that nothing overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T before, T x)
    {
        var (min, max) = (T.Min(before, x), T.Max(before, x));
        return min == max && T.IsInfinity(max) ? max : max + T.LogP1(T.Exp(min - max));
    }

    public static void Combine(Span<T> before, ReadOnlySpan<T> x)
    {
        for (var i = 0; i < before.Length; i++) before[i] = Combine(before[i], x[i]);
    }
}
