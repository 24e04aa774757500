namespace Autograd.Distributions;

/// <summary>A transform whose last dimensions make up one event, over which the determinants are summed.</summary>
public sealed class IndependentTransform : Transform
{
    /// <summary>Makes the transform.</summary>
    /// <param name="baseTransform">The transform of the parts.</param>
    /// <param name="reinterpretedBatchNDims">The number of dimensions that make up an event of parts.</param>
    /// <param name="cacheSize">1 to remember the last result.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public IndependentTransform(Transform baseTransform, int reinterpretedBatchNDims, int cacheSize = 0)
        : base(cacheSize)
    {
        BaseTransform = NotNull(baseTransform).WithCache(cacheSize);
        ReinterpretedBatchNDims = reinterpretedBatchNDims >= 0 ? reinterpretedBatchNDims : throw new ArgumentOutOfRangeException(
            nameof(reinterpretedBatchNDims), $"IndependentTransform: {reinterpretedBatchNDims} dimensions; it must be 0 or more");
    }

    /// <summary>The transform of the parts.</summary>
    public Transform BaseTransform { get; }

    /// <summary>The number of dimensions that make up an event of parts.</summary>
    public int ReinterpretedBatchNDims { get; }

    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Independent(BaseTransform.Domain, ReinterpretedBatchNDims);

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Independent(BaseTransform.Codomain, ReinterpretedBatchNDims);

    /// <inheritdoc/>
    public override bool IsBijective => BaseTransform.IsBijective;

    /// <inheritdoc/>
    public override Tensor Sign => BaseTransform.Sign;

    /// <inheritdoc/>
    public override Transform WithCache(int cacheSize = 1) => new IndependentTransform(BaseTransform, ReinterpretedBatchNDims, cacheSize);

    /// <inheritdoc/>
    public override string ToString() => $"IndependentTransform({BaseTransform}, {ReinterpretedBatchNDims})";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => BaseTransform.Forward(x);

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => BaseTransform.Inverse(y);

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) =>
        Shapes.SumRightmost(BaseTransform.LogAbsDetJacobian(x, y), ReinterpretedBatchNDims);

    /// <inheritdoc/>
    protected override Shape ForwardShapeCore(Shape shape) => BaseTransform.ForwardShape(shape);

    /// <inheritdoc/>
    protected override Shape InverseShapeCore(Shape shape) => BaseTransform.InverseShape(shape);

    internal override bool IsSameAs(Transform other) => other is IndependentTransform independent
        && ReinterpretedBatchNDims == independent.ReinterpretedBatchNDims && BaseTransform.IsSameAs(independent.BaseTransform);
}
