namespace Autograd;

/// <summary>The end of a path: adds the gradient that arrives to the <see cref="Tensor.Grad"/> of a leaf.</summary>
/// <remarks>
/// It remembers the shape and type that the leaf had when it entered graphs. A leaf whose data are replaced by others
/// of another shape or type gets another accumulator, so that a graph from before never writes a gradient in the shape
/// of data that it has not seen.
/// </remarks>
internal sealed class AccumulateGrad : Node
{
    private readonly Tensor _leaf;

    public AccumulateGrad(Tensor leaf)
    {
        _leaf = leaf;
        InputCount = 0;
        OutputShape = leaf.Shape;
        OutputDType = leaf.DType;
    }

    public override string Name => "AccumulateGrad";

    public override Tensor Variable => _leaf;

    internal override void Backward(Tensor grad, InputGradients inputs)
    {
        if (!_leaf.Shape.Equals(OutputShape))
            throw new InvalidOperationException(
                $"Backward: a leaf had shape {OutputShape} when the graph was recorded, and its Data were replaced by data "
                + $"of shape {_leaf.Shape} since, so its gradient has no place; run the forward pass again after "
                + "replacing Data");
        _leaf.AccumulateGradient(grad.To(_leaf.DType));
    }
}
