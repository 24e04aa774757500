namespace Autograd;

/// <summary>
/// Trades time for memory: a part of a computation saves only its inputs, and the backward pass computes the rest
/// again; <c>torch.utils.checkpoint</c>.
/// </summary>
/// <remarks>
/// <para>
/// The function records its graph while it runs, and the graph is released when it returns. With k parts of equal size
/// the peak memory is that of k results and one part, at the cost of one more forward pass.
/// </para>
/// <para>
/// Gradients flow to the inputs and to other leaves that the function uses, such as the parameters of a module. Other
/// results that require a gradient must be passed as inputs. Hooks, higher derivatives, <see cref="Functional"/> and
/// nested checkpoints work as without a checkpoint.
/// </para>
/// <para>
/// The function must compute the same twice, so it may not write to its inputs in place. The second run starts from the
/// random state of the first, so that dropout drops the same elements, and the state is restored afterwards; no other
/// thread should draw from the generator meanwhile.
/// </para>
/// </remarks>
/// <example><code>
/// foreach (var block in blocks) x = Checkpoint.Run(block.Forward, x);
/// </code></example>
public static class Checkpoint
{
    /// <summary>Runs a function of one input and one output.</summary>
    /// <param name="function">The function, which runs twice.</param>
    /// <param name="input">The input of the function.</param>
    /// <param name="preserveRandomState">True to make the second run draw the random numbers of the first.</param>
    /// <param name="generator">
    /// The generator that the function draws from; null for <see cref="Generator.Default"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The function returned null, writes in place to an input or to a leaf that it is differentiated by, or uses a
    /// result that requires a gradient and is none of its inputs; in the backward pass, it computed something else.
    /// </exception>
    public static Tensor Run(Func<Tensor, Tensor> function, Tensor input, bool preserveRandomState = true, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(function);
        return Run(inputs => [function(inputs[0])], [input], preserveRandomState, generator)[0];
    }

    /// <summary>Runs a function of any number of inputs and outputs.</summary>
    /// <param name="function">The function, which runs twice.</param>
    /// <param name="inputs">The inputs of the function.</param>
    /// <param name="preserveRandomState">True to make the second run draw the random numbers of the first.</param>
    /// <param name="generator">
    /// The generator that the function draws from; null for <see cref="Generator.Default"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The function returned null, writes in place to an input or to a leaf that it is differentiated by, or uses a
    /// result that requires a gradient and is none of its inputs; in the backward pass, it computed something else.
    /// </exception>
    public static Tensor[] Run(
        Func<Tensor[], Tensor[]> function, Tensor[] inputs, bool preserveRandomState = true, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] is null)
                throw new ArgumentException($"Checkpoint.Run: input {i} is null; pass a tensor", nameof(inputs));
        CallDepth.Check("Checkpoint.Run", "checkpoints");
        if (!GradMode.IsEnabled || Tracing.IsActive) return UserOutputs.CheckAny("Checkpoint.Run", function(inputs));
        var random = preserveRandomState ? new RandomState(generator ?? Generator.Default) : null;
        Tensor[] outputs;
        List<Tensor> leaves;
        using (var recorded = Recording.Listen(inputs))
        {
            outputs = (Tensor[])UserOutputs.CheckAny("Checkpoint.Run", function(PlaceholderNode.For(inputs))).Clone();
            leaves = FindLeaves(outputs, recorded);
        }

        if (!Array.Exists(outputs, output => output.RequiresGrad)) return outputs;
        var node = new CheckpointNode(function, inputs, leaves, outputs, random);
        var memory = new OutputMemory(inputs);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (!outputs[i].RequiresGrad) continue;
            outputs[i] = memory.OwnOutput(outputs[i]);
            node.SetHistory(outputs[i], i);
        }

        return outputs;
    }

    /// <summary>The leaves of the graph that the function recorded.</summary>
    private static List<Tensor> FindLeaves(Tensor[] outputs, Recording.RecordedNodes recorded)
    {
        var leaves = new List<Tensor>();
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Node>();
        foreach (var output in outputs)
            if (output.RequiresGrad) stack.Push(output.GradientEdge().Node!);
        while (stack.TryPop(out var node))
        {
            if (!seen.Add(node)) continue;
            if (node.Variable is { } leaf)
            {
                if (recorded.WasWritten(leaf))
                    throw new InvalidOperationException(
                        $"Checkpoint.Run: the function writes in place to a leaf of shape {leaf.Shape} that it is "
                        + "differentiated by, and would write to it once more in the backward pass; write to it before "
                        + "or after, or to a Clone() of it");
                leaves.Add(leaf);
                continue;
            }

            if (!recorded.Contains(node))
                throw new InvalidOperationException(
                    $"Checkpoint.Run: the function uses a result of {node.Name} of shape {node.OutputOf(0).Shape} that was computed outside of "
                    + "it and is none of its inputs; pass it as an input, or Detach() it");
            for (var i = 0; i < node.InputCount; i++)
                if (node.IsConnected(i)) stack.Push(node.EdgeAt(i).Node!);
        }

        return leaves;
    }
}
