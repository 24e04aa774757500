namespace Autograd.Distributions;

/// <summary>
/// A point of the simplex with one more category than there are numbers: each takes the fraction σ of what the ones before
/// have left of a stick. Zeros give equal parts.
/// </summary>
/// <param name="cacheSize">1 to remember the last result.</param>
public sealed class StickBreakingTransform(int cacheSize = 0) : Transform(cacheSize)
{
    /// <inheritdoc/>
    public override Constraint Domain => Constraints.RealVector;

    /// <inheritdoc/>
    public override Constraint Codomain => Constraints.Simplex;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var z = SigmoidTransform.ClippedSigmoid(x - Offset(x).Log());
        var left = (1 - z).CumProd(-1);
        var one = Tensor.Ones(Shapes.Join(Shapes.WithoutLast(x.Shape, 1), 1), x.DType);
        return Tensor.Cat([z, one], -1) * Tensor.Cat([one, left], -1);
    }

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y)
    {
        var parts = y.Narrow(-1, 0, y.Size(-1) - 1);
        var left = (1 - parts.CumSum(-1)).Clamp(min: FloatLimits.Tiny(y.DType));
        return parts.Log() - left.Log() + Offset(parts).Log();
    }

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y)
    {
        var shifted = x - Offset(x).Log();
        return (shifted.LogSigmoid() - shifted + y.Narrow(-1, 0, y.Size(-1) - 1).Log()).Sum(-1);
    }

    /// <inheritdoc/>
    protected override Shape ForwardShapeCore(Shape shape) => Grown(nameof(ForwardShape), shape, 1);

    /// <inheritdoc/>
    protected override Shape InverseShapeCore(Shape shape) => Grown(nameof(InverseShape), shape, -1);

    internal override bool IsSameAs(Transform other) => other is StickBreakingTransform;

    /// <summary>n, n − 1, …, 1: the number of parts that are left to make.</summary>
    private static Tensor Offset(Tensor x) => Tensor.Arange(x.Size(-1), 0, -1, x.DType);

    private static Shape Grown(string op, Shape shape, int by)
    {
        if (shape.Count < 1 || shape[^1] + by < 0)
            throw new ArgumentException($"{op}: shape {shape}; it must have a last dimension of categories");
        return Shapes.Join(Shapes.WithoutLast(shape, 1), shape[^1] + by);
    }
}
