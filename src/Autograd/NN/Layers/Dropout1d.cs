namespace Autograd.NN;

/// <summary>
/// In training sets whole channels to 0 with probability p and divides the others by 1 − p.
/// In evaluation returns the input. See <see cref="F.Dropout1d"/>.
/// </summary>
/// <remarks>Shapes: (N, C, L) or (C, L) → the same. <c>torch.nn.Dropout1d</c>.</remarks>
public sealed class Dropout1d : UnaryModule
{
    /// <summary>Makes the module.</summary>
    /// <param name="p">The probability.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public Dropout1d(double p = 0.5)
    {
        F.CheckProbability("Dropout1d", p);
        P = p;
    }

    /// <summary>The probability.</summary>
    public double P { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has another number of dimensions, or is not floating.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.Dropout1d(NotNull(x), P, IsTraining);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"p={PythonFormat.Number(P)}, inplace=False";
}
