namespace Autograd.NN;

/// <summary>Each element, but not below and not above two bounds.</summary>
/// <param name="minVal">The lower bound.</param>
/// <param name="maxVal">The upper bound.</param>
public sealed class Hardtanh(double minVal = -1, double maxVal = 1) : UnaryModule
{
    /// <summary>The lower bound.</summary>
    public double MinVal => minVal;

    /// <summary>The upper bound.</summary>
    public double MaxVal => maxVal;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Hardtanh(minVal, maxVal);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"min_val={PythonFormat.Number(minVal)}, max_val={PythonFormat.Number(maxVal)}";
}
