namespace Autograd.Distributions;

/// <summary>A distribution some of whose last batch dimensions are part of the event: probabilities are multiplied over them.</summary>
public sealed class Independent : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="baseDistribution">The distribution of the parts.</param>
    /// <param name="reinterpretedBatchNDims">The number of last batch dimensions that become part of the event.</param>
    /// <param name="validateArgs">Not used: the distribution of the parts checks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch has fewer dimensions, or the number is negative.</exception>
    public Independent(Distribution baseDistribution, int reinterpretedBatchNDims, bool? validateArgs = null)
    {
        ArgumentNullException.ThrowIfNull(baseDistribution);
        if (reinterpretedBatchNDims < 0 || reinterpretedBatchNDims > baseDistribution.BatchShape.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(reinterpretedBatchNDims),
                $"Independent: {reinterpretedBatchNDims} dimensions of the batch shape {baseDistribution.BatchShape}; pass 0 to "
                + $"{baseDistribution.BatchShape.Count}");
        }

        (BaseDist, ReinterpretedBatchNDims) = (baseDistribution, reinterpretedBatchNDims);
        var shape = Shapes.Join(baseDistribution.BatchShape, baseDistribution.EventShape);
        var events = reinterpretedBatchNDims + baseDistribution.EventShape.Count;
        Initialize(Shapes.WithoutLast(shape, events), Shapes.Last(shape, events), validateArgs, []);
    }

    /// <summary>The distribution of the parts.</summary>
    public Distribution BaseDist { get; }

    /// <summary>The number of batch dimensions that are part of the event.</summary>
    public int ReinterpretedBatchNDims { get; }

    /// <inheritdoc/>
    public override bool HasRSample => BaseDist.HasRSample;

    /// <inheritdoc/>
    public override bool HasEnumerateSupport => ReinterpretedBatchNDims == 0 && BaseDist.HasEnumerateSupport;

    /// <inheritdoc/>
    public override Constraint Support =>
        ReinterpretedBatchNDims == 0 ? BaseDist.Support : Constraints.Independent(BaseDist.Support, ReinterpretedBatchNDims);

    /// <inheritdoc/>
    public override Tensor Mean => BaseDist.Mean;

    /// <inheritdoc/>
    public override Tensor Mode => BaseDist.Mode;

    /// <inheritdoc/>
    public override Tensor Variance => BaseDist.Variance;

    internal override DType DType => BaseDist.DType;

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null) => BaseDist.Sample(sampleShape);

    /// <inheritdoc/>
    public override Tensor RSample(Shape? sampleShape = null) => BaseDist.RSample(sampleShape);

    /// <inheritdoc/>
    public override Tensor Entropy() => Shapes.SumRightmost(BaseDist.Entropy(), ReinterpretedBatchNDims);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Several dimensions are one event, whose values would be a product.</exception>
    public override Tensor EnumerateSupport(bool expand = true) => ReinterpretedBatchNDims == 0
        ? BaseDist.EnumerateSupport(expand)
        : throw new NotSupportedException(
            $"EnumerateSupport: the events of {this} are a Cartesian product, which is not listed; enumerate BaseDist");

    /// <inheritdoc/>
    public override string ToString() => $"Independent({BaseDist}, {ReinterpretedBatchNDims})";

    /// <summary>The distribution of the parts checks.</summary>
    internal override void ValidateSample(string op, Tensor value)
    {
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) => Shapes.SumRightmost(BaseDist.LogProb(value), ReinterpretedBatchNDims);

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape)
    {
        var parts = Shapes.Last(BaseDist.BatchShape, ReinterpretedBatchNDims);
        return new Independent(BaseDist.Expand(Shapes.Join(batchShape, parts)), ReinterpretedBatchNDims, validateArgs: false);
    }
}
