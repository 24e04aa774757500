using System.Numerics;
using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>
/// The base class of the optimizers whose update is one formula, which a kernel applies in a single pass over the
/// parameter, the gradient and up to three tensors of state.
/// </summary>
/// <typeparam name="TGroup">The type of a group with its options.</typeparam>
public abstract class FusedOptimizer<TGroup> : GroupedOptimizer<TGroup> where TGroup : ParameterGroup
{
    /// <summary>Makes an optimizer of these groups.</summary>
    private protected FusedOptimizer(string name, TGroup defaults, IEnumerable<TGroup> groups)
        : base(name, defaults, groups)
    {
    }

    private protected sealed override bool UsesKernels => true;

    /// <summary>Runs a rule on a parameter and its state.</summary>
    private protected static void Run<T, TRule>(
        in TRule rule, Tensor parameter, Tensor grad, Tensor? state0 = null, Tensor? state1 = null, Tensor? state2 = null)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        using var data = parameter.Write();
        using var gradData = grad.Read();
        using var data0 = Tensor.WriteIfAny(state0);
        using var data1 = Tensor.WriteIfAny(state1);
        using var data2 = Tensor.WriteIfAny(state2);
        Kernels.Update.Run(data.Span<T>(), gradData.Span<T>(), data0.Span<T>(), data1.Span<T>(), data2.Span<T>(), rule);
    }
}
