using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The scalars of one Adam step, which are the same for every element.</summary>
internal record struct AdamStep(
    double StepSize, double Beta1, double Beta2, double BiasCorrection2Sqrt, double Eps, double WeightDecay, double Shrink,
    bool Maximize);

/// <summary>
/// The arithmetic that <see cref="AdamRule{T}"/> and <see cref="AmsGradRule{T}"/> share, in PyTorch's order of
/// operations.
/// </summary>
internal readonly struct AdamMoments<T>(in AdamStep step) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusStepSize = T.CreateTruncating(-step.StepSize);
    private readonly T _beta1 = T.CreateTruncating(step.Beta1);
    private readonly T _oneMinusBeta1 = T.CreateTruncating(1 - step.Beta1);
    private readonly T _beta2 = T.CreateTruncating(step.Beta2);
    private readonly T _oneMinusBeta2 = T.CreateTruncating(1 - step.Beta2);
    private readonly T _correction = T.CreateTruncating(step.BiasCorrection2Sqrt);
    private readonly T _eps = T.CreateTruncating(step.Eps);
    private readonly T _shrink = T.CreateTruncating(step.Shrink);
    private readonly T _meanLimit = Underflow.MeanLimit<T>();
    private readonly T _squareLimit = Underflow.SquareLimit<T>(step.Eps);
    private readonly bool _shrinks = step.Shrink != 1;
    private readonly GradientRule<T> _gradient = new(step.WeightDecay, step.Maximize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate<V>(ref V parameter, V gradient, ref V mean, ref V square)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (_shrinks) parameter *= V.Create(_shrink);
        gradient = _gradient.Apply<V>(parameter, gradient);
        mean = V.MultiplyAdd(gradient, V.Create(_oneMinusBeta1), mean * V.Create(_beta1));
        mean = Underflow.Flush<T, V>(mean, _meanLimit);
        square = V.MultiplyAdd(
            V.Create(_oneMinusBeta2) * gradient, gradient, square * V.Create(_beta2));
        square = Underflow.Flush<T, V>(square, _squareLimit);
    }

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
