namespace Autograd.NN;

/// <summary>The base class of <see cref="ConvTranspose1d"/>, <see cref="ConvTranspose2d"/> and <see cref="ConvTranspose3d"/>.</summary>
public abstract class ConvTransposeModule : ConvNd
{
    private readonly string _name;
    private readonly int[] _outputPadding;

    private protected ConvTransposeModule(
        string name, int rank, int? inChannels, int outChannels, Shape kernelSize, Shape? stride, Shape? padding, Shape? outputPadding,
        int groups, bool bias, Shape? dilation, DType dtype)
        : base(
            name, rank, isTransposed: true, (inChannels, outChannels), kernelSize, stride, padding is null ? null : Padding.Create(padding),
            dilation, groups, bias, dtype)
    {
        _name = name;
        _outputPadding = SpatialNumbers.Of(name, nameof(outputPadding), outputPadding, rank, 0, 0);
        OutputPadding = _outputPadding;
    }

    /// <summary>The elements that are added at the end of each spatial dimension of the output.</summary>
    public Shape OutputPadding { get; }

    private protected override string MoreOptions => _outputPadding.AsSpan().ContainsAnyExcept(0) ? $", output_padding={OutputPadding}" : "";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has other channels, or the padding leaves nothing.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        InitializeIfNeeded(x);
        return IsHooked ? Hooked(x) : Run(x, OutputPadding);
    }

    /// <summary>Computes the output of a given size, of the several that the stride allows.</summary>
    /// <param name="x">The input.</param>
    /// <param name="outputSize">The output's spatial sizes, or its whole shape.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or no output has this size.</exception>
    public Tensor Forward(Tensor x, Shape outputSize)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(outputSize);
        InitializeIfNeeded(x);
        if (IsHooked) return RunHooks((x, outputSize), args => Forward(args.x, args.outputSize));
        var rank = KernelNumbers.Length;
        if (outputSize.Count < rank || x.NDim < rank + 1)
            throw new ArgumentException(
                $"{_name}: outputSize {outputSize} for an input of shape {x.Shape}; pass the output's {rank} spatial sizes");
        var added = new int[rank];
        for (var d = 0; d < rank; d++)
        {
            var least = (x.Shape[d - rank] - 1L) * Stride[d] - 2L * PaddingNumbers[d] + (long)Dilation[d] * (KernelNumbers[d] - 1) + 1;
            var wanted = outputSize[d - rank];
            if (wanted < least || wanted >= least + Stride[d])
                throw new ArgumentException(
                    $"{_name}: outputSize {outputSize} for an input of shape {x.Shape}; size {wanted} must be from {least} to {least + Stride[d] - 1}");
            added[d] = (int)(wanted - least);
        }

        return Run(x, added);
    }

    private Tensor Run(Tensor x, Shape outputPadding) => Tensor.ConvolutionTransposed(
        _name, KernelNumbers.Length, x, Weight, Bias, Stride, PaddingNumbers, outputPadding, Groups, Dilation);
}
