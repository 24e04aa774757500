namespace Autograd;

/// <summary>
/// Stands where a derivative of a function's Backward would be that was not recorded: an error for whoever goes
/// through, instead of a derivative without that part.
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
    /// The gradient that a once differentiable function computed, as one that depends on its saved tensors and on the
    /// gradients that it was handed.
    /// </summary>
    public static Tensor Guard(Tensor grad, string function, FunctionContext context, Tensor[] given)
    {
        Tensor[] sources = [.. given, .. context.SavedTensors];
        if (!Array.Exists(sources, source => source.RequiresGrad)) return grad;
        var node = new OnceDifferentiableNode(
            function,
            $"Backward: {function} is once differentiable, and this would be its second derivative; write its Backward in "
            + "tensor operations and drop IsOnceDifferentiable, or do not pass createGraph",
            sources.Length);
        for (var i = 0; i < sources.Length; i++) node.Connect(i, sources[i]);
        return Produced(node, grad);
    }

    /// <summary>An intermediate result that a function saved, as one that depends on the function's inputs.</summary>
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
        return Produced(node, intermediate);
    }

    private static Tensor Produced(OnceDifferentiableNode node, Tensor tensor)
    {
        var guarded = tensor.Detach();
        node.Produce(guarded);
        return guarded;
    }

    internal override void Backward(Tensor grad, InputGradients inputs) =>
        throw new InvalidOperationException(_message);
}
