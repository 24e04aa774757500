namespace Autograd.NN;

/// <summary>The base class of <see cref="LPPool1d"/>, <see cref="LPPool2d"/> and <see cref="LPPool3d"/>.</summary>
public abstract class LPPoolNd : UnaryModule
{
    private readonly string _name;
    private readonly int _rank;
    private readonly double _normType;
    private readonly Shape _kernelSize;
    private readonly Shape? _stride;
    private readonly bool _ceilMode;

    private protected LPPoolNd(string name, int rank, double normType, Shape kernelSize, Shape? stride, bool ceilMode)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        (_name, _rank, _normType) = (name, rank, normType);
        (_kernelSize, _stride, _ceilMode) = (kernelSize, stride, ceilMode);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or smaller than a window.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : Tensor.LpPool(_name, _rank, NotNull(x), _normType, _kernelSize, _stride, _ceilMode);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"norm_type={PythonFormat.Shortest(_normType)}, kernel_size={PythonFormat.Sizes(_kernelSize)}, "
        + $"stride={(_stride is null ? "None" : PythonFormat.Sizes(_stride))}, ceil_mode={PythonFormat.Flag(_ceilMode)}";
}
