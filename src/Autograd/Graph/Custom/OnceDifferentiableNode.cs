namespace Autograd;

/// <summary>Stands where the derivative of a function that can be differentiated only once would be: an error for whoever goes through.</summary>
internal sealed class OnceDifferentiableNode : Node
{
    private readonly string _function;

    private OnceDifferentiableNode(string function, Tensor[] sources)
    {
        _function = function;
        InputCount = sources.Length;
        for (var i = 0; i < sources.Length; i++) Connect(i, sources[i]);
    }

    public override string Name => _function + "BackwardBackward";

    /// <summary>The gradient, as one that depends on the function's saved tensors and on the gradients that it was handed.</summary>
    public static Tensor Guard(Tensor grad, string function, FunctionContext context, Tensor[] given)
    {
        Tensor[] sources = [.. given, .. context.SavedTensors];
        if (!Array.Exists(sources, source => source.RequiresGrad)) return grad;
        var guarded = grad.Detach();
        new OnceDifferentiableNode(function, sources).Produce(guarded);
        return guarded;
    }

    internal override void Backward(Tensor grad, InputGradients inputs) => throw new InvalidOperationException(
        $"Backward: {_function} is once differentiable, and this would be its second derivative; write its Backward in tensor operations and drop "
        + "IsOnceDifferentiable, or do not pass createGraph");
}
