using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>p ← p − lr·g, after g ← ±g + decay·p.</summary>
internal readonly struct SgdRule<T>(double lr, double weightDecay, bool maximize) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusLr = T.CreateTruncating(-lr);
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T> =>
        parameter = V.MultiplyAdd(_gradient.Apply<V>(parameter, gradient), V.Create(_minusLr), parameter);
}

/// <summary>
/// v ← momentum·v + (1 − dampening)·g, at the first step v ← g; then p ← p − lr·v, or Nesterov's p ← p − lr·(g +
/// momentum·v). State: v.
/// </summary>
internal readonly struct MomentumRule<T>(
    double lr, double momentum, double dampening, double weightDecay, bool nesterov, bool maximize, bool isFirst) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusLr = T.CreateTruncating(-lr);
    private readonly T _momentum = T.CreateTruncating(momentum);
    private readonly T _oneMinusDampening = T.CreateTruncating(1 - dampening);
    private readonly T _meanLimit = Underflow.MeanLimit<T>();
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _gradient.Apply<V>(parameter, gradient);
        var mean = isFirst
            ? gradient
            : V.MultiplyAdd(gradient, V.Create(_oneMinusDampening), state0 * V.Create(_momentum));
        state0 = Underflow.Flush<T, V>(mean, _meanLimit);
        var direction = nesterov ? V.MultiplyAdd(state0, V.Create(_momentum), gradient) : state0;
        parameter = V.MultiplyAdd(direction, V.Create(_minusLr), parameter);
    }
}

/// <summary>
/// The gradient as optimizers use it: negated to maximize, then g + decay·p unless the weight decay is 0.
/// </summary>
internal readonly struct GradientRule<T>(double weightDecay, bool maximize) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _decay = T.CreateTruncating(weightDecay);
    private readonly bool _decays = weightDecay != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V parameter, V gradient)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (maximize) gradient *= V.Create(-T.One);
        return _decays ? V.MultiplyAdd(parameter, V.Create(_decay), gradient) : gradient;
    }
}
