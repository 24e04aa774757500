namespace Autograd;

/// <summary>The node of a leaf: adds the gradient that arrives to the leaf's <see cref="Tensor.Grad"/>.</summary>
/// <remarks>
/// It stores the shape and type that the leaf had when the node was made. If <see cref="Tensor.Data"/> is set to data
/// of another shape or type, the leaf gets a new accumulator. A graph that was recorded before keeps the old one, which
/// throws if the shape has changed.
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
        grad = grad.To(_leaf.DType);
        if (Hooks is { GradientPlace: { } place } && MatchesOutput(place, 0) && place.DType == _leaf.DType) _leaf.AccumulateGradientIn(place, grad);
        else _leaf.AccumulateGradient(grad);
    }
}
