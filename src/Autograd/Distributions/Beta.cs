namespace Autograd.Distributions;

/// <summary>The beta distribution with density xᵃ⁻¹·(1 − x)ᵇ⁻¹ / B(a, b), where a is concentration1 and b concentration0.</summary>
public sealed class Beta : Distribution
{
    private readonly Dirichlet _dirichlet;

    /// <summary>Makes the distribution.</summary>
    /// <param name="concentration1">a, above 0.</param>
    /// <param name="concentration0">b, above 0; it broadcasts with a.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the shapes do not broadcast.</exception>
    public Beta(Tensor concentration1, Tensor concentration0, bool? validateArgs = null)
    {
        (Concentration1, Concentration0) = Parameters.Broadcast(nameof(Beta), NotNull(concentration1), NotNull(concentration0));
        _dirichlet = new Dirichlet(Tensor.Stack([Concentration1, Concentration0], -1), validateArgs: false);
        Initialize(
            Concentration1.Shape,
            Shape.Scalar,
            validateArgs,
            [new("concentration1", Concentration1, Constraints.Positive), new("concentration0", Concentration0, Constraints.Positive)]);
    }

    /// <summary>a</summary>
    public Tensor Concentration1 { get; }

    /// <summary>b</summary>
    public Tensor Concentration0 { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.UnitInterval;

    /// <inheritdoc/>
    public override Tensor Mean => Concentration1 / (Concentration1 + Concentration0);

    /// <summary>The most probable value; if both concentrations are below 1, 1.</summary>
    public override Tensor Mode => _dirichlet.Mode.Select(-1, 0);

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            var total = Concentration1 + Concentration0;
            return Concentration1 * Concentration0 / (total.Square() * (total + 1));
        }
    }

    /// <inheritdoc cref="Dirichlet.RSample"/>
    public override Tensor RSample(Shape? sampleShape = null) => _dirichlet.RSample(sampleShape).Select(-1, 0);

    /// <inheritdoc/>
    public override Tensor Entropy() => _dirichlet.Entropy();

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => _dirichlet.LogProb(Tensor.Stack([value, 1 - value], -1));

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Beta(Concentration1.ExpandTo(batchShape), Concentration0.ExpandTo(batchShape), validateArgs: false);
}
