namespace Autograd;

/// <summary>
/// Takes the place of a derivative of a custom Backward that was not recorded. A pass that reaches it throws, instead
/// of returning a gradient that lacks this part.
/// </summary>
internal sealed class OnceDifferentiableNode : Node
{
    private readonly string _function;
    private readonly string _message;

    private OnceDifferentiableNode(string function, string message, int inputCount)
    {
        _function = function;
        _message = message;
        InputCount = inputCount;
    }

    public override string Name => _function + "BackwardBackward";

    /// <summary>
    /// Connects the gradient that a once differentiable function computed to the function's saved tensors and to the
    /// gradients of its outputs, on which it depends.
    /// </summary>
    public static Tensor Guard(Tensor grad, string function, FunctionContext context, Tensor[] gradOutputs)
    {
        Tensor[] sources = [.. gradOutputs, .. context.SavedTensors];
        if (!Array.Exists(sources, source => source.RequiresGrad)) return grad;
        var node = new OnceDifferentiableNode(
            function,
            $"Backward: {function} is once differentiable, and this would be its second derivative; write its Backward in "
            + "tensor operations and drop IsOnceDifferentiable, or do not pass createGraph",
            sources.Length);
        for (var i = 0; i < sources.Length; i++) node.Connect(i, sources[i]);
        return WithHistory(node, grad);
    }

    /// <summary>Connects an intermediate result that a function saved to the inputs of the function.</summary>
    public static Tensor GuardIntermediate(Tensor intermediate, string function, CustomFunctionNode of)
    {
        var node = new OnceDifferentiableNode(
            function,
            $"Backward: {function} saved an intermediate result of shape {intermediate.Shape}, and this derivative of its "
            + "Backward goes through it; how it depends on the inputs was not recorded: save the inputs and compute it from "
            + "them in Backward, return it as one more output, Detach() it in Backward if it does not depend on them, or "
            + "override IsOnceDifferentiable",
            of.InputCount);
        for (var i = 0; i < of.InputCount; i++) node.ConnectLike(i, of);
        return WithHistory(node, intermediate);
    }

    private static Tensor WithHistory(OnceDifferentiableNode node, Tensor tensor)
    {
        var guarded = tensor.Detach();
        node.SetHistory(guarded);
        return guarded;
    }

    internal override void Backward(Tensor grad, InputGradients inputs) =>
        throw new InvalidOperationException(_message);
}
