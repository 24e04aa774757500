namespace Autograd.Distributions;

/// <summary>The von Mises distribution of angles, with density e^(κ·cos(x − loc)) / (2π·I₀(κ)).</summary>
public sealed class VonMises : Distribution
{
    // Abramowitz and Stegun, Handbook of mathematical functions, 9.8.1 to 9.8.4.
    private static readonly double[][] SmallCoefficients =
    [
        [1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.360768e-1, 0.45813e-2],
        [0.5, 0.87890594, 0.51498869, 0.15084934, 0.2658733e-1, 0.301532e-2, 0.32411e-3],
    ];

    private static readonly double[][] LargeCoefficients =
    [
        [0.39894228, 0.1328592e-1, 0.225319e-2, -0.157565e-2, 0.916281e-2, -0.2057706e-1, 0.2635537e-1, -0.1647633e-1, 0.392377e-2],
        [0.39894228, -0.3988024e-1, -0.362018e-2, 0.163801e-2, -0.1031555e-1, 0.2282967e-1, -0.2895312e-1, 0.1787654e-1, -0.420059e-2],
    ];

    /// <summary>Makes the distribution.</summary>
    /// <param name="loc">The mean angle.</param>
    /// <param name="concentration">κ, above 0; it broadcasts with the angle.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public VonMises(Tensor loc, Tensor concentration, bool? validateArgs = null)
    {
        (Loc, Concentration) = Parameters.Broadcast(nameof(VonMises), NotNull(loc), NotNull(concentration));
        Initialize(
            Loc.Shape,
            Shape.Scalar,
            validateArgs,
            [new("loc", Loc, Constraints.Real), new("concentration", Concentration, Constraints.Positive)]);
    }

    /// <summary>The mean angle.</summary>
    public Tensor Loc { get; }

    /// <summary>κ</summary>
    public Tensor Concentration { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Real;

    /// <inheritdoc/>
    public override Tensor Mean => Loc;

    /// <inheritdoc/>
    public override Tensor Mode => Loc;

    /// <summary>The circular variance 1 − I₁(κ) / I₀(κ).</summary>
    public override Tensor Variance => 1 - (LogBessel(Concentration, 1) - LogBessel(Concentration, 0)).Exp();

    /// <summary>Draws samples in [−π, π) by the method of Best and Fisher (1979).</summary>
    /// <param name="sampleShape">The shape of the batch of samples; by default one sample.</param>
    /// <returns>(sampleShape, BatchShape).</returns>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        using var _ = GradMode.NoGrad();
        var shape = ExtendedShape(sampleShape);
        var tau = 1 + (1 + 4 * Concentration.Square()).Sqrt();
        var rho = (tau - (2 * tau).Sqrt()) / (2 * Concentration);
        var r = (1 + rho.Square()) / (2 * rho);
        var x = Tensor.Zeros(shape, DType);
        for (var done = Tensor.Zeros(shape, DType.Bool); !(bool)done.All();)
        {
            // All are drawn until the last is accepted, and the last accepted draw counts, as in PyTorch.
            var u = Tensor.Rand(Shapes.Join(3, shape), DType);
            var z = (Math.PI * u[0]).Cos();
            var f = (1 + r * z) / (r + z);
            var c = Concentration * (r - f);
            var accepted = (c * (2 - c) - u[1] > 0) | ((c / u[1]).Log() + 1 - c >= 0);
            x = Tensor.Where(accepted, (u[2] - 0.5).Sign() * f.Acos(), x);
            done |= accepted;
        }

        return (x + Math.PI + Loc) % (2 * Math.PI) - Math.PI;
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        Concentration * (value - Loc).Cos() - Math.Log(2 * Math.PI) - LogBessel(Concentration, 0);

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new VonMises(Loc.ExpandTo(batchShape), Concentration.ExpandTo(batchShape), validateArgs: false);

    /// <summary>The logarithm of the modified Bessel function of the first kind, for positive numbers, to 2e-7.</summary>
    private static Tensor LogBessel(Tensor x, int order)
    {
        var small = Polynomial((x / 3.75).Square(), SmallCoefficients[order]);
        if (order == 1) small = x.Abs() * small;
        var large = x - 0.5 * x.Log() + Polynomial(3.75 / x, LargeCoefficients[order]).Log();
        return Tensor.Where(x < 3.75, small.Log(), large);
    }

    private static Tensor Polynomial(Tensor y, double[] coefficients)
    {
        var sum = y * coefficients[^1] + coefficients[^2];
        for (var k = coefficients.Length - 3; k >= 0; k--) sum = sum * y + coefficients[k];
        return sum;
    }
}
