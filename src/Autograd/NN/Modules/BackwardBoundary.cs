namespace Autograd.NN;

/// <summary>
/// Two nodes around one call of a module, one for all its arguments and one for all its results, in which a backward
/// pass meets the module's backward hooks.
/// </summary>
internal sealed class BackwardBoundary(Module module, ModuleHooks hooks)
{
    private Tensor?[]? _gradOutputs;
    private int _inputCount;
    private bool _needsInputs;

    /// <summary>Returns the arguments as results of a node, of which those that need a gradient are recorded.</summary>
    public Tensor[] Enter(Tensor[] inputs)
    {
        _inputCount = inputs.Length;
        _needsInputs = Array.Exists(inputs, input => input.RequiresGrad);
        if (!_needsInputs) return inputs;
        var (node, results) = Pass(inputs);
        node.RegisterHook((gradInputs, _) => RunHooks(gradInputs));
        return results;
    }

    /// <summary>Returns the results of the module as results of a second node.</summary>
    public Tensor[] Leave(Tensor[] outputs)
    {
        if (!Array.Exists(outputs, output => output.RequiresGrad)) return outputs;
        var (node, results) = Pass(outputs);
        node.RegisterPreHook(RunPreHooks);
        return results;
    }

    private static (Node Node, Tensor[] Results) Pass(Tensor[] tensors)
    {
        var node = new BoundaryNode(tensors);
        var results = new Tensor[tensors.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            results[i] = tensors[i];
            if (!tensors[i].RequiresGrad) continue;
            results[i] = tensors[i].Detach();
            node.SetHistory(results[i], i);
        }

        return (node, results);
    }

    private Tensor?[] RunPreHooks(Tensor?[] gradOutputs)
    {
        foreach (var hook in hooks.BackwardPre.Snapshot())
        {
            if (hook(module, gradOutputs) is { } replaced)
                gradOutputs = Checked("RegisterFullBackwardPreHook", gradOutputs, replaced);
        }

        _gradOutputs = gradOutputs;
        if (_needsInputs) return gradOutputs;
        foreach (var hook in hooks.Backward.Snapshot())
        {
            if (hook(module, new Tensor?[_inputCount], gradOutputs) is { } replaced && replaced.Any(grad => grad is not null))
                throw new InvalidOperationException(
                    $"RegisterFullBackwardHook: a hook on {module.GetType().Name} returned a gradient, and no argument of the module needs one; "
                    + "return null");
        }

        return gradOutputs;
    }

    private Tensor?[] RunHooks(Tensor?[] gradInputs)
    {
        // The pass may reach the arguments on a way that leaves the results out.
        if (_gradOutputs is not { } gradOutputs) return gradInputs;
        foreach (var hook in hooks.Backward.Snapshot())
        {
            if (hook(module, gradInputs, gradOutputs) is { } replaced)
                gradInputs = Checked("RegisterFullBackwardHook", gradInputs, replaced);
        }

        _gradOutputs = null;
        return gradInputs;
    }

    private Tensor?[] Checked(string op, Tensor?[] grads, IReadOnlyList<Tensor?> replaced)
    {
        if (replaced.Count != grads.Length)
            throw new InvalidOperationException(
                $"{op}: a hook on {module.GetType().Name} returned {replaced.Count} gradients in place of {grads.Length}; return as many, or "
                + "null to keep them");
        return [.. replaced];
    }

    /// <summary>The identity of several tensors.</summary>
    private sealed class BoundaryNode : MultiOutputNode
    {
        public BoundaryNode(Tensor[] tensors)
            : base(tensors.Length)
        {
            InputCount = tensors.Length;
            for (var i = 0; i < tensors.Length; i++) Connect(i, tensors[i]);
        }

        public override string Name => "BackwardHookFunctionBackward";

        protected override void Backward(Tensor?[] grads, InputGradients inputs)
        {
            for (var i = 0; i < grads.Length; i++)
                if (grads[i] is { } grad && inputs.Needs(i)) inputs.Set(i, grad);
        }
    }
}
