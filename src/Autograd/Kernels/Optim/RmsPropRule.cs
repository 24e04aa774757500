using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The scalars of one RMSprop step, which are the same for every element.</summary>
internal readonly record struct RmsPropStep(
    double Lr, double Alpha, double Eps, double Momentum, double WeightDecay, bool Maximize);

/// <summary>
/// v ← αv + (1 − α)g²; d = √v + ε; p ← p − lr·g/d. Centered, ḡ ← αḡ + (1 − α)g and d = √(v − ḡ²) + ε. With momentum,
/// b ← momentum·b + g/d; p ← p − lr·b. State: v, then ḡ if centered, then b if there is momentum.
/// </summary>
internal readonly struct RmsPropRule<T, TCentered, TMomentum>(in RmsPropStep step) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TCentered : struct, IBool
    where TMomentum : struct, IBool
{
    private readonly T _minusLr = T.CreateTruncating(-step.Lr);
    private readonly T _alpha = T.CreateTruncating(step.Alpha);
    private readonly T _oneMinusAlpha = T.CreateTruncating(1 - step.Alpha);
    private readonly T _eps = T.CreateTruncating(step.Eps);
    private readonly T _momentum = T.CreateTruncating(step.Momentum);
    private readonly T _meanLimit = Underflow.MeanLimit<T>();
    private readonly T _squareLimit = Underflow.SquareLimit<T>(step.Eps);
    private readonly GradientRule<T> _gradient = new(step.WeightDecay, step.Maximize);

    public static int StateCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1 + (IsCentered ? 1 : 0) + (HasMomentum ? 1 : 0);
    }

    private static bool IsCentered
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TCentered) == typeof(True);
    }

    private static bool HasMomentum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TMomentum) == typeof(True);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _gradient.Apply<V>(parameter, gradient);
        state0 = V.MultiplyAdd(V.Create(_oneMinusAlpha) * gradient, gradient, state0 * V.Create(_alpha));
        state0 = Underflow.Flush<T, V>(state0, _squareLimit);
        var variance = state0;
        if (IsCentered)
        {
            state1 = V.MultiplyAdd(gradient, V.Create(_oneMinusAlpha), state1 * V.Create(_alpha));
            state1 = Underflow.Flush<T, V>(state1, _meanLimit);
            variance = V.MultiplyAdd(-state1, state1, variance);
        }

        var denominator = V.Sqrt(variance) + V.Create(_eps);
        if (!HasMomentum) parameter += V.Create(_minusLr) * gradient / denominator;
        else if (IsCentered) parameter = Move<V>(parameter, gradient / denominator, ref state2);
        else parameter = Move<V>(parameter, gradient / denominator, ref state1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Move<V>(V parameter, V direction, ref V buffer)
        where V : unmanaged, ISimdVector<V, T>
    {
        buffer = Underflow.Flush<T, V>(buffer * V.Create(_momentum) + direction, _meanLimit);
        return V.MultiplyAdd(buffer, V.Create(_minusLr), parameter);
    }
}
