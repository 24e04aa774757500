namespace Autograd.NN;

public abstract partial class Module
{
    // The module whose hooks call its Forward once more: that call is to compute, and not to run the hooks again.
    [ThreadStatic]
    private static Module? _inside;

    private ModuleHooks? _hooks;

    /// <summary>
    /// True if hooks can be registered: <c>Forward</c> is the library's, or this is a <see cref="HookedModule"/> or
    /// <see cref="HookedModule{TInput, TOutput}"/>. A <c>Forward</c> that a user declares runs no hooks.
    /// </summary>
    public bool RunsHooks => HasHookedForward;

    private protected virtual bool HasHookedForward => GetType().Assembly == typeof(Module).Assembly;

    /// <summary>
    /// Registers a function that each <c>Forward</c> calls first, with this module and the tensors among the arguments,
    /// those in tuples, arrays and lists included.
    /// </summary>
    /// <param name="hook">Returns the tensors to use instead, as many, or null to leave them.</param>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">The module's <c>Forward</c> runs no hooks.</exception>
    public HookHandle RegisterForwardPreHook(Func<Module, Tensor[], IReadOnlyList<Tensor>?> hook) =>
        HooksFor("RegisterForwardPreHook").ForwardPre.Add(NotNull(hook));

    /// <summary>
    /// As <see cref="RegisterForwardPreHook(Func{Module, Tensor[], IReadOnlyList{Tensor}})"/>, for a function that
    /// changes nothing.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">The module's <c>Forward</c> runs no hooks.</exception>
    public HookHandle RegisterForwardPreHook(Action<Module, Tensor[]> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return RegisterForwardPreHook((module, inputs) =>
        {
            hook(module, inputs);
            return null;
        });
    }

    /// <summary>
    /// Registers a function that each <c>Forward</c> calls last, with this module, the tensors among the arguments, and
    /// those among the results, in the order in which they stand in tuples, arrays and lists.
    /// </summary>
    /// <param name="hook">Returns the results to use instead, as many, or null to leave them.</param>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">The module's <c>Forward</c> runs no hooks.</exception>
    /// <example><code>
    /// var activations = new Dictionary&lt;Module, Tensor&gt;();
    /// using var hook = net[2].RegisterForwardHook((module, inputs, outputs) => { activations[module] = outputs[0]; });
    /// </code></example>
    public HookHandle RegisterForwardHook(Func<Module, Tensor[], Tensor[], IReadOnlyList<Tensor>?> hook) =>
        HooksFor("RegisterForwardHook").Forward.Add(NotNull(hook));

    /// <summary>
    /// As <see cref="RegisterForwardHook(Func{Module, Tensor[], Tensor[], IReadOnlyList{Tensor}})"/>, for a function
    /// that changes nothing.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">The module's <c>Forward</c> runs no hooks.</exception>
    public HookHandle RegisterForwardHook(Action<Module, Tensor[], Tensor[]> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return RegisterForwardHook((module, inputs, outputs) =>
        {
            hook(module, inputs, outputs);
            return null;
        });
    }

    /// <summary>
    /// Registers a function that a backward pass calls when the gradients of the module's results are known, before it
    /// goes through the module.
    /// </summary>
    /// <param name="hook">
    /// Gets this module and a gradient for each result, null for one without; returns the gradients to use instead, as
    /// many, or null to leave them.
    /// </param>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">The module's <c>Forward</c> runs no hooks.</exception>
    public HookHandle RegisterFullBackwardPreHook(Func<Module, Tensor?[], IReadOnlyList<Tensor?>?> hook) =>
        HooksFor("RegisterFullBackwardPreHook").BackwardPre.Add(NotNull(hook));

    /// <summary>
    /// Registers a function that a backward pass calls when it has gone through the module: with this module, the
    /// gradients of the arguments, and those of the results.
    /// </summary>
    /// <param name="hook">
    /// Returns the gradients of the arguments to use instead, as many, or null to leave them. An argument that needs no
    /// gradient has null.
    /// </param>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <remarks>
    /// If no argument needs a gradient, the function is called when the gradients of the results are known.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The module's <c>Forward</c> runs no hooks.</exception>
    public HookHandle RegisterFullBackwardHook(Func<Module, Tensor?[], Tensor?[], IReadOnlyList<Tensor?>?> hook) =>
        HooksFor("RegisterFullBackwardHook").Backward.Add(NotNull(hook));

    /// <summary>
    /// As <see cref="RegisterFullBackwardHook(Func{Module, Tensor[], Tensor[], IReadOnlyList{Tensor}})"/>, for a
    /// function that changes nothing.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">The module's <c>Forward</c> runs no hooks.</exception>
    public HookHandle RegisterFullBackwardHook(Action<Module, Tensor?[], Tensor?[]> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return RegisterFullBackwardHook((module, gradInputs, gradOutputs) =>
        {
            hook(module, gradInputs, gradOutputs);
            return null;
        });
    }

    /// <summary>
    /// True if <c>Forward</c>, which asks this first, is to return what <see cref="RunHooks"/> returns.
    /// </summary>
    private protected bool IsHooked => _hooks is not null && EnterHooks();

    /// <summary>Runs the hooks around a call of Forward, which asks <see cref="IsHooked"/> again.</summary>
    private protected TOutput RunHooks<TInput, TOutput>(TInput input, Func<TInput, TOutput> forward) =>
        CallWithHooks(input, forward, isForward: true);

    /// <summary>Runs the hooks around a function that does not ask <see cref="IsHooked"/>.</summary>
    private protected TOutput RunHooksAround<TInput, TOutput>(TInput input, Func<TInput, TOutput> core) =>
        CallWithHooks(input, core, isForward: false);

    private TOutput CallWithHooks<TInput, TOutput>(TInput input, Func<TInput, TOutput> forward, bool isForward)
    {
        var hooks = _hooks!;
        foreach (var hook in hooks.ForwardPre.Snapshot())
            if (hook(this, TensorTree.Of(input)) is { } replaced) input = Replace("RegisterForwardPreHook", input, replaced);
        var boundary = hooks.HasBackward && GradMode.IsEnabled ? new BackwardBoundary(this, hooks) : null;
        if (boundary is not null) input = TensorTree.Replace(input, boundary.Enter(TensorTree.Of(input)));

        TOutput output;
        _inside = isForward ? this : null;
        try
        {
            output = forward(input);
        }
        finally
        {
            _inside = null;
        }

        foreach (var hook in hooks.Forward.Snapshot())
        {
            if (hook(this, TensorTree.Of(input), TensorTree.Of(output)) is { } replaced)
                output = Replace("RegisterForwardHook", output, replaced);
        }

        return boundary is null ? output : TensorTree.Replace(output, boundary.Leave(TensorTree.Of(output)));
    }

    private bool EnterHooks()
    {
        if (ReferenceEquals(_inside, this))
        {
            _inside = null;
            return false;
        }

        _hooks!.Replacements?.Refresh(this);
        return !_hooks.IsEmpty;
    }

    private T Replace<T>(string op, T value, IReadOnlyList<Tensor> replaced)
    {
        var count = TensorTree.Of(value).Length;
        if (replaced.Count != count)
            throw new InvalidOperationException(
                $"{op}: a hook on {TypeName(this)} returned {replaced.Count} tensors in place of {count}; return as many, or null to keep them");
        for (var i = 0; i < count; i++)
        {
            if (replaced[i] is null)
                throw new InvalidOperationException($"{op}: a hook on {TypeName(this)} returned null as tensor {i}; return a tensor, or null for all");
        }

        return TensorTree.Replace(value, replaced);
    }

    private ModuleHooks HooksFor(string op)
    {
        if (!RunsHooks)
            throw new InvalidOperationException(
                $"{op}: {TypeName(this)} has a Forward of its own, or none, and so would never run the hook; derive it from HookedModule or "
                + "HookedModule<TInput, TOutput>, and rename its Forward to ForwardCore");
        return AllHooks();
    }
}
