namespace Autograd.NN;

/// <summary>Updates parameters by their gradients, with one <see cref="Step()"/> after each backward pass.</summary>
/// <remarks>
/// Parameters are written in place, without recording: every module, view and variable that holds one sees the new
/// values. A parameter whose gradient is null is not changed.
/// </remarks>
public abstract class Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The groups of parameters with their options.</summary>
    public abstract IReadOnlyList<ParameterGroup> ParamGroups { get; }

    /// <summary>Updates every parameter that has a gradient.</summary>
    /// <exception cref="InvalidOperationException">
    /// A parameter's shape or type changed since the first step.
    /// </exception>
    public abstract void Step();

    /// <summary>Computes the loss and its gradients by a closure, and then updates the parameters.</summary>
    /// <param name="closure">
    /// Clears the gradients, computes the loss, calls <see cref="Tensor.Backward"/> and returns the loss.
    /// </param>
    /// <returns>The loss before the update.</returns>
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

    /// <summary>Sets the gradient of every parameter to null.</summary>
    public void ZeroGrad()
    {
        foreach (var group in ParamGroups)
            foreach (var parameter in group.Params) parameter.ZeroGrad();
    }

    /// <summary>
    /// Copies the state and the options of the optimizer to tensors by name, which can be saved beside a module's
    /// state: <c>state.0.exp_avg</c> of the first parameter, <c>param_groups.0.lr</c> of the first group.
    /// </summary>
    public abstract OrderedDictionary<string, Tensor> StateDict();

    /// <summary>Restores a state that <see cref="StateDict"/> of an optimizer of the same class returned.</summary>
    /// <exception cref="ArgumentException">
    /// The state has other groups, shapes or options; the optimizer is not changed.
    /// </exception>
    public abstract void LoadStateDict(IReadOnlyDictionary<string, Tensor> state);
}
