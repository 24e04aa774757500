using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// v ← ρv + (1 − ρ)g²; δ = √(a + ε)/√(v + ε)·g; a ← ρa + (1 − ρ)δ²; p ← p − lr·δ. State: v, a.
/// </summary>
internal readonly struct AdadeltaRule<T>(double lr, double rho, double eps, double weightDecay, bool maximize) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusLr = T.CreateTruncating(-lr);
    private readonly T _rho = T.CreateTruncating(rho);
    private readonly T _oneMinusRho = T.CreateTruncating(1 - rho);
    private readonly T _eps = T.CreateTruncating(eps);
    private readonly T _squareLimit = Underflow.SquareLimit<T>(eps);
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _gradient.Apply<V>(parameter, gradient);
        state0 = V.MultiplyAdd(V.Create(_oneMinusRho) * gradient, gradient, state0 * V.Create(_rho));
        state0 = Underflow.Flush<T, V>(state0, _squareLimit);
        var delta = V.Sqrt(state1 + V.Create(_eps)) / V.Sqrt(state0 + V.Create(_eps)) * gradient;
        state1 = V.MultiplyAdd(V.Create(_oneMinusRho) * delta, delta, state1 * V.Create(_rho));
        state1 = Underflow.Flush<T, V>(state1, _squareLimit);
        parameter = V.MultiplyAdd(delta, V.Create(_minusLr), parameter);
    }
}
