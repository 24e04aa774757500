namespace Autograd;

/// <summary>The end of a path: adds the gradient that arrives to the <see cref="Tensor.Grad"/> of a leaf.</summary>
internal sealed class AccumulateGrad : Node
{
    private readonly Tensor _leaf;

    public AccumulateGrad(Tensor leaf)
    {
        _leaf = leaf;
        InputCount = 0;
    }

    public override string Name => "AccumulateGrad";

    public override Tensor Variable => _leaf;

    // A leaf's data may be replaced after it entered a graph, so its shape is asked for, not remembered.
    internal override (Shape Shape, DType DType) OutputOf(int outputIndex) => (_leaf.Shape, _leaf.DType);

    internal override bool Fits(Tensor grad, int outputIndex) => ReferenceEquals(grad.Shape, _leaf.Shape) && grad.DType == _leaf.DType;

    internal override void Backward(Tensor grad, InputGradients inputs) => _leaf.AccumulateGradient(grad);
}
