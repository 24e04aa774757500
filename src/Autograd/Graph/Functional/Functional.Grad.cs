namespace Autograd;

/// <summary>
/// Computes derivatives and returns them, without adding to the <see cref="Tensor.Grad"/> of any leaf:
/// <c>torch.autograd.grad</c> and <c>torch.autograd.functional</c>.
/// </summary>
public static partial class Functional
{
    /// <summary>
    /// The gradient of a scalar with respect to one input; see
    /// <see cref="Grad(IReadOnlyList{Tensor}, IReadOnlyList{Tensor}, IReadOnlyList{Tensor}, bool?, bool, bool)"/>.
    /// </summary>
    /// <param name="output">The tensor to differentiate.</param>
    /// <param name="input">The tensor to differentiate with respect to: a leaf or an intermediate result.</param>
    /// <param name="gradOutput">
    /// The gradient of the output, of its shape; null for 1, if it has a single element.
    /// </param>
    /// <param name="retainGraph">
    /// True to keep the graph for another pass; by default the value of <paramref name="createGraph"/>.
    /// </param>
    /// <param name="createGraph">True to record the pass, so that the result can be differentiated in turn.</param>
    /// <exception cref="ArgumentException">The gradient has another shape.</exception>
    /// <exception cref="InvalidOperationException">
    /// The input does not require a gradient or the output was not computed from it, or the graph was released.
    /// </exception>
    public static Tensor Grad(
        Tensor output, Tensor input, Tensor? gradOutput = null, bool? retainGraph = null, bool createGraph = false) =>
        Grad([NotNull(output)], [NotNull(input)], gradOutput is null ? null : [gradOutput], retainGraph, createGraph)[0]!;

    /// <summary>
    /// The gradients of the sum of the outputs, each weighted with its output gradient, with respect to the inputs;
    /// <c>torch.autograd.grad</c>.
    /// </summary>
    /// <param name="outputs">The tensors to differentiate.</param>
    /// <param name="inputs">The tensors to differentiate with respect to: leaves or intermediate results.</param>
    /// <param name="gradOutputs">
    /// The gradient of each output, of its shape; null, or a null element, for 1, if the output has a single element.
    /// </param>
    /// <param name="retainGraph">
    /// True to keep the graph for another pass; by default the value of <paramref name="createGraph"/>.
    /// </param>
    /// <param name="createGraph">True to record the pass, so that the results can be differentiated in turn.</param>
    /// <param name="allowUnused">
    /// True to return null for an input that no output was computed from, instead of throwing.
    /// </param>
    /// <returns>A gradient for each input, of its shape and type; no two share memory.</returns>
    /// <remarks>
    /// Only operations between the outputs and the inputs run, and only their graph is released. An intermediate result
    /// for which <see cref="Tensor.RetainGrad"/> was called keeps its gradient here too, as in PyTorch.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There are no outputs or no inputs, one is null, or a gradient is missing or has another shape.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A tensor does not require a gradient, an input was not used (unless <paramref name="allowUnused"/>), the graph
    /// was released, or a saved value was overwritten.
    /// </exception>
    public static Tensor?[] Grad(
        IReadOnlyList<Tensor> outputs,
        IReadOnlyList<Tensor> inputs,
        IReadOnlyList<Tensor?>? gradOutputs = null,
        bool? retainGraph = null,
        bool createGraph = false,
        bool allowUnused = false)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(inputs);
        if (outputs.Count == 0 || inputs.Count == 0)
            throw new ArgumentException($"Grad: {outputs.Count} outputs and {inputs.Count} inputs; name at least one of each");
        if (gradOutputs is not null && gradOutputs.Count != outputs.Count)
            throw new ArgumentException($"Grad: {gradOutputs.Count} gradients for {outputs.Count} outputs; pass one for each");
        for (var i = 0; i < outputs.Count; i++)
            if (outputs[i] is null)
                throw new ArgumentException($"Grad: output {i} is null; pass a tensor", nameof(outputs));
        for (var i = 0; i < inputs.Count; i++)
            if (inputs[i] is null)
                throw new ArgumentException($"Grad: input {i} is null; pass a tensor", nameof(inputs));
            else if (!inputs[i].RequiresGrad)
                throw new InvalidOperationException(
                    $"Grad: input {i} of shape {inputs[i].Shape} does not require a gradient; set RequiresGrad before the computation");

        var grads = new Tensor[outputs.Count];
        for (var i = 0; i < grads.Length; i++) grads[i] = outputs[i].GradientToStartFrom("Grad", gradOutputs?[i]);
        var capture = new GradientCapture([.. inputs]);
        BackwardPass.Run([.. outputs], grads, retainGraph ?? createGraph, createGraph, capture);

        var results = new Tensor?[inputs.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = capture.GradientOf(inputs[i])?.AsOwnGradient(createGraph);
            if (results[i] is null && !allowUnused)
                throw new InvalidOperationException(
                    $"Grad: input {i} of shape {inputs[i].Shape} was not used to compute the outputs; leave it out, "
                    + "or pass allowUnused: true to get null for it");
        }

        return results;
    }
}
