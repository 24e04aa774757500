namespace Autograd;

/// <summary>
/// What somebody attached to a node: hooks, tensors that retain their gradient, the place where it was recorded. Nearly every node has none, and
/// then pays for a null.
/// </summary>
internal sealed class NodeAttachments
{
    private readonly SortedDictionary<int, HookList<Func<Tensor, Tensor?>>> _tensorHooks = [];
    private List<(Tensor Output, int Index)>? _retained;

    public HookList<Func<Tensor?[], IReadOnlyList<Tensor?>?>> PreHooks { get; } = new();

    public HookList<Func<Tensor?[], Tensor?[], IReadOnlyList<Tensor?>?>> PostHooks { get; } = new();

    public HookList<Action<Tensor>> PostAccumulateHooks { get; } = new();

    /// <summary>Where the operation was recorded, if anomalies are being detected.</summary>
    public AnomalyTrace? RecordedAt { get; set; }

    public HookList<Func<Tensor, Tensor?>> TensorHooks(int outputIndex)
    {
        lock (_tensorHooks)
        {
            if (!_tensorHooks.TryGetValue(outputIndex, out var hooks)) _tensorHooks[outputIndex] = hooks = new();
            return hooks;
        }
    }

    public void Retain(Tensor output, int outputIndex) => (_retained ??= []).Add((output, outputIndex));

    /// <summary>
    /// Leaves the gradients that gathered in the tensors that retain theirs: as the hooks of the tensors left them. A
    /// tensor that was written since is the result of another node, which leaves its gradient there.
    /// </summary>
    public void KeepRetainedGradients(Node node)
    {
        if (_retained is null) return;
        foreach (var (output, index) in _retained)
            if (node.SlotOf(index).Value is { } grad && output.IsResultOf(node, index)) output.AccumulateGradient(grad);
    }

    /// <summary>Shows the gradients that gathered in the node to the hooks of its outputs, and puts theirs in their place.</summary>
    public void RunTensorHooks(Node node)
    {
        // A copy, since a hook may register another; and no reference into the node is held while user code runs.
        (int Index, HookList<Func<Tensor, Tensor?>> Hooks)[] all;
        lock (_tensorHooks) all = [.. _tensorHooks.Select(pair => (pair.Key, pair.Value))];
        foreach (var (index, hooks) in all)
        {
            if (hooks.IsEmpty || node.SlotOf(index).Value is not { } before) continue;
            var after = Apply(node, hooks, before);
            if (!ReferenceEquals(after, before)) node.SlotOf(index).Replace(after);
        }
    }

    /// <summary>Runs the hooks of one output on a gradient that gathered outside the node.</summary>
    public Tensor RunTensorHooks(Node node, Tensor grad) => Apply(node, TensorHooks(0), grad);

    private static Tensor Apply(Node node, HookList<Func<Tensor, Tensor?>> hooks, Tensor grad)
    {
        foreach (var hook in hooks.Snapshot())
        {
            grad.MarkAsShown();
            Tensor? replacement;
            using (new UserCode()) replacement = hook(grad);
            if (replacement is null) continue;
            if (!replacement.Shape.Equals(grad.Shape) || replacement.DType != grad.DType)
                throw new InvalidOperationException(
                    $"RegisterHook: a hook on a result of {node.Name} returned a gradient of shape {replacement.Shape} and type "
                    + $"{replacement.DType} in place of one of shape {grad.Shape} and type {grad.DType}; return one like it, or null to keep it");
            grad = replacement;
            grad.MarkAsShown();
        }

        return grad;
    }
}
