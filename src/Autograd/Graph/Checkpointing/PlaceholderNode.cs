namespace Autograd;

/// <summary>
/// Made a tensor that stands for an input: the same numbers, but the graph ends here, so that a pass which asks for its gradient goes no
/// further. Once that pass has been recorded, the stand-in may be joined to what it stood for.
/// </summary>
internal sealed class PlaceholderNode : Node
{
    private PlaceholderNode()
    {
    }

    public override string Name => "CheckpointInputBackward";

    public static Tensor[] For(Tensor[] inputs)
    {
        var result = new Tensor[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            result[i] = inputs[i];
            if (!inputs[i].RequiresGrad) continue;
            result[i] = inputs[i].Detach();
            new PlaceholderNode().Produce(result[i]);
        }

        return result;
    }

    /// <summary>Lets gradients through to the input from now on.</summary>
    public static void Join(Tensor standIn, Tensor input)
    {
        if (standIn.GradFn is PlaceholderNode node) node.Connect(0, input);
    }

    internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad);
}
