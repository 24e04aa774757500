namespace Autograd.NN;

/// <summary>
/// The base class of batch and instance normalizations: weight, bias and running statistics of each channel.
/// </summary>
/// <remarks>
/// The weight is initialized with ones and the bias with zeros; the running mean with zeros and the running variance with
/// ones.
/// </remarks>
public abstract class NormBase : UnaryModule, IStateSized
{
    // The order of declaration is that of the names in the state.
    [Buffer] private Tensor? _runningMean;
    [Buffer] private Tensor? _runningVar;
    [Buffer] private Tensor? _numBatchesTracked;
    private readonly DType _dtype;

    /// <summary>Makes a layer; one without numFeatures takes them from its first input.</summary>
    private protected NormBase(
        string name, int? numFeatures, double eps, double? momentum, bool affine, bool trackRunningStats, DType dtype)
    {
        if (numFeatures < 0)
            throw new ArgumentOutOfRangeException(nameof(numFeatures), $"{name}: numFeatures is {numFeatures}; it must be 0 or more");
        (Name, Eps, Momentum, _dtype) = (name, eps, momentum, dtype);
        (Affine, TrackRunningStats) = (affine, trackRunningStats);
        IsUninitialized = numFeatures is null;
        if (numFeatures is { } known) MakeParameters(known);
        else Uninitialized.CheckType(name, dtype);
    }

    /// <summary>C, the number of channels; 0 until it is known.</summary>
    public int NumFeatures { get; private set; }

    /// <summary>ε, the term added to the variance.</summary>
    public double Eps { get; }

    /// <summary>The weight of the newest statistics in the running ones.</summary>
    public double? Momentum { get; set; }

    /// <summary>True if the layer has a weight and a bias.</summary>
    public bool Affine { get; }

    /// <summary>True if the layer has running statistics.</summary>
    public bool TrackRunningStats { get; }

    /// <summary>w: (C), or null.</summary>
    public Tensor? Weight
    {
        get => Computed("weight", field);
        private set;
    }

    /// <summary>b: (C), or null.</summary>
    public Tensor? Bias
    {
        get => Computed("bias", field);
        private set;
    }

    /// <summary>The running mean, (C), or null.</summary>
    public Tensor? RunningMean => _runningMean;

    /// <summary>The running variance, (C), or null.</summary>
    public Tensor? RunningVar => _runningVar;

    /// <summary>The number of batches that changed the running statistics, or null.</summary>
    public Tensor? NumBatchesTracked => _numBatchesTracked;

    string IStateSized.SizedBy => Affine ? "weight" : "running_mean";

    /// <summary>The class, for error messages.</summary>
    private protected string Name { get; }

    /// <summary>True until the number of channels is known.</summary>
    private protected bool IsUninitialized { get; private set; }

    /// <summary>True until the parameters and running statistics are made that the layer is to have.</summary>
    private protected bool LacksParameters => IsUninitialized && (Affine || TrackRunningStats);

    /// <summary>Sets the running mean to 0, the running variance to 1, and the number of batches to 0.</summary>
    public void ResetRunningStats()
    {
        using var _ = GradMode.NoGrad();
        _runningMean?.FillInPlace(0);
        _runningVar?.FillInPlace(1);
        _numBatchesTracked?.FillInPlace(0);
    }

    int? IStateSized.SizeBy(Shape shape) => shape.Count == 1 ? shape[0] : null;

    IEnumerable<(string Name, Shape Shape)> IStateSized.ShapesOf(int size)
    {
        string[] names = [.. Affine ? ["weight", "bias"] : (string[])[], .. TrackRunningStats ? ["running_mean", "running_var"] : (string[])[]];
        foreach (var name in names) yield return (name, Shape.Create(size));
        if (TrackRunningStats) yield return ("num_batches_tracked", Shape.Create());
    }

    void IStateSized.MakeEmpty(int size) => MakeParameters(size);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumFeatures}, eps={PythonFormat.Number(Eps)}, momentum={(Momentum is { } m ? PythonFormat.Number(m) : "None")}, "
        + $"affine={PythonFormat.Flag(Affine)}, track_running_stats={PythonFormat.Flag(TrackRunningStats)}";

    /// <summary>The channels of an input.</summary>
    /// <exception cref="ArgumentException">The input has not the layer's dimensions.</exception>
    private protected abstract int ChannelsOf(Tensor x);

    /// <summary>Makes the parameters for a first input if there are none.</summary>
    private protected void InitializeIfNeeded(Tensor x)
    {
        if (IsUninitialized) MakeParameters(ChannelsOf(x));
    }

    private void MakeParameters(int numFeatures)
    {
        (NumFeatures, IsUninitialized) = (numFeatures, false);
        if (Affine)
        {
            Weight = Parameter.From(Tensor.Ones([numFeatures], _dtype));
            Bias = Parameter.From(Tensor.Zeros([numFeatures], _dtype));
        }

        if (!TrackRunningStats) return;
        _runningMean = Tensor.Zeros([numFeatures], _dtype);
        _runningVar = Tensor.Ones([numFeatures], _dtype);
        _numBatchesTracked = Tensor.Zeros(Shape.Create(), DType.Int64);
    }
}
