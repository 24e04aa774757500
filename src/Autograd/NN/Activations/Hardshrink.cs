namespace Autograd.NN;

/// <summary>Each element, but 0 where it is within ±λ.</summary>
/// <param name="lambd">λ</param>
public sealed class Hardshrink(double lambd = 0.5) : UnaryModule
{
    /// <summary>λ</summary>
    public double Lambd => lambd;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => NotNull(x).Hardshrink(lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{PythonFormat.Number(lambd)}";
}
