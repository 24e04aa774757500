namespace Autograd.Tests.Graph;

/// <summary>The identity, with something to do in the middle of a backward pass.</summary>
internal sealed class CallbackNode : Node
{
    private readonly Action<Tensor> _onBackward;

    private CallbackNode(Tensor input, Action<Tensor> onBackward)
    {
        _onBackward = onBackward;
        Connect(0, input);
    }

    public override string Name => "CallbackBackward0";

    public static Tensor Apply(Tensor input, Action<Tensor> onBackward)
    {
        var output = input.Detach().Clone();
        new CallbackNode(input, onBackward).SetHistory(output);
        return output;
    }

    internal override void Backward(Tensor grad, InputGradients inputs)
    {
        using (GradMode.EnableGrad()) _onBackward(grad);
        inputs.Set(0, grad);
    }
}
