using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>m ← β₁m + (1 − β₁)g; u ← max(β₂u, |g| + ε); p ← p − stepSize·m/u. State: m, u.</summary>
internal readonly struct AdamaxRule<T>(double stepSize, double beta1, double beta2, double eps, double weightDecay, bool maximize)
    : IUpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusStepSize = T.CreateTruncating(-stepSize);
    private readonly T _beta1 = T.CreateTruncating(beta1);
    private readonly T _oneMinusBeta1 = T.CreateTruncating(1 - beta1);
    private readonly T _beta2 = T.CreateTruncating(beta2);
    private readonly T _eps = T.CreateTruncating(eps);
    private readonly T _meanLimit = Underflow.MeanLimit<T>();
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _gradient.Apply<V>(parameter, gradient);
        state0 = V.MultiplyAdd(gradient, V.Create(_oneMinusBeta1), state0 * V.Create(_beta1));
        state0 = Underflow.Flush<T, V>(state0, _meanLimit);
        state1 = V.Max(state1 * V.Create(_beta2), V.Abs(gradient) + V.Create(_eps));
        parameter += V.Create(_minusStepSize) * state0 / state1;
    }
}
