namespace Autograd.NN;

/// <summary>The base class of <see cref="MaxUnpool1d"/>, <see cref="MaxUnpool2d"/> and <see cref="MaxUnpool3d"/>.</summary>
public abstract class MaxUnpoolNd : Module
{
    private readonly string _name;
    private readonly int _rank;
    private readonly Shape _kernelSize;
    private readonly Shape _stride;
    private readonly Shape _padding;

    private protected MaxUnpoolNd(string name, int rank, Shape kernelSize, Shape? stride, Shape? padding)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        (_name, _rank) = (name, rank);
        _kernelSize = SpatialNumbers.Of(name, nameof(kernelSize), kernelSize.Sizes, rank, 1);
        _stride = SpatialNumbers.Of(name, nameof(stride), (stride ?? kernelSize).Sizes, rank, 1);
        _padding = SpatialNumbers.Of(name, nameof(padding), padding, rank, 0, 0);
    }

    /// <summary>Writes maxima to where they were, and zeros elsewhere.</summary>
    /// <param name="x">The maxima.</param>
    /// <param name="indices">Their indices in the flattened spatial dimensions of the output.</param>
    /// <param name="outputSize">The output's spatial sizes or whole shape; by default the least.</param>
    /// <exception cref="ArgumentException">The types or shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public Tensor Forward(Tensor x, Tensor indices, Shape? outputSize = null) => IsHooked
        ? RunHooks((x, indices, outputSize), args => Forward(args.x, args.indices, args.outputSize))
        : Tensor.MaxUnpool(_name, _rank, NotNull(x), NotNull(indices), _kernelSize, _stride, _padding, outputSize);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"kernel_size={_kernelSize}, stride={_stride}, padding={_padding}";
}
