using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The scalars of one NAdam step, which are the same for every element.</summary>
internal readonly record struct NAdamStep(
    double GradientStep, double MeanStep, double Beta1, double Beta2, double BiasCorrection2, double Eps, double WeightDecay,
    double Shrink, bool Maximize);

/// <summary>
/// m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; d = √(v/(1 − β₂ᵗ)) + ε; p ← p − gradientStep·g/d − meanStep·m/d. State:
/// m, v.
/// </summary>
internal readonly struct NAdamRule<T>(in NAdamStep step) : IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusGradientStep = T.CreateTruncating(-step.GradientStep);
    private readonly T _minusMeanStep = T.CreateTruncating(-step.MeanStep);
    private readonly T _correction = T.CreateTruncating(step.BiasCorrection2);
    private readonly T _eps = T.CreateTruncating(step.Eps);
    private readonly MomentsRule<T> _moments = new(step.Beta1, step.Beta2, step.Eps, step.WeightDecay, step.Shrink, step.Maximize);

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _moments.Accumulate<V>(ref parameter, gradient, ref state0, ref state1);
        var denominator = V.Sqrt(state1 / V.Create(_correction)) + V.Create(_eps);
        parameter += V.Create(_minusGradientStep) * gradient / denominator;
        parameter += V.Create(_minusMeanStep) * state0 / denominator;
    }
}
