namespace Autograd.NN;

/// <summary>The base class of <see cref="AvgPool1d"/>, <see cref="AvgPool2d"/> and <see cref="AvgPool3d"/>.</summary>
public abstract class AvgPoolNd : UnaryModule
{
    private readonly string _name;
    private readonly int _rank;
    private readonly Shape _kernelSize;
    private readonly Shape _stride;
    private readonly Shape _padding;
    private readonly bool _ceilMode;
    private readonly bool _countIncludePad;
    private readonly int? _divisorOverride;

    private protected AvgPoolNd(
        string name, int rank, Shape kernelSize, Shape? stride, Shape? padding, bool ceilMode, bool countIncludePad, int? divisorOverride)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        (_name, _rank, _kernelSize) = (name, rank, kernelSize);
        (_stride, _padding) = (stride ?? kernelSize, padding ?? 0);
        (_ceilMode, _countIncludePad, _divisorOverride) = (ceilMode, countIncludePad, divisorOverride);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or smaller than a window.</exception>
    public override Tensor Forward(Tensor x) =>
        IsHooked ? Hooked(x) : Tensor.AvgPool(_name, _rank, NotNull(x), _kernelSize, _stride, _padding, _ceilMode, _countIncludePad, _divisorOverride);

    // A tuple in one dimension, as PyTorch makes it.
    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"kernel_size={Text(_kernelSize)}, stride={Text(_stride)}, padding={Text(_padding)}";

    private string Text(Shape sizes) => _rank == 1 ? sizes.ToString() : PythonFormat.Sizes(sizes);
}
