using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The update rule of an optimizer, for one vector of a parameter and of its state.</summary>
internal interface IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of state values per element: 0 to 3.</summary>
    static abstract int StateCount { get; }

    void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>;
}

/// <summary>
/// Applies an update rule to a whole parameter in place, in one pass and without temporaries. Each operation of a rule
/// is correctly rounded at every vector width, so that the result for an element does not depend on its position.
/// </summary>
internal static unsafe class Update
{
    /// <summary>
    /// Runs the rule. All spans have the same length; those of states that the rule does not use are empty.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TRule>(
        Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> state0, Span<T> state1, Span<T> state2, in TRule rule)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        fixed (T* p = parameter, g = gradient, s0 = state0, s1 = state1, s2 = state2)
        {
            ParallelFor.Run(parameter.Length, 2 + TRule.StateCount, new Range<T, TRule>(p, g, s0, s1, s2, rule));
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
            where V : unmanaged, ISimdVector<V, T>
        {
            var step = rule;
            T* p = parameter, g = gradient, s0 = state0, s1 = state1, s2 = state2;
            V value, grad, first = default, second = default, third = default;

            // One loop serves full vectors and the partial one. The rule is inlined, and a second copy would take as
            // long again to compile.
            for (nint left = count; left > 0; left -= V.Count)
            {
                var mask = V.Zero;
                var isFull = left >= V.Count;
                if (isFull)
                {
                    Prefetch.Fetch(in *p, 0);
                    Prefetch.Fetch(in *g, 0);
                    if (TRule.StateCount > 0) Prefetch.Fetch(in *s0, 0);
                    if (TRule.StateCount > 1) Prefetch.Fetch(in *s1, 0);
                    if (TRule.StateCount > 2) Prefetch.Fetch(in *s2, 0);
                    value = V.Load(p);
                    grad = V.Load(g);
                    if (TRule.StateCount > 0) first = V.Load(s0);
                    if (TRule.StateCount > 1) second = V.Load(s1);
                    if (TRule.StateCount > 2) third = V.Load(s2);
                }
                else
                {
                    mask = V.FirstMask((int)left);
                    value = V.LoadFirst(p, mask);
                    grad = V.LoadFirst(g, mask);
                    if (TRule.StateCount > 0) first = V.LoadFirst(s0, mask);
                    if (TRule.StateCount > 1) second = V.LoadFirst(s1, mask);
                    if (TRule.StateCount > 2) third = V.LoadFirst(s2, mask);
                }

                step.Apply<V>(ref value, grad, ref first, ref second, ref third);
                Store<V>(p, value, mask, isFull);
                if (TRule.StateCount > 0) Store<V>(s0, first, mask, isFull);
                if (TRule.StateCount > 1) Store<V>(s1, second, mask, isFull);
                if (TRule.StateCount > 2) Store<V>(s2, third, mask, isFull);
                p += V.Count;
                g += V.Count;
                s0 += V.Count;
                s1 += V.Count;
                s2 += V.Count;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store<V>(T* target, V value, V mask, bool isFull)
            where V : unmanaged, ISimdVector<V, T>
        {
            if (isFull) V.Store(target, value);
            else V.StoreFirst(target, value, mask);
        }
    }
}
