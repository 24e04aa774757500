namespace Autograd;

// The slow path of the walk: nodes with hooks or retained gradients, and passes under DetectAnomaly.
internal sealed partial class BackwardPass
{
    private readonly bool _detectsAnomalies = GradMode.IsDetectingAnomalies;

    private void ExecuteInstrumented(Node node)
    {
        var hooks = node.Hooks;
        if (hooks is not null)
        {
            // The gradients that a nested pass captures go on in the outer pass, which runs the hooks of these tensors.
            // Running them here too would apply them twice.
            if (_capture is not { IsNested: true } || !_capture.Captures(node)) hooks.RunTensorHooks(node);
            hooks.StoreRetainedGradients(node);
        }

        if (_capture is not null)
        {
            _capture.Store(node);
            if (!_capture.IsNeeded(node))
            {
                node.DropGradients();
                return;
            }
        }

        if (_detectsAnomalies || hooks is { PreHooks.IsEmpty: false } or { PostHooks.IsEmpty: false }) RunInstrumented(node, hooks);
        else node.Run(new InputGradients(node, this));
        if (hooks is not null && node is AccumulateGrad leaf) RunPostAccumulateHooks(leaf);
        if (!_retainGraph) node.Release();
    }

    /// <summary>
    /// Runs a node with its input gradients captured, so that hooks and the anomaly check see them before they go on.
    /// </summary>
    private void RunInstrumented(Node node, NodeHooks? hooks)
    {
        var outputs = new Tensor?[node.OutputCount];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = node.SlotOf(i).Value;
        if (Array.TrueForAll(outputs, grad => grad is null)) return;
        if (hooks is not null) RunPreHooks(node, hooks, outputs);
        foreach (var grad in outputs) grad?.MarkAsExposed();

        var captured = new CapturedGradients(node.InputCount);
        for (var i = 0; i < captured.Wanted.Length; i++) captured.Wanted[i] = node.IsConnected(i) && NeedsGradient(node.EdgeAt(i));
        if (_detectsAnomalies) Anomaly.Run(node, captured);
        else node.Run(new InputGradients(captured));
        for (var i = 0; i < captured.Values.Length; i++)
        {
            if (!captured.Wanted[i]) captured.Values[i] = null;
            else if (captured.Values[i] is { } grad) captured.Values[i] = ValidateGrad(node, node.EdgeAt(i), grad);
        }

        if (_detectsAnomalies) Anomaly.Check(node, outputs, captured.Values);
        if (hooks is not null) RunPostHooks(node, hooks, outputs, captured);
        for (var i = 0; i < captured.Values.Length; i++)
            if (captured.Values[i] is { } grad) Accumulate(node, node.EdgeAt(i), grad);
    }

    private static void RunPreHooks(Node node, NodeHooks hooks, Tensor?[] outputs)
    {
        foreach (var hook in hooks.PreHooks.Snapshot())
        {
            if (Call(node, "RegisterPreHook", outputs, () => hook((Tensor?[])outputs.Clone())) is not { } replaced) continue;
            for (var i = 0; i < outputs.Length; i++)
            {
                if (ReferenceEquals(outputs[i], replaced[i])) continue;
                outputs[i] = replaced[i];
                if (replaced[i] is { } grad) node.SlotOf(i).Replace(grad);
                else node.SlotOf(i).Take();
            }
        }
    }

    private static void RunPostHooks(Node node, NodeHooks hooks, Tensor?[] outputs, CapturedGradients captured)
    {
        foreach (var hook in hooks.PostHooks.Snapshot())
        {
            var inputs = captured.Values;
            if (Call(node, "RegisterHook", inputs, () => hook((Tensor?[])inputs.Clone(), (Tensor?[])outputs.Clone())) is not { } replaced) continue;
            for (var i = 0; i < inputs.Length; i++)
                if (captured.Wanted[i]) inputs[i] = replaced[i];
        }
    }

    private static IReadOnlyList<Tensor?>? Call(Node node, string what, Tensor?[] grads, Func<IReadOnlyList<Tensor?>?> hook)
    {
        foreach (var grad in grads) grad?.MarkAsExposed();
        IReadOnlyList<Tensor?>? replaced;
        using (new UserCodeScope()) replaced = hook();
        if (replaced is null) return null;
        if (replaced.Count != grads.Length)
            throw new InvalidOperationException(
                $"{what}: a hook on {node.Name} returned {replaced.Count} gradients in place of {grads.Length}; return as many, or null "
                + "to keep them");
        for (var i = 0; i < grads.Length; i++)
        {
            replaced[i]?.MarkAsExposed();
            if (replaced[i] is { } after && grads[i] is { } before && (!after.Shape.Equals(before.Shape) || after.DType != before.DType))
                throw new InvalidOperationException(
                    $"{what}: a hook on {node.Name} returned a gradient of shape {after.Shape} and type {after.DType} in place of one of shape "
                    + $"{before.Shape} and type {before.DType}; return one like it, or null to keep all");
        }

        return replaced;
    }

    /// <summary>Adds to a leaf that another pass owned the sum that this pass kept for it.</summary>
    private void AccumulateIntoSharedLeaf(AccumulateGrad leaf, Tensor grad)
    {
        var hooks = leaf.Hooks;
        if (hooks is not null && _capture is not { IsNested: true }) grad = hooks.RunTensorHooks(leaf, grad);
        if (_capture is not null)
        {
            _capture.Store(leaf, 0, grad);
            return;
        }

        leaf.Backward(grad, new InputGradients(leaf, this));
        if (hooks is not null) RunPostAccumulateHooks(leaf);
    }
}
