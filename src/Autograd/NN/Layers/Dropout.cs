namespace Autograd.NN;

/// <summary>
/// While training, sets each element to 0 with probability p and divides the others by 1 − p; in evaluation returns the
/// input.
/// </summary>
/// <remarks>
/// After N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014).
/// </remarks>
public sealed class Dropout : UnaryModule
{
    /// <summary>Makes the module.</summary>
    /// <param name="p">The probability of a zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public Dropout(double p = 0.5)
    {
        F.CheckProbability("Dropout", p);
        P = p;
    }

    /// <summary>The probability of a zero.</summary>
    public double P { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.Dropout(NotNull(x), P, IsTraining);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"p={PythonFormat.Number(P)}, inplace=False";
}
