namespace Autograd.NN;

/// <summary>The base class of <see cref="Conv1d"/>, <see cref="Conv2d"/> and <see cref="Conv3d"/>.</summary>
public abstract class ConvolutionModule : ConvNd
{
    private readonly string _name;

    // The padding that is not of zeros, for F.Pad: from the last dimension backwards, before and after each.
    private readonly int[]? _pad;

    private protected ConvolutionModule(
        string name, int rank, int? inChannels, int outChannels, Shape kernelSize, Shape? stride, Padding? padding, Shape? dilation,
        int groups, bool bias, PadMode paddingMode, DType dtype)
        : base(name, rank, isTransposed: false, (inChannels, outChannels), kernelSize, stride, padding, dilation, groups, bias, dtype)
    {
        _name = name;
        if (paddingMode is < PadMode.Constant or > PadMode.Circular)
            throw new ArgumentOutOfRangeException(
                nameof(paddingMode), $"{name}: mode {paddingMode}; use Constant, Reflect, Replicate or Circular");
        PaddingMode = paddingMode;
        if (paddingMode == PadMode.Constant) return;
        _pad = new int[2 * rank];
        for (var d = 0; d < rank; d++)
        {
            var both = ReferenceEquals(padding, Padding.Same) ? Dilation[d] * (KernelNumbers[d] - 1) : 2 * PaddingNumbers[d];
            (_pad[2 * (rank - 1 - d)], _pad[2 * (rank - 1 - d) + 1]) = (both / 2, both - both / 2);
        }
    }

    /// <summary>The elements that the input is padded with; <see cref="PadMode.Constant"/> is zeros.</summary>
    public PadMode PaddingMode { get; }

    private protected override string LastOptions =>
        PaddingMode == PadMode.Constant ? "" : $", padding_mode={PaddingMode.ToString().ToLowerInvariant()}";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has other channels, or is smaller than the kernel.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        InitializeIfNeeded(x);
        if (IsHooked) return Hooked(x);
        var rank = KernelNumbers.Length;
        if (_pad is null) return Tensor.Convolution(_name, rank, x, Weight, Bias, Stride, Padding, Dilation, Groups);
        CheckDims(x);
        return Tensor.Convolution(_name, rank, F.Pad(x, _pad, PaddingMode), Weight, Bias, Stride, null, Dilation, Groups);
    }
}
