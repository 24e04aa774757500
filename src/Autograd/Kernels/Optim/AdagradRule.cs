using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>s ← s + g²; p ← p − stepSize·g/(√s + ε). State: s.</summary>
internal readonly struct AdagradRule<T>(double stepSize, double eps, double weightDecay, bool maximize) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _minusStepSize = T.CreateTruncating(-stepSize);
    private readonly T _eps = T.CreateTruncating(eps);
    private readonly GradientRule<T> _gradient = new(weightDecay, maximize);

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _gradient.Apply<V>(parameter, gradient);
        state0 = V.MultiplyAdd(gradient, gradient, state0);
        parameter += V.Create(_minusStepSize) * gradient / (V.Sqrt(state0) + V.Create(_eps));
    }
}
