using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The scalars of one Adam step, which are the same for every element.</summary>
internal readonly record struct AdamStep(
    double StepSize, double Beta1, double Beta2, double BiasCorrection2Sqrt, double Eps, double WeightDecay, double Shrink,
    bool Maximize);

/// <summary>
/// The arithmetic that <see cref="AdamRule{T}"/> and <see cref="AmsGradRule{T}"/> share, in PyTorch's order of
/// operations.
/// </summary>
internal readonly struct AdamMoments<T>(in AdamStep step) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusStepSize = T.CreateTruncating(-step.StepSize);
    private readonly T _correction = T.CreateTruncating(step.BiasCorrection2Sqrt);
    private readonly T _eps = T.CreateTruncating(step.Eps);
    private readonly MomentsRule<T> _moments = new(step.Beta1, step.Beta2, step.Eps, step.WeightDecay, step.Shrink, step.Maximize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate<V>(ref V parameter, V gradient, ref V mean, ref V square)
        where V : unmanaged, ISimdVector<V, T> =>
        _moments.Accumulate<V>(ref parameter, gradient, ref mean, ref square);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V parameter, V mean, V square)
        where V : unmanaged, ISimdVector<V, T>
    {
        var denominator = V.Sqrt(square) / V.Create(_correction) + V.Create(_eps);
        return parameter + V.Create(_minusStepSize) * mean / denominator;
    }
}

/// <summary>
/// m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p − lr/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). State: m, v.
/// </summary>
internal readonly struct AdamRule<T>(in AdamStep step) : IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamMoments<T> _moments = new(step);

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        _moments.Accumulate<V>(ref parameter, gradient, ref state0, ref state1);
        parameter = _moments.Move<V>(parameter, state0, state1);
    }
}

/// <summary>Adam with the largest v so far in the denominator. State: m, v, max v.</summary>
internal readonly struct AmsGradRule<T>(in AdamStep step) : IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamMoments<T> _moments = new(step);

    public static int StateCount => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        _moments.Accumulate<V>(ref parameter, gradient, ref state0, ref state1);
        state2 = V.Max(state2, state1);
        parameter = _moments.Move<V>(parameter, state0, state2);
    }
}
