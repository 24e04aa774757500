using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// What optimizers of Adam's kind have in common: p ← shrink·p; g ← ±g + decay·p; m ← β₁m + (1 − β₁)g;
/// v ← β₂v + (1 − β₂)g². Operations and their order are PyTorch's.
/// </summary>
internal readonly struct MomentsRule<T>(double beta1, double beta2, double eps, double weightDecay, double shrink, bool maximize)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _beta1 = T.CreateTruncating(beta1);
    private readonly T _oneMinusBeta1 = T.CreateTruncating(1 - beta1);
    private readonly T _beta2 = T.CreateTruncating(beta2);
    private readonly T _oneMinusBeta2 = T.CreateTruncating(1 - beta2);
    private readonly T _shrink = T.CreateTruncating(shrink);
    private readonly T _meanLimit = Underflow.MeanLimit<T>();
    private readonly T _squareLimit = Underflow.SquareLimit<T>(eps);
    private readonly bool _shrinks = shrink != 1;
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    /// <summary>Updates the moments, and returns the gradient that they were updated with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Accumulate<V>(ref V parameter, V gradient, ref V mean, ref V square)
        where V : unmanaged, ISimdVector<V, T>
    {
        if (_shrinks) parameter *= V.Create(_shrink);
        gradient = _gradient.Apply<V>(parameter, gradient);
        mean = V.MultiplyAdd(gradient, V.Create(_oneMinusBeta1), mean * V.Create(_beta1));
        mean = Underflow.Flush<T, V>(mean, _meanLimit);
        square = V.MultiplyAdd(V.Create(_oneMinusBeta2) * gradient, gradient, square * V.Create(_beta2));
        square = Underflow.Flush<T, V>(square, _squareLimit);
        return gradient;
    }
}
