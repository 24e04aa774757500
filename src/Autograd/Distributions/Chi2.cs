namespace Autograd.Distributions;

/// <summary>The χ² distribution: the gamma distribution of concentration df/2 and rate ½.</summary>
public sealed class Chi2 : Gamma
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="df">The degrees of freedom, above 0.</param>
    /// <param name="validateArgs">Whether arguments and values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">A number of degrees is not above 0.</exception>
    public Chi2(Tensor df, bool? validateArgs = null)
        : base(
            0.5 * Parameters.Floating(NotNull(df)),
            0.5,
            new DistributionArgument("df", Parameters.Floating(df), Constraints.Positive),
            validateArgs)
    {
    }

    /// <summary>The degrees of freedom.</summary>
    public Tensor Df => Concentration * 2;

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new Chi2(Df.ExpandTo(batchShape), validateArgs: false);
}
