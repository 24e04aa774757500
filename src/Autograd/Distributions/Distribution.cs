namespace Autograd.Distributions;

/// <summary>
/// A probability distribution, or a batch of them; <c>torch.distributions.Distribution</c>. The parameters of a batch are
/// tensors, and a number is the parameter of all.
/// </summary>
/// <remarks>
/// Samples are drawn from <see cref="Generator.Default"/>, and are PyTorch's for the same seed. To make a distribution of
/// your own, derive from this class and override what it has.
/// </remarks>
public abstract partial class Distribution
{
    private static volatile bool _validatesByDefault = true;

    private DistributionArgument[] _arguments = [];

    /// <summary>Makes a distribution whose derived class calls <see cref="Initialize"/>.</summary>
    private protected Distribution()
    {
    }

    /// <summary>Makes a distribution.</summary>
    /// <param name="batchShape">The shape of the batch of distributions.</param>
    /// <param name="eventShape">The shape of one sample; by default a number.</param>
    /// <param name="validateArgs">Whether values are checked; by default what was set for all.</param>
    protected Distribution(Shape batchShape, Shape? eventShape = null, bool? validateArgs = null) =>
        Initialize(NotNull(batchShape), eventShape ?? Shape.Scalar, validateArgs, []);

    /// <summary>The shape of the parameters: the shape of the batch of distributions.</summary>
    public Shape BatchShape { get; private set; } = Shape.Scalar;

    /// <summary>The shape of one sample of one distribution.</summary>
    public Shape EventShape { get; private set; } = Shape.Scalar;

    /// <summary>True if <see cref="RSample"/> gives samples with gradients to the parameters.</summary>
    public virtual bool HasRSample => false;

    /// <summary>True if <see cref="EnumerateSupport"/> can list the values.</summary>
    public virtual bool HasEnumerateSupport => false;

    /// <summary>What each argument of the constructor must satisfy.</summary>
    public virtual IReadOnlyDictionary<string, Constraint> ArgConstraints =>
        _arguments.ToDictionary(argument => argument.Name, argument => argument.Constraint);

    /// <summary>The values that the distribution gives a probability to.</summary>
    public abstract Constraint Support { get; }

    /// <summary>The mean of each distribution.</summary>
    /// <exception cref="NotSupportedException">The distribution has no formula for it.</exception>
    public virtual Tensor Mean => throw Lacks(nameof(Mean));

    /// <summary>The most probable value of each distribution.</summary>
    /// <exception cref="NotSupportedException">The distribution has no formula for it.</exception>
    public virtual Tensor Mode => throw Lacks(nameof(Mode));

    /// <summary>The variance of each distribution.</summary>
    /// <exception cref="NotSupportedException">The distribution has no formula for it.</exception>
    public virtual Tensor Variance => throw Lacks(nameof(Variance));

    /// <summary>The standard deviation of each distribution.</summary>
    /// <exception cref="NotSupportedException">The distribution has no formula for it.</exception>
    public virtual Tensor StdDev => Variance.Sqrt();

    /// <summary>True if arguments and values are checked.</summary>
    private protected bool ValidatesArgs { get; set; }

    /// <summary>The type of the parameters.</summary>
    internal virtual DType DType => _arguments.Length > 0 ? _arguments[0].Value.DType : DType.Float32;

    /// <summary>
    /// Sets whether distributions check their arguments and the values that they are given, if their constructors are not
    /// told. They do by default.
    /// </summary>
    public static void SetDefaultValidateArgs(bool value) => _validatesByDefault = value;

    /// <summary>Draws samples, which are not part of the graph.</summary>
    /// <param name="sampleShape">The shape of the batch of samples; by default one sample.</param>
    /// <returns>(sampleShape, BatchShape, EventShape).</returns>
    public virtual Tensor Sample(Shape? sampleShape = null)
    {
        using var _ = GradMode.NoGrad();
        return RSample(sampleShape);
    }

    /// <summary>Draws samples as a differentiable function of the parameters.</summary>
    /// <param name="sampleShape">The shape of the batch of samples; by default one sample.</param>
    /// <returns>(sampleShape, BatchShape, EventShape).</returns>
    /// <exception cref="NotSupportedException">The distribution has no such function; see <see cref="HasRSample"/>.</exception>
    public virtual Tensor RSample(Shape? sampleShape = null) =>
        throw new NotSupportedException(
            $"RSample: {GetType().Name} has no samples with gradients; use Sample, and LogProb of what it returned in the loss");

    /// <summary>The logarithm of the probability, or of its density, of values.</summary>
    /// <param name="value">Values that broadcast with (BatchShape, EventShape).</param>
    /// <returns>One number for each event.</returns>
    /// <exception cref="ArgumentException">A value is outside of the support, or the shape does not fit.</exception>
    public Tensor LogProb(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return LogProbCore(Validated(nameof(LogProb), value));
    }

    /// <summary>The probability of a value not above the given one.</summary>
    /// <param name="value">Values that broadcast with (BatchShape, EventShape).</param>
    /// <exception cref="ArgumentException">A value is outside of the support, or the shape does not fit.</exception>
    /// <exception cref="NotSupportedException">The distribution has no formula for it.</exception>
    public Tensor Cdf(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return CdfCore(Validated(nameof(Cdf), value));
    }

    /// <summary>The value whose <see cref="Cdf"/> is the given probability.</summary>
    /// <param name="value">Probabilities.</param>
    /// <exception cref="NotSupportedException">The distribution has no formula for it.</exception>
    public Tensor Icdf(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return IcdfCore(value.IsNumber ? value.ToAssign(DType, nameof(Icdf)) : value);
    }

    /// <summary>The entropy of each distribution, in nats.</summary>
    /// <exception cref="NotSupportedException">The distribution has no formula for it.</exception>
    public virtual Tensor Entropy() => throw Lacks(nameof(Entropy));

    /// <summary>e to the power of the entropy.</summary>
    /// <exception cref="NotSupportedException">The distribution has no formula for its entropy.</exception>
    public Tensor Perplexity() => Entropy().Exp();

    /// <summary>All values of a discrete distribution, along a new first dimension.</summary>
    /// <param name="expand">False to leave the dimensions of the batch at size 1.</param>
    /// <exception cref="NotSupportedException">The values cannot be listed; see <see cref="HasEnumerateSupport"/>.</exception>
    public virtual Tensor EnumerateSupport(bool expand = true) => throw Lacks(nameof(EnumerateSupport));

    /// <summary>Returns the distribution with the batch dimensions expanded, without copying.</summary>
    /// <param name="batchShape">The new shape of the batch.</param>
    /// <exception cref="ArgumentException">A dimension of another size than 1 would have to change.</exception>
    public Distribution Expand(Shape batchShape)
    {
        ArgumentNullException.ThrowIfNull(batchShape);
        var expanded = ExpandCore(batchShape);
        expanded.ValidatesArgs = ValidatesArgs;
        return expanded;
    }

    /// <summary>Formats the distribution with its parameters, as PyTorch prints it.</summary>
    public override string ToString() => $"{GetType().Name}({string.Join(", ", _arguments)})";

    /// <summary>What <see cref="LogProb"/> returns for values that were checked.</summary>
    protected abstract Tensor LogProbCore(Tensor value);

    /// <summary>What <see cref="Cdf"/> returns for values that were checked.</summary>
    protected virtual Tensor CdfCore(Tensor value) => throw Lacks(nameof(Cdf));

    /// <summary>What <see cref="Icdf"/> returns.</summary>
    protected virtual Tensor IcdfCore(Tensor value) => throw Lacks(nameof(Icdf));

    /// <summary>What <see cref="Expand"/> returns.</summary>
    protected virtual Distribution ExpandCore(Shape batchShape) => throw Lacks(nameof(Expand));

    /// <summary>(sampleShape, BatchShape, EventShape)</summary>
    protected Shape ExtendedShape(Shape? sampleShape) => Shapes.Join(sampleShape ?? Shape.Scalar, BatchShape, EventShape);

    /// <summary>Sets the shapes and checks the arguments; the last statement of a constructor.</summary>
    private protected void Initialize(Shape batchShape, Shape eventShape, bool? validateArgs, DistributionArgument[] arguments)
    {
        (BatchShape, EventShape, ValidatesArgs) = (batchShape, eventShape, validateArgs ?? _validatesByDefault);
        _arguments = arguments;
        if (!ValidatesArgs) return;
        foreach (var argument in arguments) argument.Check(GetType().Name);
    }

    private protected NotSupportedException Lacks(string member) =>
        new($"{member}: {GetType().Name} has no formula for it");
}
