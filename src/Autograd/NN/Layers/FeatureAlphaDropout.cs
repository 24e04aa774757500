namespace Autograd.NN;

/// <summary>
/// In training sets whole channels to −λα of SELU with probability p, such that mean 0 and variance 1 stay.
/// In evaluation returns the input. See <see cref="F.FeatureAlphaDropout"/>.
/// </summary>
/// <remarks>Shapes: (N, C, …) → the same. <c>torch.nn.FeatureAlphaDropout</c>.</remarks>
public sealed class FeatureAlphaDropout : UnaryModule
{
    /// <summary>Makes the module.</summary>
    /// <param name="p">The probability.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public FeatureAlphaDropout(double p = 0.5)
    {
        F.CheckProbability("FeatureAlphaDropout", p);
        P = p;
    }

    /// <summary>The probability.</summary>
    public double P { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has another number of dimensions, or is not floating.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.FeatureAlphaDropout(NotNull(x), P, IsTraining);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"p={PythonFormat.Number(P)}, inplace=False";
}
