namespace Autograd.NN;

/// <summary>Each element, λ nearer to 0, and 0 where it is within ±λ.</summary>
/// <param name="lambd">λ, at least 0.</param>
public sealed class Softshrink(double lambd = 0.5) : UnaryModule
{
    /// <summary>λ, at least 0.</summary>
    public double Lambd => lambd;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Softshrink(lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{PythonFormat.Number(lambd)}";
}
