namespace Autograd.NN;

/// <summary>The base class of <see cref="MaxPool1d"/>, <see cref="MaxPool2d"/> and <see cref="MaxPool3d"/>.</summary>
public abstract class MaxPoolNd : UnaryModule
{
    private readonly string _name;
    private readonly int _rank;
    private readonly Shape _kernelSize;
    private readonly Shape _stride;
    private readonly Shape _padding;
    private readonly Shape _dilation;
    private readonly bool _ceilMode;

    private protected MaxPoolNd(
        string name, int rank, Shape kernelSize, Shape? stride, Shape? padding, Shape? dilation, bool ceilMode)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        (_name, _rank, _kernelSize, _ceilMode) = (name, rank, kernelSize, ceilMode);
        (_stride, _padding, _dilation) = (stride ?? kernelSize, padding ?? 0, dilation ?? 1);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or smaller than a window.</exception>
    public override Tensor Forward(Tensor x) =>
        IsHooked ? Hooked(x) : Tensor.MaxPool(_name, _rank, NotNull(x), _kernelSize, _stride, _padding, _dilation, _ceilMode).Output;

    /// <summary>
    /// Computes the maxima and their indices, Int64, in the flattened spatial dimensions: the module with PyTorch's
    /// <c>return_indices=True</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input is not floating, or smaller than a window.</exception>
    public (Tensor Output, Tensor Indices) ForwardWithIndices(Tensor x)
    {
        if (IsHooked) return RunHooks(x, ForwardWithIndices);
        var (output, indices) = Tensor.MaxPool(_name, _rank, NotNull(x), _kernelSize, _stride, _padding, _dilation, _ceilMode);
        return (output, indices.To(DType.Int64));
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"kernel_size={PythonFormat.Sizes(_kernelSize)}, stride={PythonFormat.Sizes(_stride)}, padding={PythonFormat.Sizes(_padding)}, "
        + $"dilation={PythonFormat.Sizes(_dilation)}, ceil_mode={PythonFormat.Flag(_ceilMode)}";
}
