using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>How an optimizer changes one vector of a parameter and of the numbers that it remembers beside it.</summary>
internal interface IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers are remembered for each element: 0 to 3.</summary>
    static abstract int StateCount { get; }

    void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimd<V, T>;
}

/// <summary>
/// Applies an update rule to a whole parameter in place, in one pass and without temporaries. Each operation of a rule is rounded
/// correctly at every register width, so that an element's result does not depend on where it lies.
/// </summary>
internal static unsafe class Update
{
    /// <summary>Runs the rule. The spans are of one length; state spans that the rule does not use are empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TRule>(
        Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0, Span<T> state1, Span<T> state2, in TRule rule)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        fixed (T* p = parameter, g = gradient, s0 = state0, s1 = state1, s2 = state2)
        {
            SharedWork.For(parameter.Length, 1, new Range<T, TRule>(p, g, s0, s1, s2, rule));
        }
    }

    private readonly struct Range<T, TRule>(T* parameter, T* gradient, T* state0, T* state1, T* state2, TRule rule) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var kernel = new Kernel<T, TRule>(
                parameter + start, gradient + start, state0 + start, state1 + start, state2 + start, end - start, rule);
            Simd.Run<T, Kernel<T, TRule>>(ref kernel);
        }
    }

    private readonly struct Kernel<T, TRule>(T* parameter, T* gradient, T* state0, T* state1, T* state2, int count, TRule rule)
        : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimd<V, T>
        {
            var step = rule;
            T* p = parameter, g = gradient, s0 = state0, s1 = state1, s2 = state2;
            nint i = 0;
            for (; i <= count - V.Count; i += V.Count) Step<V>(p + i, g + i, s0 + i, s1 + i, s2 + i, step);
            if (i == count) return;
            if (V.HasMaskedLoad)
                StepFirst<V>(V.FirstMask(count - (int)i), p + i, g + i, s0 + i, s1 + i, s2 + i, step);
            else
                for (; i < count; i++) Step<Simd1<T>>(p + i, g + i, s0 + i, s1 + i, s2 + i, step);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step<V>(T* p, T* g, T* s0, T* s1, T* s2, in TRule step)
            where V : unmanaged, ISimd<V, T>
        {
            Ahead.Fetch(in *p, 0);
            Ahead.Fetch(in *g, 0);
            if (TRule.StateCount > 0) Ahead.Fetch(in *s0, 0);
            if (TRule.StateCount > 1) Ahead.Fetch(in *s1, 0);
            if (TRule.StateCount > 2) Ahead.Fetch(in *s2, 0);
            var parameter = V.Load(p);
            var state0 = TRule.StateCount > 0 ? V.Load(s0) : default;
            var state1 = TRule.StateCount > 1 ? V.Load(s1) : default;
            var state2 = TRule.StateCount > 2 ? V.Load(s2) : default;
            step.Apply<V>(ref parameter, V.Load(g), ref state0, ref state1, ref state2);
            V.Store(p, parameter);
            if (TRule.StateCount > 0) V.Store(s0, state0);
            if (TRule.StateCount > 1) V.Store(s1, state1);
            if (TRule.StateCount > 2) V.Store(s2, state2);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void StepFirst<V>(V mask, T* p, T* g, T* s0, T* s1, T* s2, in TRule step)
            where V : unmanaged, ISimd<V, T>
        {
            var parameter = V.LoadFirst(p, mask);
            var state0 = TRule.StateCount > 0 ? V.LoadFirst(s0, mask) : default;
            var state1 = TRule.StateCount > 1 ? V.LoadFirst(s1, mask) : default;
            var state2 = TRule.StateCount > 2 ? V.LoadFirst(s2, mask) : default;
            step.Apply<V>(ref parameter, V.LoadFirst(g, mask), ref state0, ref state1, ref state2);
            V.StoreFirst(p, parameter, mask);
            if (TRule.StateCount > 0) V.StoreFirst(s0, state0, mask);
            if (TRule.StateCount > 1) V.StoreFirst(s1, state1, mask);
            if (TRule.StateCount > 2) V.StoreFirst(s2, state2, mask);
        }
    }
}
