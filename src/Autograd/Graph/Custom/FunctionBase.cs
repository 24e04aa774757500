namespace Autograd;

/// <summary>The base of <see cref="Function"/> and <see cref="MultiOutputFunction"/>.</summary>
public abstract class FunctionBase
{
    private protected FunctionBase()
    {
    }

    /// <summary>
    /// The name in messages and, followed by <c>Backward</c>, of the node in <see cref="Tensor.GradFn"/>. By default
    /// the name of the class.
    /// </summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// True if Backward is not made of differentiable tensor operations alone, so that it cannot be differentiated in
    /// turn. A second derivative is then an error instead of a wrong number; <c>once_differentiable</c>.
    /// </summary>
    protected internal virtual bool IsOnceDifferentiable => false;

    internal abstract Tensor[]? RunForward(FunctionContext context, Tensor[] inputs);

    internal abstract IReadOnlyList<Tensor?> RunBackward(FunctionContext context, Tensor[] grads);

    private protected Tensor[] Run(Tensor[] inputs, int? outputCount)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] is null) throw new ArgumentException($"{Name}: input {i} is null; pass a tensor", nameof(inputs));

        // The node is made before Forward runs, because Forward may write to its inputs and so change their edges. The
        // number of outputs is known only afterwards.
        // In a trace the operations of Forward itself are recorded.
        var node = Tensor.AnyRecorded(inputs) && !Tracing.IsActive ? new CustomFunctionNode(this, inputs, outputCount) : null;
        var context = node?.Context ?? new FunctionContext(Name, inputs, null);
        var returned = Forward(context, inputs);
        node?.SetOutputCount(returned.Length);
        var memory = new OutputMemory(inputs);
        var outputs = new Tensor[returned.Length];
        for (var i = 0; i < returned.Length; i++)
        {
            var output = returned[i];
            var isWritten = context.Dirty.Contains(output);
            outputs[i] = isWritten ? output : memory.OwnOutput(output);
            if (node is null || !output.DType.IsFloatingPoint() || context.NonDifferentiable.Contains(output)) continue;
            if (isWritten) output.CompleteWriteOf(node, i);
            else node.SetHistory(outputs[i], i);
        }

        context.EndForward(returned, outputs);
        return outputs;
    }

    private Tensor[] Forward(FunctionContext context, Tensor[] inputs)
    {
        Tensor[]? outputs;
        using (GradMode.NoGrad()) outputs = RunForward(context, inputs);
        if (outputs is null || outputs.Length == 0 || Array.Exists(outputs, output => output is null))
            throw new InvalidOperationException($"{Name}: Forward returned no tensor; return what it computed");
        if (context.Dirty.Count > 0)
        {
            var returned = new HashSet<Tensor>(outputs, ReferenceEqualityComparer.Instance);
            foreach (var dirty in context.Dirty)
                if (!returned.Contains(dirty))
                    throw new InvalidOperationException(
                        $"{Name}: an input of shape {dirty.Shape} that was marked dirty must be returned as an output");
        }

        return outputs;
    }
}
