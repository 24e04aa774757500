namespace Autograd;

// What the plain walk leaves out: nodes that have hooks, and passes in which anomalies are looked for.
internal sealed partial class BackwardPass
{
    private readonly bool _detectsAnomalies = GradMode.IsDetectingAnomalies;

    private void ExecuteInstrumented(Node node)
    {
        var attached = node.Attachments;
        if (attached is not null)
        {
            // What a pass inside another's node is asked for is only on its way to the tensor, whose hooks are the outer pass's to call.
            if (_capture is not { IsPartOfAnotherPass: true } || !_capture.Wants(node)) attached.RunTensorHooks(node);
            attached.KeepRetainedGradients(node);
        }

        if (_capture is not null)
        {
            _capture.Take(node);
            if (!_capture.LeadsOn(node))
            {
                node.DropGradients();
                return;
            }
        }

        if (_detectsAnomalies || attached is { PreHooks.IsEmpty: false } or { PostHooks.IsEmpty: false }) RunInstrumented(node, attached);
        else node.Run(new InputGradients(node, this));
        if (attached is not null && node is AccumulateGrad leaf) RunPostAccumulateHooks(leaf);
        if (!_retainGraph) node.Release();
    }

    /// <summary>Runs a node so that its gradients can be looked at before and after.</summary>
    private void RunInstrumented(Node node, NodeAttachments? attached)
    {
        var outputs = new Tensor?[node.OutputCount];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = node.SlotOf(i).Value;
        if (Array.TrueForAll(outputs, grad => grad is null)) return;
        if (attached is not null) RunPreHooks(node, attached, outputs);
        foreach (var grad in outputs) grad?.MarkAsShown();

        var captured = new CapturedGradients(node.InputCount);
        for (var i = 0; i < captured.Wanted.Length; i++) captured.Wanted[i] = node.IsConnected(i) && Wants(node.EdgeAt(i));
        if (_detectsAnomalies) Anomaly.Run(node, captured);
        else node.Run(new InputGradients(captured));
        for (var i = 0; i < captured.Values.Length; i++)
        {
            if (!captured.Wanted[i]) captured.Values[i] = null;
            else if (captured.Values[i] is { } grad) captured.Values[i] = Conform(node, node.EdgeAt(i), grad);
        }

        if (_detectsAnomalies) Anomaly.Check(node, outputs, captured.Values);
        if (attached is not null) RunPostHooks(node, attached, outputs, captured);
        for (var i = 0; i < captured.Values.Length; i++)
            if (captured.Values[i] is { } grad) Receive(node, node.EdgeAt(i), grad);
    }

    private static void RunPreHooks(Node node, NodeAttachments attached, Tensor?[] outputs)
    {
        foreach (var hook in attached.PreHooks.Snapshot())
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

    private static void RunPostHooks(Node node, NodeAttachments attached, Tensor?[] outputs, CapturedGradients captured)
    {
        foreach (var hook in attached.PostHooks.Snapshot())
        {
            var inputs = captured.Values;
            if (Call(node, "RegisterHook", inputs, () => hook((Tensor?[])inputs.Clone(), (Tensor?[])outputs.Clone())) is not { } replaced) continue;
            for (var i = 0; i < inputs.Length; i++)
                if (captured.Wanted[i]) inputs[i] = replaced[i];
        }
    }

    private static IReadOnlyList<Tensor?>? Call(Node node, string what, Tensor?[] grads, Func<IReadOnlyList<Tensor?>?> hook)
    {
        foreach (var grad in grads) grad?.MarkAsShown();
        IReadOnlyList<Tensor?>? replaced;
        using (new UserCode()) replaced = hook();
        if (replaced is null) return null;
        if (replaced.Count != grads.Length)
            throw new InvalidOperationException(
                $"{what}: a hook on {node.Name} returned {replaced.Count} gradients in place of {grads.Length}; return as many, or null "
                + "to keep them");
        for (var i = 0; i < grads.Length; i++)
        {
            replaced[i]?.MarkAsShown();
            if (replaced[i] is { } after && grads[i] is { } before && (!after.Shape.Equals(before.Shape) || after.DType != before.DType))
                throw new InvalidOperationException(
                    $"{what}: a hook on {node.Name} returned a gradient of shape {after.Shape} and type {after.DType} in place of one of shape "
                    + $"{before.Shape} and type {before.DType}; return one like it, or null to keep all");
        }

        return replaced;
    }

    /// <summary>Delivers the gradient of a leaf that another pass is at work on, which was kept aside.</summary>
    private void DeliverAside(AccumulateGrad leaf, Tensor grad)
    {
        var attached = leaf.Attachments;
        if (attached is not null && _capture is not { IsPartOfAnotherPass: true }) grad = attached.RunTensorHooks(leaf, grad);
        if (_capture is not null)
        {
            _capture.Take(leaf, 0, grad);
            return;
        }

        leaf.Backward(grad, new InputGradients(leaf, this));
        if (attached is not null) RunPostAccumulateHooks(leaf);
    }

    private static void RunPostAccumulateHooks(AccumulateGrad leaf)
    {
        foreach (var hook in leaf.Attached().PostAccumulateHooks.Snapshot())
            using (new UserCode()) hook(leaf.Variable);
    }
}
