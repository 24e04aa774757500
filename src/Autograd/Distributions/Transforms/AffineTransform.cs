namespace Autograd.Distributions;

/// <summary>y = loc + scale·x</summary>
public sealed class AffineTransform : Transform
{
    private readonly int _eventDim;

    /// <summary>Makes the transform.</summary>
    /// <param name="loc">What is added.</param>
    /// <param name="scale">The factor, not 0; both broadcast with the arguments.</param>
    /// <param name="eventDim">The number of last dimensions that make up an event, over which determinants are summed.</param>
    /// <param name="cacheSize">1 to remember the last result.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public AffineTransform(Tensor loc, Tensor scale, int eventDim = 0, int cacheSize = 0)
        : base(cacheSize)
    {
        (Loc, Scale) = (NotNull(loc), NotNull(scale));
        _eventDim = eventDim >= 0 ? eventDim : throw new ArgumentOutOfRangeException(
            nameof(eventDim), $"AffineTransform: events of {eventDim} dimensions; it must be 0 or more");
    }

    /// <summary>What is added.</summary>
    public Tensor Loc { get; }

    /// <summary>The factor.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Independent(Constraints.Real, _eventDim);

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Independent(Constraints.Real, _eventDim);

    /// <inheritdoc/>
    public override Tensor Sign => Scale.IsNumber ? (Tensor)Math.Sign(Scale.Item()) : Scale.Sign();

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => For(Loc, x) + For(Scale, x) * x;

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => (y - For(Loc, y)) / For(Scale, y);

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) =>
        Shapes.SumRightmost(For(Scale, x).Abs().Log().ExpandTo(Broadcasting.ResultShape(nameof(LogAbsDetJacobian), x.Shape, Scale.Shape)), _eventDim);

    /// <inheritdoc/>
    protected override Shape ForwardShapeCore(Shape shape) => Broadcast(nameof(ForwardShape), shape);

    /// <inheritdoc/>
    protected override Shape InverseShapeCore(Shape shape) => Broadcast(nameof(InverseShape), shape);

    internal override bool IsSameAs(Transform other) =>
        other is AffineTransform affine && Loc.Equal(affine.Loc) && Scale.Equal(affine.Scale) && _eventDim == affine._eventDim;

    private static Tensor For(Tensor parameter, Tensor x) =>
        parameter.IsNumber && x.DType.IsFloatingPoint() ? parameter.ToAssign(x.DType, nameof(AffineTransform)) : parameter;

    private Shape Broadcast(string op, Shape shape) =>
        Broadcasting.ResultShape(op, Broadcasting.ResultShape(op, shape, Loc.Shape), Scale.Shape);
}
