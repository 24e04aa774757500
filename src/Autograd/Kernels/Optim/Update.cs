using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>How an optimizer changes one vector of a parameter and of the numbers that it remembers beside it.</summary>
internal interface IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers are remembered for each element: 0 to 3.</summary>
    static abstract int StateCount { get; }

    void Apply(ref Vector<T> parameter, Vector<T> gradient, ref Vector<T> state0, ref Vector<T> state1, ref Vector<T> state2);
}

/// <summary>Applies an update rule to a whole parameter in place, in one pass and without temporaries.</summary>
internal static class Update
{
    /// <summary>Runs the rule. The spans are of one length; state spans that the rule does not use are empty.</summary>
    public static void Run<T, TRule>(
        Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0, Span<T> state1, Span<T> state2, in TRule rule)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        ref var p = ref MemoryMarshal.GetReference(parameter);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        ref var s0 = ref MemoryMarshal.GetReference(state0);
        ref var s1 = ref MemoryMarshal.GetReference(state1);
        ref var s2 = ref MemoryMarshal.GetReference(state2);
        var i = 0;
        for (; i <= parameter.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Step(
                ref Unsafe.Add(ref p, i), ref Unsafe.Add(ref g, i),
                ref Unsafe.Add(ref s0, i), ref Unsafe.Add(ref s1, i), ref Unsafe.Add(ref s2, i), rule);
        }

        if (i < parameter.Length) Tail(parameter[i..], gradient[i..], state0, state1, state2, i, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TRule>(ref T p, ref T g, ref T s0, ref T s1, ref T s2, in TRule rule)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        var parameter = Vector.LoadUnsafe(ref p);
        var state0 = TRule.StateCount > 0 ? Vector.LoadUnsafe(ref s0) : default;
        var state1 = TRule.StateCount > 1 ? Vector.LoadUnsafe(ref s1) : default;
        var state2 = TRule.StateCount > 2 ? Vector.LoadUnsafe(ref s2) : default;
        rule.Apply(ref parameter, Vector.LoadUnsafe(ref g), ref state0, ref state1, ref state2);
        parameter.StoreUnsafe(ref p);
        if (TRule.StateCount > 0) state0.StoreUnsafe(ref s0);
        if (TRule.StateCount > 1) state1.StoreUnsafe(ref s1);
        if (TRule.StateCount > 2) state2.StoreUnsafe(ref s2);
    }

    /// <summary>
    /// The elements that do not fill a vector go through the same instructions in a padded one: the formula stands once, and an
    /// element's result does not depend on where it lies.
    /// </summary>
    private static void Tail<T, TRule>(
        Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0, Span<T> state1, Span<T> state2, int start, in TRule rule)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        var width = Vector<T>.Count;
        Span<T> padded = stackalloc T[5 * width];
        padded.Clear();
        Span<T> p = padded[..width], g = padded[width..];
        Span<T> s0 = padded[(2 * width)..], s1 = padded[(3 * width)..], s2 = padded[(4 * width)..];
        parameter.CopyTo(p);
        gradient.CopyTo(g);
        if (TRule.StateCount > 0) state0[start..].CopyTo(s0);
        if (TRule.StateCount > 1) state1[start..].CopyTo(s1);
        if (TRule.StateCount > 2) state2[start..].CopyTo(s2);
        Step(ref p[0], ref g[0], ref s0[0], ref s1[0], ref s2[0], rule);
        p[..parameter.Length].CopyTo(parameter);
        if (TRule.StateCount > 0) s0[..parameter.Length].CopyTo(state0[start..]);
        if (TRule.StateCount > 1) s1[..parameter.Length].CopyTo(state1[start..]);
        if (TRule.StateCount > 2) s2[..parameter.Length].CopyTo(state2[start..]);
    }

    /// <summary>a·b + c, rounded once; PyTorch's kernels fuse at the same places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, IFloatingPointIeee754<T>
    {
        return typeof(T) == typeof(float)
            ? Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();
    }
}
