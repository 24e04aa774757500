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
}
