using Autograd.IO;

namespace Autograd.NN;

/// <summary>Updates parameters by their gradients, with one <see cref="Step()"/> after each backward pass.</summary>
/// <remarks>
/// Parameters are written in place, without recording: every module, view and variable that holds one sees the new
/// values. A parameter whose gradient is null is not changed. An optimizer of one's own derives from
/// <see cref="GroupedOptimizer{TGroup}"/>, which has an example.
/// </remarks>
public abstract class Optimizer : IStateful
{
    private HookList<Action<Optimizer>>? _stepPreHooks;
    private HookList<Action<Optimizer>>? _stepPostHooks;

    /// <summary>Makes an optimizer.</summary>
    protected Optimizer()
    {
    }

    /// <summary>The groups of parameters with their options.</summary>
    public abstract IReadOnlyList<ParameterGroup> ParamGroups { get; }

    /// <summary>The number of steps so far, by which a schedule sees that it is stepped too early.</summary>
    internal long StepCount { get; set; }

    /// <summary>Updates every parameter that has a gradient.</summary>
    /// <exception cref="InvalidOperationException">
    /// No parameter has a gradient, or a parameter's shape or type changed since the first step.
    /// </exception>
    public void Step()
    {
        Run(_stepPreHooks);
        UpdateParameters();
        StepCount++;
        Run(_stepPostHooks);
    }

    /// <summary>Computes the loss and its gradients by a closure, and then updates the parameters.</summary>
    /// <param name="closure">
    /// Clears the gradients, computes the loss, calls <see cref="Tensor.Backward"/> and returns the loss.
    /// </param>
    /// <returns>The loss before the update.</returns>
    /// <exception cref="InvalidOperationException">The closure returns null, or see <see cref="Step()"/>.</exception>
    public Tensor Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        Run(_stepPreHooks);
        var loss = UpdateParameters(closure);
        StepCount++;
        Run(_stepPostHooks);
        return loss;
    }

    /// <summary>Sets the gradient of every parameter to null.</summary>
    public void ZeroGrad()
    {
        foreach (var group in ParamGroups)
            foreach (var parameter in group.Params) parameter.ZeroGrad();
    }

    /// <summary>Registers a function that is called before each step, and before its closure.</summary>
    /// <returns>A handle that removes the function.</returns>
    public HookHandle RegisterStepPreHook(Action<Optimizer> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return (_stepPreHooks ??= new()).Add(hook);
    }

    /// <summary>Registers a function that is called after each step.</summary>
    /// <returns>A handle that removes the function.</returns>
    public HookHandle RegisterStepPostHook(Action<Optimizer> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return (_stepPostHooks ??= new()).Add(hook);
    }

    /// <summary>
    /// Copies the state and the options of the optimizer to tensors by name, which can be saved beside a module's
    /// state: <c>state.0.exp_avg</c> of the first parameter, <c>param_groups.0.lr</c> of the first group.
    /// </summary>
    /// <remarks>
    /// The names are the paths in the dictionary that PyTorch's <c>state_dict()</c> returns. PyTorch has Python's numbers
    /// where a 0-d tensor is an option here.
    /// </remarks>
    public abstract OrderedDictionary<string, Tensor> StateDict();

    /// <summary>Restores a state that <see cref="StateDict"/> of an optimizer of the same class returned.</summary>
    /// <exception cref="ArgumentException">
    /// The state has other groups, shapes or options; the optimizer is not changed.
    /// </exception>
    public abstract void LoadStateDict(IReadOnlyDictionary<string, Tensor> state);

    /// <summary>
    /// Returns the state in the form of PyTorch's <c>optimizer.state_dict()</c>, which
    /// <see cref="TorchFile.Save(PickleValue, string)"/> writes and <c>optimizer.load_state_dict(torch.load(path))</c> takes.
    /// </summary>
    /// <exception cref="NotSupportedException">The optimizer is LBFGS, whose state has another form there.</exception>
    /// <example><code>TorchFile.Save(new PickleDict { ["model"] = net.StateDict(), ["optimizer"] = optimizer.TorchStateDict() }, "run.pt");</code></example>
    public PickleDict TorchStateDict()
    {
        CheckTorchForm("TorchStateDict");
        return TorchOptimizerState.ToTorch(StateDict());
    }

    /// <summary>Restores a state in the form of PyTorch's <c>optimizer.state_dict()</c>.</summary>
    /// <exception cref="ArgumentException">
    /// The value has not that form, or other groups, shapes or options; the optimizer is not changed.
    /// </exception>
    /// <exception cref="NotSupportedException">The optimizer is LBFGS, whose state has another form there.</exception>
    /// <example><code>optimizer.LoadTorchStateDict(TorchFile.Load("run.pt")["optimizer"]);</code></example>
    public void LoadTorchStateDict(PickleValue state)
    {
        ArgumentNullException.ThrowIfNull(state);
        CheckTorchForm("LoadTorchStateDict");
        LoadStateDict(TorchOptimizerState.FromTorch(state, name => ParamGroups.Any(group => group.Has(name))));
    }

    /// <summary>Updates every parameter that has a gradient; <see cref="Step()"/> calls it between its hooks.</summary>
    protected abstract void UpdateParameters();

    /// <summary>Runs the closure once with recording on, and then updates the parameters.</summary>
    private protected virtual Tensor UpdateParameters(Func<Tensor> closure)
    {
        var loss = Evaluate(closure);
        UpdateParameters();
        return loss;
    }

    /// <summary>Runs a closure with recording on.</summary>
    private protected static Tensor Evaluate(Func<Tensor> closure)
    {
        using var _ = GradMode.EnableGrad();
        return closure() ?? throw new InvalidOperationException(
            "Step: the closure returned null, and no parameter was changed; return the loss");
    }

    private void CheckTorchForm(string op)
    {
        if (this is LBFGS)
            throw new NotSupportedException(
                $"{op}: PyTorch keeps the state of LBFGS in lists, which are not converted; use StateDict() and LoadStateDict()");
    }

    private void Run(HookList<Action<Optimizer>>? hooks)
    {
        if (hooks is null) return;
        foreach (var hook in hooks.Snapshot()) hook(this);
    }
}
