using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// A <see cref="Linear"/> whose inputs are split over the ranks: each has some columns of W and multiplies its features
/// of x by them; y is the sum of the products, plus b.
/// </summary>
/// <remarks>
/// Shapes: (…, inFeatures), or this rank's part of that, → (…, outFeatures). From the same seed the parts are those of the
/// weights that <see cref="Linear"/> draws; every rank has the whole b. Communication: one all-reduce of the output
/// forward; backward none, or without <c>inputIsParallel</c> one all-gather.
/// </remarks>
public sealed class RowParallelLinear : HookedModule, IShardedModule
{
    private readonly RegionGroup _group;
    private readonly Partition _inputs;

    /// <summary>Makes the layer. Every rank draws the whole weights and keeps its part.</summary>
    /// <param name="inFeatures">The size of the whole input's last dimension.</param>
    /// <param name="outFeatures">The size of the output's last dimension.</param>
    /// <param name="bias">True if the layer has a bias b.</param>
    /// <param name="inputIsParallel">True if the input is this rank's part already, as of a <see cref="ColumnParallelLinear"/>.</param>
    /// <param name="group">The ranks that share the layer; null for all.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">There are fewer inputs than ranks, or the type is not floating.</exception>
    public RowParallelLinear(
        int inFeatures, int outFeatures, bool bias = true, bool inputIsParallel = false, ProcessGroup? group = null,
        DType dtype = DType.Float32)
        : this(inFeatures, outFeatures, bias, inputIsParallel, new RegionGroup(group), unit: 1, dtype)
    {
    }

    /// <summary>Makes the layer with inputs in units that stay together, such as the features of a head.</summary>
    internal RowParallelLinear(
        int inFeatures, int outFeatures, bool bias, bool inputIsParallel, RegionGroup group, int unit, DType dtype)
    {
        _group = group;
        (InFeatures, OutFeatures, InputIsParallel) = (inFeatures, outFeatures, inputIsParallel);
        _inputs = Partition.Of("RowParallelLinear", "inFeatures", inFeatures, group.Size, unit);
        var shard = new Shard(group, dim: 1, _inputs);
        var whole = new Linear(inFeatures, outFeatures, bias, dtype);
        Weight = Parameter.From(shard.PartOf(whole.Weight.Data));
        Bias = whole.Bias;
        Shards = new Dictionary<string, Shard> { ["weight"] = shard };
    }

    /// <summary>The size of the whole input's last dimension.</summary>
    public int InFeatures { get; }

    /// <summary>The size of the output's last dimension.</summary>
    public int OutFeatures { get; }

    /// <summary>True if the input is this rank's part already.</summary>
    public bool InputIsParallel { get; }

    /// <summary>This rank's columns of W.</summary>
    public Tensor Weight { get; }

    /// <summary>b, whole, or null.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Shard> Shards { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var part = InputIsParallel ? x : TensorParallel.ScatterToRegion(x, -1, _inputs, _group);
        if (_group.Size == 1) return F.Linear(part, Weight, Bias);
        var y = TensorParallel.ReduceFromRegion(F.Linear(part, Weight), _group);
        return Bias is null ? y : y + Bias;
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in_features={InFeatures}, out_features={OutFeatures}, part {_group.Rank + 1} of {_group.Size}";
}
