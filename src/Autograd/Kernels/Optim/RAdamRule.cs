using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The scalars of one RAdam step, which are the same for every element. The rectification is 0 while the variance of
/// the adaptive rate is not known.
/// </summary>
internal readonly record struct RAdamStep(
    double Lr, double Beta1, double Beta2, double BiasCorrection1, double BiasCorrection2Sqrt, double Rectification, double Eps,
    double WeightDecay, double Shrink, bool Maximize);

/// <summary>
/// m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; m̂ = m/(1 − β₁ᵗ); p ← p − lr·m̂·r·√(1 − β₂ᵗ)/(√v + ε), or without a
/// rectification r, p ← p − lr·m̂. State: m, v.
/// </summary>
internal readonly struct RAdamRule<T>(in RAdamStep step) : IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _lr = T.CreateTruncating(step.Lr);
    private readonly T _correction1 = T.CreateTruncating(step.BiasCorrection1);
    private readonly T _correction2Sqrt = T.CreateTruncating(step.BiasCorrection2Sqrt);
    private readonly T _rectification = T.CreateTruncating(step.Rectification);
    private readonly T _eps = T.CreateTruncating(step.Eps);
    private readonly bool _isRectified = step.Rectification != 0;
    private readonly MomentsRule<T> _moments = new(step.Beta1, step.Beta2, step.Eps, step.WeightDecay, step.Shrink, step.Maximize);

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        _moments.Accumulate<V>(ref parameter, gradient, ref state0, ref state1);
        var direction = state0 / V.Create(_correction1) * V.Create(_lr);
        if (_isRectified)
        {
            var rate = V.One / (V.Sqrt(state1) + V.Create(_eps)) * V.Create(_correction2Sqrt);
            direction = direction * rate * V.Create(_rectification);
        }

        parameter -= direction;
    }
}
