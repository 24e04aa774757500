namespace Autograd;

/// <summary>What <see cref="Function"/> and <see cref="MultiOutputFunction"/> have in common.</summary>
public abstract class FunctionBase
{
    private protected FunctionBase()
    {
    }

    /// <summary>
    /// The name in messages and, followed by <c>Backward</c>, of the node in <see cref="Tensor.GradFn"/>: the class's own, unless overridden.
    /// </summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// Whether Backward computes with more than differentiable tensor operations, so that it cannot be differentiated in turn. Then a second
    /// derivative is an error, instead of wrong.
    /// </summary>
    protected internal virtual bool IsOnceDifferentiable => false;

    internal abstract Tensor[] RunForward(FunctionContext context, Tensor[] inputs);

    internal abstract IReadOnlyList<Tensor?> RunBackward(FunctionContext context, Tensor[] grads);

    private protected Tensor[] Run(Tensor[] inputs, int? outputCount)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] is null) throw new ArgumentException($"{Name}: input {i} is null; pass a tensor", nameof(inputs));
        if (!Tensor.AnyRecorded(inputs)) return Forward(new FunctionContext(Name, inputs, null), inputs);

        // How many outputs there are is known when Forward has run; edges must be taken before, since Forward may write to its inputs.
        var node = new CustomFunctionNode(this, inputs, outputCount);
        var context = node.Context;
        var outputs = Forward(context, inputs);
        node.SetOutputCount(outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
        {
            var output = outputs[i];
            if (!output.DType.IsFloatingPoint() || Contains(context.NonDifferentiable, output)) continue;
            if (Contains(context.Dirty, output))
            {
                output.CompleteWriteOf(node, i);
                continue;
            }

            // An output is this function's alone: not an input, nor in another's memory, nor part of another graph.
            if (output.RequiresGrad || OutputMemory.IsShared(outputs, i, inputs)) outputs[i] = output.Detach().Clone();
            node.Produce(outputs[i], i);
            if (!ReferenceEquals(outputs[i], output)) context.ReplaceSaved(output, outputs[i]);
        }

        context.EndForward();
        return outputs;
    }

    private Tensor[] Forward(FunctionContext context, Tensor[] inputs)
    {
        Tensor[] outputs;
        using (GradMode.NoGrad()) outputs = RunForward(context, inputs);
        if (outputs is null || outputs.Length == 0 || Array.Exists(outputs, output => output is null))
            throw new InvalidOperationException($"{Name}: Forward returned no tensor; return what it computed");
        foreach (var dirty in context.Dirty)
            if (!Contains(outputs, dirty))
                throw new InvalidOperationException($"{Name}: an input of shape {dirty.Shape} that was marked dirty must be returned as an output");
        return (Tensor[])outputs.Clone();
    }

    private static bool Contains(IEnumerable<Tensor> tensors, Tensor tensor)
    {
        foreach (var other in tensors)
            if (ReferenceEquals(other, tensor)) return true;
        return false;
    }
}
