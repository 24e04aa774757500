namespace Autograd;

/// <summary>An operation without a derivative, recorded for a <see cref="Trace"/> alone.</summary>
internal sealed class TracedNode : Node
{
    public TracedNode(string operation, ReadOnlySpan<Tensor> inputs)
    {
        Name = operation;
        InputCount = inputs.Length;
        for (var i = 0; i < inputs.Length; i++) Connect(i, inputs[i]);
    }

    public override string Name { get; }

    internal override void Backward(Tensor grad, InputGradients inputs)
    {
    }
}
