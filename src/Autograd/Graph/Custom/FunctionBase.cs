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

    internal abstract Tensor[]? RunForward(FunctionContext context, Tensor[] inputs);

    internal abstract IReadOnlyList<Tensor?> RunBackward(FunctionContext context, Tensor[] grads);

    private protected Tensor[] Run(Tensor[] inputs, int? outputCount)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] is null) throw new ArgumentException($"{Name}: input {i} is null; pass a tensor", nameof(inputs));

        // How many outputs there are is known when Forward has run; edges must be taken before, since Forward may write to its inputs.
        var node = Tensor.AnyRecorded(inputs) ? new CustomFunctionNode(this, inputs, outputCount) : null;
        var context = node?.Context ?? new FunctionContext(Name, inputs, null);
        var given = Forward(context, inputs);
        node?.SetOutputCount(given.Length);
        var memory = new OutputMemory(inputs);
        var outputs = new Tensor[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            var output = given[i];
            var isWritten = context.Dirty.Contains(output);
            outputs[i] = isWritten ? output : memory.OwnOutput(output);
            if (node is null || !output.DType.IsFloatingPoint() || context.NonDifferentiable.Contains(output)) continue;
            if (isWritten) output.CompleteWriteOf(node, i);
            else node.Produce(outputs[i], i);
        }

        context.EndForward(given, outputs);
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
