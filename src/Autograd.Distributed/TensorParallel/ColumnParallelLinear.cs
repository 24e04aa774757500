using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// A <see cref="Linear"/> whose outputs are split over the ranks: each has some rows of W and of b, and computes those
/// features of y = x·Wᵀ + b.
/// </summary>
/// <remarks>
/// Shapes: (…, inFeatures) → (…, outFeatures), or this rank's part of that. From the same seed the parts are those of the
/// weights that <see cref="Linear"/> draws. Communication: with <c>gatherOutput</c> one all-gather forward; one
/// all-reduce of the input's gradient backward.
/// </remarks>
public sealed class ColumnParallelLinear : HookedModule, IShardedModule
{
    private readonly RegionGroup _group;
    private readonly Partition _outputs;

    /// <summary>Makes the layer. Every rank draws the whole weights and keeps its part.</summary>
    /// <param name="inFeatures">The size of the input's last dimension.</param>
    /// <param name="outFeatures">The size of the whole output's last dimension.</param>
    /// <param name="bias">True if the layer has a bias b.</param>
    /// <param name="gatherOutput">
    /// True if every rank gets the whole output; false if the next layer, such as <see cref="RowParallelLinear"/>, takes
    /// the parts.
    /// </param>
    /// <param name="group">The ranks that share the layer; null for all.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">There are fewer outputs than ranks, or the type is not floating.</exception>
    public ColumnParallelLinear(
        int inFeatures, int outFeatures, bool bias = true, bool gatherOutput = true, ProcessGroup? group = null,
        DType dtype = DType.Float32)
    {
        _group = new RegionGroup(group);
        (InFeatures, OutFeatures, GatherOutput) = (inFeatures, outFeatures, gatherOutput);
        _outputs = Partition.Of("ColumnParallelLinear", "outFeatures", outFeatures, _group.Size);
        var shard = new Shard(_group, dim: 0, _outputs);
        var whole = new Linear(inFeatures, outFeatures, bias, dtype);
        Weight = Parameter.From(shard.PartOf(whole.Weight.Data));
        if (bias) Bias = Parameter.From(shard.PartOf(whole.Bias!.Data));
        Shards = new Dictionary<string, Shard> { ["weight"] = shard, ["bias"] = shard };
    }

    /// <summary>The size of the input's last dimension.</summary>
    public int InFeatures { get; }

    /// <summary>The size of the whole output's last dimension.</summary>
    public int OutFeatures { get; }

    /// <summary>True if every rank gets the whole output.</summary>
    public bool GatherOutput { get; }

    /// <summary>This rank's rows of W. Set it to another module's parameter to share that parameter.</summary>
    /// <exception cref="ArgumentException">Set to a tensor of another shape.</exception>
    public Tensor Weight
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (field is not null && !field.Shape.Equals(value.Shape))
                throw new ArgumentException(
                    $"ColumnParallelLinear: a parameter of shape {value.Shape} in the place of one of shape {field.Shape}; they must be the same");
            field = value;
        }
    }

    /// <summary>This rank's elements of b, or null.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Shard> Shards { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var y = F.Linear(TensorParallel.CopyToRegion(x, _group), Weight, Bias);
        return GatherOutput ? TensorParallel.GatherFromRegion(y, -1, _outputs, _group) : y;
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in_features={InFeatures}, out_features={OutFeatures}, part {_group.Rank + 1} of {_group.Size}";
}
