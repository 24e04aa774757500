namespace Autograd.Distributions;

/// <summary>A mixture: a category is drawn, then a value of the component of that number, the last batch dimension.</summary>
public sealed class MixtureSameFamily : Distribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="mixtureDistribution">The distribution of the component's number.</param>
    /// <param name="componentDistribution">The components, along the last dimension of the batch.</param>
    /// <param name="validateArgs">Whether values are checked; by default what was set for all.</param>
    /// <exception cref="ArgumentException">The shapes of the batches do not fit.</exception>
    public MixtureSameFamily(Categorical mixtureDistribution, Distribution componentDistribution, bool? validateArgs = null)
    {
        (MixtureDistribution, ComponentDistribution) = (NotNull(mixtureDistribution), NotNull(componentDistribution));
        var components = componentDistribution.BatchShape;
        if (components.Count == 0 || components[^1] != mixtureDistribution.NumEvents)
        {
            throw new ArgumentException(
                $"MixtureSameFamily: {mixtureDistribution.NumEvents} categories for components of batch shape {components}; its last "
                + "size must be the number of categories",
                nameof(componentDistribution));
        }

        var batch = Shapes.WithoutLast(components, 1);
        if (!Broadcasting.CanExpand(mixtureDistribution.BatchShape, batch))
        {
            throw new ArgumentException(
                $"MixtureSameFamily: categories of batch shape {mixtureDistribution.BatchShape} do not broadcast to {batch}, that of "
                + "the components",
                nameof(mixtureDistribution));
        }

        Initialize(batch, componentDistribution.EventShape, validateArgs, []);
    }

    /// <summary>The distribution of the component's number.</summary>
    public Categorical MixtureDistribution { get; }

    /// <summary>The components.</summary>
    public Distribution ComponentDistribution { get; }

    /// <inheritdoc/>
    public override Constraint Support => ComponentDistribution.Support;

    /// <inheritdoc/>
    public override Tensor Mean => Mixed(ComponentDistribution.Mean);

    /// <inheritdoc/>
    public override Tensor Variance =>
        Mixed(ComponentDistribution.Variance) + Mixed((ComponentDistribution.Mean - Padded(Mean)).Square());

    internal override DType DType => ComponentDistribution.DType;

    /// <inheritdoc/>
    public override Tensor Sample(Shape? sampleShape = null)
    {
        using var _ = GradMode.NoGrad();
        var number = MixtureDistribution.Sample(sampleShape);
        var values = ComponentDistribution.Sample(sampleShape);
        var dim = (sampleShape?.Count ?? 0) + BatchShape.Count;
        var lead = Shapes.Join(sampleShape ?? Shape.Scalar, BatchShape);

        // Categories of a smaller batch stand for every distribution of the components'.
        if (MixtureDistribution.BatchShape.Count < BatchShape.Count)
        {
            var ones = new int[BatchShape.Count - MixtureDistribution.BatchShape.Count];
            Array.Fill(ones, 1);
            number = number.Reshape([.. (sampleShape ?? Shape.Scalar).Sizes, .. ones, .. MixtureDistribution.BatchShape.Sizes]);
        }

        var index = number.ExpandTo(lead).Reshape(Shapes.Join(lead, Ones(EventShape.Count + 1)));
        return values.Gather(dim, index.ExpandTo(Shapes.Join(lead, 1, EventShape)).Contiguous()).Squeeze(dim);
    }

    /// <inheritdoc/>
    public override string ToString() => $"MixtureSameFamily(\n  {MixtureDistribution},\n  {ComponentDistribution})";

    /// <summary>The components check.</summary>
    internal override void ValidateSample(string op, Tensor value)
    {
    }

    /// <inheritdoc/>
    protected override Tensor LogProbCore(Tensor value) =>
        (ComponentDistribution.LogProb(Padded(value)) + MixtureDistribution.Logits.LogSoftmax(-1)).LogSumExp(-1);

    /// <inheritdoc/>
    protected override Tensor CdfCore(Tensor value) => (ComponentDistribution.Cdf(Padded(value)) * MixtureDistribution.Probs).Sum(-1);

    /// <inheritdoc/>
    protected override Distribution ExpandCore(Shape batchShape) => new MixtureSameFamily(
        (Categorical)MixtureDistribution.Expand(batchShape),
        ComponentDistribution.Expand(Shapes.Join(batchShape, MixtureDistribution.NumEvents)),
        validateArgs: false);

    private static Shape Ones(int count)
    {
        var sizes = new int[count];
        Array.Fill(sizes, 1);
        return sizes;
    }

    /// <summary>With a dimension of size 1 for the components.</summary>
    private Tensor Padded(Tensor x) => x.Unsqueeze(-1 - EventShape.Count);

    /// <summary>The mean over the components, weighted by their probabilities.</summary>
    private Tensor Mixed(Tensor ofComponents)
    {
        var probs = MixtureDistribution.Probs;
        return (probs.Reshape(Shapes.Join(probs.Shape, Ones(EventShape.Count))) * ofComponents).Sum(-1 - EventShape.Count);
    }
}
