namespace Autograd.Distributions;

/// <summary>y = x to the power of the exponent, for x above 0.</summary>
public sealed class PowerTransform : Transform
{
    /// <summary>Makes the transform.</summary>
    /// <param name="exponent">The exponent, which broadcasts with the arguments.</param>
    /// <param name="cacheSize">1 to remember the last result.</param>
    public PowerTransform(Tensor exponent, int cacheSize = 0)
        : base(cacheSize) => Exponent = NotNull(exponent);

    /// <summary>The exponent.</summary>
    public Tensor Exponent { get; }

    /// <inheritdoc/>
    public override Constraint Domain => Constraints.Positive;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Positive;

    /// <inheritdoc/>
    public override Tensor Sign => 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x.Pow(ExponentFor(x));

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y) => y.Pow(1 / ExponentFor(y));

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => (ExponentFor(x) * y / x).Abs().Log();

    /// <inheritdoc/>
    protected override Shape ForwardShapeCore(Shape shape) => Broadcasting.ResultShape(nameof(ForwardShape), shape, Exponent.Shape);

    /// <inheritdoc/>
    protected override Shape InverseShapeCore(Shape shape) => Broadcasting.ResultShape(nameof(InverseShape), shape, Exponent.Shape);

    internal override bool IsSameAs(Transform other) => other is PowerTransform power && Exponent.Equal(power.Exponent);

    private Tensor ExponentFor(Tensor x) => Exponent.IsNumber ? Exponent.ToAssign(x.DType, nameof(PowerTransform)) : Exponent;
}
