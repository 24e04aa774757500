namespace Autograd.NN;

/// <summary>ln(1 + e^(βx)) / β of each element x, a smooth form of <see cref="ReLU"/>.</summary>
/// <param name="beta">β: the greater, the sharper the bend.</param>
/// <param name="threshold">Where β·x is above it, the result is x itself.</param>
public sealed class Softplus(double beta = 1, double threshold = 20) : UnaryModule
{
    /// <summary>β: the greater, the sharper the bend.</summary>
    public double Beta => beta;

    /// <summary>Where β·x is above it, the result is x itself.</summary>
    public double Threshold => threshold;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Softplus(beta, threshold);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"beta={PythonFormat.Shortest(beta)}, threshold={PythonFormat.Shortest(threshold)}";
}
