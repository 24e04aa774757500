namespace Autograd;

/// <summary>
/// The producer of a placeholder for an input: an alias of the same data at which the graph ends, so that the nested
/// pass goes no further. After a nested pass that was recorded, the placeholder is connected to the input.
/// </summary>
internal sealed class PlaceholderNode : Node
{
    private PlaceholderNode()
    {
    }

    public override string Name => "CheckpointInputBackward";

    /// <summary>A placeholder for each input that requires a gradient; the other inputs themselves.</summary>
    public static Tensor[] For(Tensor[] inputs)
    {
        var result = new Tensor[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            result[i] = inputs[i];
            if (!inputs[i].RequiresGrad) continue;
            result[i] = inputs[i].Detach();
            new PlaceholderNode().SetHistory(result[i]);
        }

        return result;
    }

    /// <summary>Connects a placeholder to its input, so that gradients flow through from now on.</summary>
    public static void ConnectInput(Tensor placeholder, Tensor input)
    {
        if (placeholder.GradFn is PlaceholderNode node) node.Connect(0, input);
    }

    internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad);
}
