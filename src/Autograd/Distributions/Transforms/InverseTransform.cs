namespace Autograd.Distributions;

/// <summary>The inverse of a transform.</summary>
internal sealed class InverseTransform(Transform inverse) : Transform
{
    public override Constraint Domain => inverse.Codomain;

    public override Constraint Codomain => inverse.Domain;

    public override bool IsBijective => inverse.IsBijective;

    public override Tensor Sign => inverse.Sign;

    public override Transform Inv => inverse;

    public override Transform WithCache(int cacheSize = 1) => inverse.WithCache(cacheSize).Inv;

    public override string ToString() => $"_InverseTransform({inverse})";

    protected override Tensor ForwardCore(Tensor x) => inverse.Inverse(x);

    protected override Tensor InverseCore(Tensor y) => inverse.Forward(y);

    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => -inverse.LogAbsDetJacobian(y, x);

    protected override Shape ForwardShapeCore(Shape shape) => inverse.InverseShape(shape);

    protected override Shape InverseShapeCore(Shape shape) => inverse.ForwardShape(shape);

    internal override bool IsSameAs(Transform other) => other is InverseTransform && inverse.IsSameAs(other.Inv);
}
