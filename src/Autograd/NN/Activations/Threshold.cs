namespace Autograd.NN;

/// <summary>Each element, or another value where it is not above a threshold.</summary>
/// <param name="threshold">Up to here elements are replaced.</param>
/// <param name="value">What takes their place.</param>
public sealed class Threshold(double threshold, double value) : UnaryModule
{
    /// <summary>Up to here elements are replaced.</summary>
    public double At => threshold;

    /// <summary>What takes their place.</summary>
    public double Value => value;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Threshold(threshold, value);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"threshold={PythonFormat.Shortest(threshold)}, value={PythonFormat.Shortest(value)}";
}
