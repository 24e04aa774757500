namespace Autograd.NN;

/// <summary>Changes parameters by their gradients, one <see cref="Step()"/> after each backward pass.</summary>
/// <remarks>
/// Parameters are written in place, outside of any graph: every module, view and variable that holds one sees the new values. One
/// whose gradient is null is left alone.
/// </remarks>
public abstract class Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The groups of parameters with their options.</summary>
    public abstract IReadOnlyList<ParameterGroup> ParamGroups { get; }

    /// <summary>Changes every parameter that has a gradient.</summary>
    /// <exception cref="InvalidOperationException">A parameter's shape or type changed since the first step.</exception>
    public abstract void Step();

    /// <summary>Computes the loss anew, with its gradients, and then changes the parameters.</summary>
    /// <param name="closure">Clears the gradients, computes the loss, calls <see cref="Tensor.Backward"/> and returns the
    /// loss.</param>
    /// <returns>The loss before the step.</returns>
    public Tensor Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        Tensor loss;
        using (GradMode.EnableGrad())
            loss = closure() ?? throw new InvalidOperationException(
                "Step: the closure returned null, and no parameter was changed; return the loss");
        Step();
        return loss;
    }

    /// <summary>Drops the gradient of every parameter.</summary>
    public void ZeroGrad()
    {
        foreach (var group in ParamGroups)
            foreach (var parameter in group.Params) parameter.ZeroGrad();
    }

    /// <summary>
    /// Copies of all that the optimizer remembers, as tensors by name, ready to be saved beside a module's state:
    /// <c>state.0.exp_avg</c> of the first parameter, <c>param_groups.0.lr</c> of the first group.
    /// </summary>
    public abstract OrderedDictionary<string, Tensor> StateDict();

    /// <summary>Takes over what <see cref="StateDict"/> of an optimizer of the same kind gave.</summary>
    /// <exception cref="ArgumentException">The state has other groups, shapes or options; nothing was changed.</exception>
    public abstract void LoadStateDict(IReadOnlyDictionary<string, Tensor> state);
}
