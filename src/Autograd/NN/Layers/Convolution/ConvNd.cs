namespace Autograd.NN;

/// <summary>The base class of convolutions and transposed convolutions: their weight, bias and options.</summary>
/// <remarks>
/// The weight, and then the bias, is initialized uniformly in ±1/√fan, where fan is the number of elements of the weight
/// behind its first dimension, as in PyTorch.
/// </remarks>
public abstract class ConvNd : UnaryModule, IMultiplyAdds, IStateSized
{
    private readonly string _name;
    private readonly int[] _stride;
    private readonly int[] _dilation;
    private readonly bool _isTransposed;
    private bool _hasBias;
    private readonly DType _dtype;

    /// <summary>Makes a layer; one without inChannels takes them from its first input.</summary>
    private protected ConvNd(
        string name, int rank, bool isTransposed, (int? In, int Out) channels, Shape kernelSize, Shape? stride, Padding? padding,
        Shape? dilation, int groups, bool bias, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        _name = name;
        if (groups < 1)
            throw new ArgumentOutOfRangeException(nameof(groups), $"{name}: groups is {groups}; it must be 1 or more");
        if (channels.In is null && (channels.Out < 1 || channels.Out % groups != 0))
            throw new ArgumentException($"{name}: outChannels {channels.Out} for groups {groups}; it must be a positive multiple of the groups");
        if (channels.In is { } given && (given < 1 || channels.Out < 1 || given % groups != 0 || channels.Out % groups != 0))
            throw new ArgumentException(
                $"{name}: inChannels {given} and outChannels {channels.Out} for groups {groups}; each must be a positive multiple of the groups");
        KernelNumbers = SpatialNumbers.Of(name, nameof(kernelSize), kernelSize.Sizes, rank, 1);
        _stride = SpatialNumbers.Of(name, nameof(stride), stride, rank, 1, 1);
        _dilation = SpatialNumbers.Of(name, nameof(dilation), dilation, rank, 1, 1);
        PaddingNumbers = SpatialNumbers.Of(name, nameof(padding), padding is null ? [0] : padding.Numbers, rank, 0);
        if (ReferenceEquals(padding, Padding.Same) && _stride.AsSpan().ContainsAnyExcept(1))
            throw new ArgumentException(
                $"{name}: padding same with stride {Shape.Format<int>(_stride)}; it needs stride 1: give the padding in numbers");
        (OutChannels, _isTransposed, _hasBias, _dtype) = (channels.Out, isTransposed, bias, dtype);
        (KernelSize, Stride, Dilation, Groups) = (KernelNumbers, _stride, _dilation, groups);
        Padding = padding is { IsNamed: true } ? padding : PaddingNumbers;
        if (channels.In is { } inChannels) MakeParameters(inChannels);
        else Uninitialized.CheckType(name, dtype);
    }

    /// <summary>The channels of the input; 0 until they are known.</summary>
    public int InChannels { get; private set; }

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
    /// <exception cref="InvalidOperationException">The layer has had no input from which it takes the size.</exception>
    public Tensor Weight
    {
        get => Computed("weight", field) ?? throw Uninitialized.Member("Weight", this);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = Parameter.Replace(_name, IsUninitialized ? throw Uninitialized.Member("Weight", this) : field, value);
        }
    }

    /// <summary>b: (outChannels), or null.</summary>
    public Tensor? Bias
    {
        get => Computed("bias", field);
        private set;
    }

    string IStateSized.SizedBy => "weight";

    /// <summary>True until the parameters are made.</summary>
    private protected bool IsUninitialized => InChannels == 0;

    private protected int[] KernelNumbers { get; }

    private protected int[] PaddingNumbers { get; }

    /// <summary>The options that stand between the padding and the groups in the text.</summary>
    private protected virtual string MoreOptions => "";

    /// <summary>The options at the end of the text.</summary>
    private protected virtual string LastOptions => "";

    // A transposed convolution multiplies each element of the input, another one makes each element of the output.
    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => this is ConvTransposeModule
        ? (long)inputs[0].Numel * (OutChannels / Groups) * KernelSize.Numel
        : (long)outputs[0].Numel * (InChannels / Groups) * KernelSize.Numel;

    int? IStateSized.SizeBy(Shape shape)
    {
        if (shape.Count != KernelNumbers.Length + 2) return null;
        var size = _isTransposed ? shape[0] : shape[1] * (long)Groups;
        return size >= 1 && size % Groups == 0 && size <= int.MaxValue && WeightShape((int)size) == shape ? (int)size : null;
    }

    IEnumerable<(string Name, Shape Shape)> IStateSized.ShapesOf(int size)
    {
        yield return ("weight", WeightShape(size));
        if (_hasBias) yield return ("bias", Shape.Create(OutChannels));
    }

    void IStateSized.MakeEmpty(int size) => MakeParameters(size, isEmpty: true);

    /// <inheritdoc/>
    protected override string ExtraRepr()
    {
        var text = $"{InChannels}, {OutChannels}, kernel_size={KernelSize}, stride={Stride}";
        if (Padding.IsNamed || PaddingNumbers.AsSpan().ContainsAnyExcept(0)) text += $", padding={Padding}";
        if (_dilation.AsSpan().ContainsAnyExcept(1)) text += $", dilation={Dilation}";
        text += MoreOptions;
        if (Groups != 1) text += $", groups={Groups}";
        if (!_hasBias) text += ", bias=False";
        return text + LastOptions;
    }

    /// <summary>Throws unless an input has the layer's dimensions, with or without a batch.</summary>
    private protected void CheckDims(Tensor x)
    {
        var rank = KernelNumbers.Length;
        if (x.NDim != rank + 1 && x.NDim != rank + 2)
            throw new ArgumentException(
                $"{_name}: an input of shape {x.Shape}; it must be {SpatialNumbers.Names(rank, "N, C, ")}, "
                + $"or {SpatialNumbers.Names(rank, "C, ")} without a batch");
    }

    /// <summary>Makes the parameters for a first input if there are none.</summary>
    private protected void InitializeIfNeeded(Tensor x)
    {
        if (!IsUninitialized) return;
        CheckDims(x);
        var channels = x.Shape[x.NDim - KernelNumbers.Length - 1];
        if (channels < 1 || channels % Groups != 0)
            throw new ArgumentException(
                $"{_name}: {channels} channels of an input of shape {x.Shape} for groups {Groups}; they must be a positive multiple of the groups");
        MakeParameters(channels);
    }

    private Shape WeightShape(int inChannels) => _isTransposed
        ? [inChannels, OutChannels / Groups, .. KernelNumbers]
        : [OutChannels, inChannels / Groups, .. KernelNumbers];

    private void MakeParameters(int inChannels, bool isEmpty = false)
    {
        var shape = WeightShape(inChannels);
        var zeros = Tensor.Zeros(shape, _dtype);
        var weight = Parameter.From(isEmpty ? zeros : Init.KaimingUniform(zeros, a: Math.Sqrt(5)));
        InChannels = inChannels;
        Weight = weight;
        if (!_hasBias) return;
        var bound = 1 / Math.Sqrt((double)shape[1] * KernelSize.Numel);
        var bias = Tensor.Zeros([OutChannels], _dtype);
        Bias = Parameter.From(isEmpty ? bias : Init.Uniform(bias, -bound, bound));
    }

    /// <summary>Gives the layer another weight, and a bias also if it had none.</summary>
    internal void SetParameters(Tensor weight, Tensor bias) => (Weight, Bias, _hasBias) = (weight, bias, true);
}
