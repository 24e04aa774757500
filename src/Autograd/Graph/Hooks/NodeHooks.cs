namespace Autograd;

/// <summary>
/// The hooks of a node, and what a pass does beside them: the outputs that retain their gradient, and the stack trace
/// of the node's recording for <see cref="GradMode.DetectAnomaly"/>. It is an object of its own because nearly every
/// node has none of these, and then stores only a null.
/// </summary>
internal sealed class NodeHooks
{
    private readonly SortedDictionary<int, HookList<Func<Tensor, Tensor?>>> _tensorHooks = [];
    private List<(Tensor Output, int Index)>? _retained;

    public HookList<Func<Tensor?[], IReadOnlyList<Tensor?>?>> PreHooks { get; } = new();

    public HookList<Func<Tensor?[], Tensor?[], IReadOnlyList<Tensor?>?>> PostHooks { get; } = new();

    public HookList<Action<Tensor>> PostAccumulateHooks { get; } = new();

    /// <summary>
    /// The memory in which a leaf's <see cref="Tensor.Grad"/> is kept, a part of a larger buffer as a rule; null as a
    /// rule, when each gradient has memory of its own.
    /// </summary>
    public Tensor? GradientPlace { get; set; }

    /// <summary>True if a hook on a result of the node may be registered.</summary>
    public bool HasTensorHooks
    {
        get
        {
            lock (_tensorHooks) return _tensorHooks.Count > 0;
        }
    }

    /// <summary>The stack trace of the recording; null outside of <see cref="GradMode.DetectAnomaly"/>.</summary>
    public AnomalyTrace? RecordedAt { get; set; }

    /// <summary>The hooks of one output, from <see cref="Tensor.RegisterHook(Func{Tensor, Tensor?})"/>.</summary>
    public HookList<Func<Tensor, Tensor?>> TensorHooks(int outputIndex)
    {
        lock (_tensorHooks)
        {
            if (!_tensorHooks.TryGetValue(outputIndex, out var hooks)) _tensorHooks[outputIndex] = hooks = new();
            return hooks;
        }
    }

    /// <summary>Notes that an output retains its gradient.</summary>
    public void Retain(Tensor output, int outputIndex) => (_retained ??= []).Add((output, outputIndex));

    /// <summary>
    /// Adds the node's gradients, as the tensor hooks returned them, to the Grad of the outputs that retain theirs. An
    /// output that was written in place since is the result of another node, and that node stores its gradient.
    /// </summary>
    public void StoreRetainedGradients(Node node)
    {
        if (_retained is null) return;
        foreach (var (output, index) in _retained)
            if (node.SlotOf(index).Value is { } grad && output.IsResultOf(node, index)) output.AccumulateGradient(grad);
    }

    /// <summary>Runs the hooks of the node's outputs on its gradients, and replaces these by the results.</summary>
    public void RunTensorHooks(Node node)
    {
        // Iterates over a copy, because a hook may register another one. SlotOf is called anew after the hooks, so that
        // no ref into the node is held while user code runs.
        (int Index, HookList<Func<Tensor, Tensor?>> Hooks)[] all;
        lock (_tensorHooks) all = [.. _tensorHooks.Select(pair => (pair.Key, pair.Value))];
        foreach (var (index, hooks) in all)
        {
            if (hooks.IsEmpty || node.SlotOf(index).Value is not { } before) continue;
            var after = Apply(node, hooks, before);
            if (!ReferenceEquals(after, before)) node.SlotOf(index).Replace(after);
        }
    }

    /// <summary>Runs the hooks of output 0 on a gradient that was accumulated outside of the node.</summary>
    public Tensor RunTensorHooks(Node node, Tensor grad) => Apply(node, TensorHooks(0), grad);

    private static Tensor Apply(Node node, HookList<Func<Tensor, Tensor?>> hooks, Tensor grad)
    {
        foreach (var hook in hooks.Snapshot())
        {
            grad.MarkAsExposed();
            Tensor? replacement;
            using (new UserCodeScope()) replacement = hook(grad);
            if (replacement is null) continue;
            if (!replacement.Shape.Equals(grad.Shape) || replacement.DType != grad.DType)
                throw new InvalidOperationException(
                    $"RegisterHook: a hook on a result of {node.Name} returned a gradient of shape {replacement.Shape} and type "
                    + $"{replacement.DType} in place of one of shape {grad.Shape} and type {grad.DType}; return one like it, or null to keep it");
            grad = replacement;
            grad.MarkAsExposed();
        }

        return grad;
    }
}
