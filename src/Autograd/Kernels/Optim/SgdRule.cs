using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>p ← p − lr·g, with g ← ±g + decay·p before it.</summary>
internal readonly struct SgdRule<T>(double lr, double weightDecay, bool maximize) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusLr = T.CreateTruncating(-lr);
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(
        ref Vector<T> parameter, Vector<T> gradient, ref Vector<T> state0, ref Vector<T> state1, ref Vector<T> state2) =>
        parameter = Update.MultiplyAdd(_gradient.Apply(parameter, gradient), new(_minusLr), parameter);
}

/// <summary>
/// v ← momentum·v + (1 − dampening)·g, at the first step v ← g; then p ← p − lr·v, or Nesterov's p ← p − lr·(g + momentum·v).
/// State: v.
/// </summary>
internal readonly struct MomentumRule<T>(
    double lr, double momentum, double dampening, double weightDecay, bool nesterov, bool maximize, bool isFirst) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusLr = T.CreateTruncating(-lr);
    private readonly T _momentum = T.CreateTruncating(momentum);
    private readonly T _share = T.CreateTruncating(1 - dampening);
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(
        ref Vector<T> parameter, Vector<T> gradient, ref Vector<T> state0, ref Vector<T> state1, ref Vector<T> state2)
    {
        gradient = _gradient.Apply(parameter, gradient);
        state0 = isFirst ? gradient : Update.MultiplyAdd(gradient, new(_share), state0 * _momentum);
        var direction = nesterov ? Update.MultiplyAdd(state0, new(_momentum), gradient) : state0;
        parameter = Update.MultiplyAdd(direction, new(_minusLr), parameter);
    }
}

/// <summary>
/// The gradient as optimizers use it: negated to maximize, then with weight decay, g + decay·p, unless that is 0.
/// </summary>
internal readonly struct GradientRule<T>(double weightDecay, bool maximize) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _decay = T.CreateTruncating(weightDecay);
    private readonly bool _decays = weightDecay != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient)
    {
        if (maximize) gradient = -gradient;
        return _decays ? Update.MultiplyAdd(parameter, new(_decay), gradient) : gradient;
    }
}
