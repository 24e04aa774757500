namespace Autograd.Distributions;

/// <summary>
/// The Dirichlet distribution of points x of the simplex, with density Γ(Σaᵢ) / ΠΓ(aᵢ)·Πxᵢ^(aᵢ − 1), where a are the
/// concentrations.
/// </summary>
public sealed class Dirichlet : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="concentration">(*, categories), above 0.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A concentration is not above 0, or is a number without a dimension.</exception>
    public Dirichlet(Tensor concentration, bool? validateArgs = null)
    {
        Concentration = Parameters.Floating(NotNull(concentration));
        if (Concentration.NDim < 1)
            throw new ArgumentException("Dirichlet: concentration is a number; pass a tensor whose last dimension is the categories");
        Initialize(
            Shapes.WithoutLast(Concentration.Shape, 1),
            Shapes.Last(Concentration.Shape, 1),
            validateArgs,
            [new("concentration", Concentration, Constraints.Independent(Constraints.Positive, 1))]);
    }

    /// <summary>(*, categories)</summary>
    public Tensor Concentration { get; }

    /// <inheritdoc/>
    public override bool HasRSample => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraints.Simplex;

    /// <inheritdoc/>
    public override Tensor Mean => Concentration / Concentration.Sum(-1, keepDim: true);

    /// <summary>The most probable point; if all concentrations are below 1, the corner of the first category.</summary>
    public override Tensor Mode
    {
        get
        {
            var excess = (Concentration - 1).Clamp(min: 0);
            var mode = excess / excess.Sum(-1, keepDim: true);
            var corner = mode.ArgMax(-1).OneHot(EventShape[0]).To(mode.DType);
            return Tensor.Where((Concentration < 1).All(-1, keepDim: true), corner, mode);
        }
    }

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            var total = Concentration.Sum(-1, keepDim: true);
            return Concentration * (total - Concentration) / (total.Square() * (total + 1));
        }
    }

    /// <summary>Draws samples as a differentiable function of the concentrations, by implicit reparametrization.</summary>
    /// <param name="sampleShape">The shape of the batch of samples; by default one sample.</param>
    /// <returns>(sampleShape, BatchShape, categories).</returns>
    /// <remarks>The derivative is PyTorch's approximation, to 1e-3. It has no second derivative.</remarks>
    public override Tensor RSample(Shape? sampleShape = null) => GammaSampling.Dirichlet(Concentration.ExpandTo(ExtendedShape(sampleShape)));

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        var total = Concentration.Sum(-1);
        return Concentration.Lgamma().Sum(-1) - total.Lgamma() - (EventShape[0] - total) * total.Digamma()
            - ((Concentration - 1) * Concentration.Digamma()).Sum(-1);
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        (value.Log() * (Concentration - 1)).Sum(-1) + Concentration.Sum(-1).Lgamma() - Concentration.Lgamma().Sum(-1);

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) =>
        new Dirichlet(Concentration.ExpandTo(Shapes.Join(batchShape, EventShape)), validateArgs: false);
}
