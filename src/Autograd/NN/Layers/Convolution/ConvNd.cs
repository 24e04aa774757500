namespace Autograd.NN;

/// <summary>The base class of convolutions and transposed convolutions: their weight, bias and options.</summary>
/// <remarks>
/// The weight, and then the bias, is initialized uniformly in ±1/√fan, where fan is the number of elements of the weight
/// behind its first dimension, as in PyTorch.
/// </remarks>
public abstract class ConvNd : UnaryModule, IMultiplyAdds
{
    private readonly string _name;
    private readonly int[] _stride;
    private readonly int[] _dilation;

    private protected ConvNd(
        string name, int rank, bool isTransposed, (int In, int Out) channels, Shape kernelSize, Shape? stride, Padding? padding,
        Shape? dilation, int groups, bool bias, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        _name = name;
        if (groups < 1)
            throw new ArgumentOutOfRangeException(nameof(groups), $"{name}: groups is {groups}; it must be 1 or more");
        if (channels.In < 1 || channels.Out < 1 || channels.In % groups != 0 || channels.Out % groups != 0)
            throw new ArgumentException(
                $"{name}: inChannels {channels.In} and outChannels {channels.Out} for groups {groups}; each must be a positive multiple of the groups");
        KernelNumbers = SpatialNumbers.Of(name, nameof(kernelSize), kernelSize.Sizes, rank, 1);
        _stride = SpatialNumbers.Of(name, nameof(stride), stride, rank, 1, 1);
        _dilation = SpatialNumbers.Of(name, nameof(dilation), dilation, rank, 1, 1);
        PaddingNumbers = SpatialNumbers.Of(name, nameof(padding), padding is null ? [0] : padding.Numbers, rank, 0);
        if (ReferenceEquals(padding, Padding.Same) && _stride.AsSpan().ContainsAnyExcept(1))
            throw new ArgumentException(
                $"{name}: padding same with stride {Shape.Format<int>(_stride)}; it needs stride 1: give the padding in numbers");
        (InChannels, OutChannels) = channels;
        (KernelSize, Stride, Dilation, Groups) = (KernelNumbers, _stride, _dilation, groups);
        Padding = padding is { IsNamed: true } ? padding : PaddingNumbers;
        Shape shape = isTransposed
            ? [channels.In, channels.Out / groups, .. KernelNumbers]
            : [channels.Out, channels.In / groups, .. KernelNumbers];
        Weight = Parameter.From(Init.KaimingUniform(Tensor.Zeros(shape, dtype), a: Math.Sqrt(5)));
        if (!bias) return;
        var bound = 1 / Math.Sqrt((double)shape[1] * KernelSize.Numel);
        Bias = Parameter.From(Init.Uniform(Tensor.Zeros([channels.Out], dtype), -bound, bound));
    }

    /// <summary>The channels of the input.</summary>
    public int InChannels { get; }

    /// <summary>The channels of the output.</summary>
    public int OutChannels { get; }

    /// <summary>The size of the kernel in each spatial dimension.</summary>
    public Shape KernelSize { get; }

    /// <summary>The distance of the kernel's positions.</summary>
    public Shape Stride { get; }

    /// <summary>The padding.</summary>
    public Padding Padding { get; }

    /// <summary>The distance of the elements that the kernel covers.</summary>
    public Shape Dilation { get; }

    /// <summary>The groups of channels.</summary>
    public int Groups { get; }

    /// <summary>
    /// The kernels: (outChannels, inChannels / groups, …), or (inChannels, outChannels / groups, …) if transposed. Set it
    /// to another module's parameter to share that parameter.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a tensor that is not a parameter, or of another shape.</exception>
    public Tensor Weight
    {
        get;
        set => field = Parameter.Replace(_name, field, value);
    }

    /// <summary>b: (outChannels), or null.</summary>
    public Tensor? Bias { get; }

    private protected int[] KernelNumbers { get; }

    private protected int[] PaddingNumbers { get; }

    /// <summary>The options that stand between the padding and the groups in the text.</summary>
    private protected virtual string MoreOptions => "";

    /// <summary>The options at the end of the text.</summary>
    private protected virtual string LastOptions => "";

    // A transposed convolution multiplies each element of the input, another one makes each element of the output.
    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => this is ConvTransposeModule
        ? (long)inputs[0].Numel * (Weight.Numel / InChannels)
        : (long)outputs[0].Numel * (Weight.Numel / OutChannels);

    /// <inheritdoc/>
    protected override string ExtraRepr()
    {
        var text = $"{InChannels}, {OutChannels}, kernel_size={KernelSize}, stride={Stride}";
        if (Padding.IsNamed || PaddingNumbers.AsSpan().ContainsAnyExcept(0)) text += $", padding={Padding}";
        if (_dilation.AsSpan().ContainsAnyExcept(1)) text += $", dilation={Dilation}";
        text += MoreOptions;
        if (Groups != 1) text += $", groups={Groups}";
        if (Bias is null) text += ", bias=False";
        return text + LastOptions;
    }
}
