namespace Autograd.NN;

/// <summary>
/// In training sets elements to −λα of SELU with probability p, such that mean 0 and variance 1 stay.
/// In evaluation returns the input. See <see cref="F.AlphaDropout"/>.
/// </summary>
/// <remarks>Shapes: any → the same. <c>torch.nn.AlphaDropout</c>.</remarks>
public sealed class AlphaDropout : UnaryModule
{
    /// <summary>Makes the module.</summary>
    /// <param name="p">The probability.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public AlphaDropout(double p = 0.5)
    {
        F.CheckProbability("AlphaDropout", p);
        P = p;
    }

    /// <summary>The probability.</summary>
    public double P { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.AlphaDropout(NotNull(x), P, IsTraining);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"p={PythonFormat.Number(P)}, inplace=False";
}
