namespace Autograd;

/// <summary>
/// Stands between an intermediate result that a function saved and the function's inputs, where nothing was recorded: an error for a derivative
/// that would go through, instead of one without that part.
/// </summary>
internal sealed class SavedIntermediateNode : Node
{
    private readonly string _function;

    private SavedIntermediateNode(string function, CustomFunctionNode node)
    {
        _function = function;
        InputCount = node.InputCount;
        for (var i = 0; i < InputCount; i++) ConnectLike(i, node);
    }

    public override string Name => _function + "SavedBackward";

    /// <summary>The intermediate result, as one that depends on the inputs of the function.</summary>
    public static Tensor Guard(Tensor intermediate, CustomFunctionNode node, string function)
    {
        var guarded = intermediate.Detach();
        new SavedIntermediateNode(function, node).Produce(guarded);
        return guarded;
    }

    internal override void Backward(Tensor grad, InputGradients inputs) => throw new InvalidOperationException(
        $"Backward: {_function} saved an intermediate result of shape {OutputShape}, and this derivative of its Backward goes through it; how it "
        + "depends on the inputs was not recorded: save the inputs and compute it from them in Backward, return it as one more output, Detach() "
        + "it in Backward if it does not depend on them, or override IsOnceDifferentiable");
}
