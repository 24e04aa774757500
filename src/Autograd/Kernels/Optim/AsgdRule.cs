using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>p ← p·(1 − λη) − ηg; a ← a + μ(p − a), or for μ = 1 a ← p. State: a.</summary>
internal readonly struct AsgdRule<T>(double eta, double lambd, double mu, double weightDecay, bool maximize) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusEta = T.CreateTruncating(-eta);
    private readonly T _shrink = T.CreateTruncating(1 - (lambd * eta));
    private readonly T _mu = T.CreateTruncating(mu);
    private readonly bool _averages = mu != 1;
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _gradient.Apply<V>(parameter, gradient);
        parameter = V.MultiplyAdd(gradient, V.Create(_minusEta), parameter * V.Create(_shrink));
        state0 = _averages ? state0 + ((parameter - state0) * V.Create(_mu)) : parameter;
    }
}
