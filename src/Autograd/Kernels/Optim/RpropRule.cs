using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// s ← s·η⁺ where g keeps its sign, s·η⁻ where it changes it, within bounds; where it changes it g ← 0; p ← p −
/// sign(g)·s; g is kept for the next step. State: the last g, s.
/// </summary>
internal readonly struct RpropRule<T>(double etaMinus, double etaPlus, double smallest, double largest, bool maximize) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _etaMinus = T.CreateTruncating(etaMinus);
    private readonly T _etaPlus = T.CreateTruncating(etaPlus);
    private readonly T _smallest = T.CreateTruncating(smallest);
    private readonly T _largest = T.CreateTruncating(largest);
    private readonly GradientRule<T> _gradient = new(0, maximize);

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V parameter, V gradient, ref V state0, ref V state1, ref V state2)
        where V : unmanaged, ISimdVector<V, T>
    {
        gradient = _gradient.Apply<V>(parameter, gradient);
        var product = gradient * state0;
        var turns = V.LessThan(product, V.Zero);
        var factor = V.Select(V.LessThan(V.Zero, product), V.Create(_etaPlus), V.Select(turns, V.Create(_etaMinus), V.One));
        state1 = V.ClampMax(V.ClampMin(state1 * factor, V.Create(_smallest)), V.Create(_largest));
        gradient = V.Select(turns, V.Zero, gradient);
        var step = V.Select(V.LessThan(V.Zero, gradient), state1, V.Select(V.LessThan(gradient, V.Zero), -state1, V.Zero));
        parameter -= step;
        state0 = gradient;
    }
}
