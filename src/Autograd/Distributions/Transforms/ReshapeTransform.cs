namespace Autograd.Distributions;

/// <summary>Gives the last dimensions another shape.</summary>
public sealed class ReshapeTransform : Transform
{
    /// <summary>Makes the transform.</summary>
    /// <param name="inShape">The sizes of the last dimensions.</param>
    /// <param name="outShape">Their new sizes, with as many elements.</param>
    /// <param name="cacheSize">1 to remember the last result.</param>
    /// <exception cref="ArgumentException">The shapes have different numbers of elements.</exception>
    public ReshapeTransform(Shape inShape, Shape outShape, int cacheSize = 0)
        : base(cacheSize)
    {
        (InShape, OutShape) = (NotNull(inShape), NotNull(outShape));
        if (inShape.Numel != outShape.Numel)
        {
            throw new ArgumentException(
                $"ReshapeTransform: shapes {inShape} of {inShape.Numel} elements and {outShape} of {outShape.Numel}; pass two of as many");
        }
    }

    /// <summary>The sizes of the last dimensions.</summary>
    public Shape InShape { get; }

    /// <summary>Their new sizes.</summary>
    public Shape OutShape { get; }

    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Independent(Constraints.Real, InShape.Count);

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Independent(Constraints.Real, OutShape.Count);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x.Reshape(Reshaped("Forward", x.Shape, InShape, OutShape));

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => y.Reshape(Reshaped("Inv", y.Shape, OutShape, InShape));

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => Tensor.Zeros(Shapes.WithoutLast(x.Shape, InShape.Count), x.DType);

    /// <inheritdoc/>
    protected override Shape ForwardShapeCore(Shape shape) => Reshaped("ForwardShape", shape, InShape, OutShape);

    /// <inheritdoc/>
    protected override Shape InverseShapeCore(Shape shape) => Reshaped("InverseShape", shape, OutShape, InShape);

    internal override bool IsSameAs(Transform other) =>
        other is ReshapeTransform reshape && InShape.Equals(reshape.InShape) && OutShape.Equals(reshape.OutShape);

    private static Shape Reshaped(string op, Shape shape, Shape from, Shape to)
    {
        if (shape.Count < from.Count || !Shapes.Last(shape, from.Count).Equals(from))
            throw new ArgumentException($"{op}: shape {shape}; its last sizes must be {from}");
        return Shapes.Join(Shapes.WithoutLast(shape, from.Count), to);
    }
}
