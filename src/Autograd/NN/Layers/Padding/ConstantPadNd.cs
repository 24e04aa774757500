namespace Autograd.NN;

/// <summary>
/// The base class of <see cref="ConstantPad1d"/>, <see cref="ConstantPad2d"/> and <see cref="ConstantPad3d"/>.
/// </summary>
public abstract class ConstantPadNd : PadNd
{
    private protected ConstantPadNd(string name, int rank, ReadOnlySpan<int> padding, Scalar value)
        : base(name, rank, PadMode.Constant, padding) => Value = value;

    /// <summary>The number to pad with.</summary>
    public Scalar Value { get; }

    private protected override Scalar? PaddedValue => Value;

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"padding={base.ExtraRepr()}, value={(Value.Kind == ScalarKind.Floating ? PythonFormat.Number(Value.ToDouble()) : $"{Value}")}";
}
