namespace Autograd.NN;

/// <summary>
/// x where x is positive, else r·x, of each element x; in training with r drawn from [lower, upper) for each, in
/// evaluation with their mean. See <see cref="F.Rrelu"/>.
/// </summary>
/// <param name="lower">The lower bound of the slopes.</param>
/// <param name="upper">The upper bound of the slopes.</param>
/// <remarks><c>torch.nn.RReLU</c>.</remarks>
public sealed class RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3) : UnaryModule
{
    /// <summary>The lower bound of the slopes.</summary>
    public double Lower => lower;

    /// <summary>The upper bound of the slopes.</summary>
    public double Upper => upper;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or the bounds are not in order.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.Rrelu(NotNull(x), lower, upper, IsTraining);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"lower={PythonFormat.Number(lower)}, upper={PythonFormat.Number(upper)}";
}
