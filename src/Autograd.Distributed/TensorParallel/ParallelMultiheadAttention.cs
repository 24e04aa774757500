using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// Self-attention whose heads are split over the ranks: each projects to the queries, keys and values of its heads, and
/// its columns of the output's projection; the sum over the ranks is what <see cref="MultiheadAttention"/> computes.
/// </summary>
/// <remarks>
/// Shapes: (T, N, E), with <c>batchFirst</c> (N, T, E) → the same. The state's names and, from the same seed, the weights
/// are those of <see cref="MultiheadAttention"/>. Communication: one all-reduce forward, one backward.
/// </remarks>
public sealed class ParallelMultiheadAttention : Module, IShardedModule
{
    private readonly RegionGroup _group;
    private readonly Partition _features;

    /// <summary>Makes the module. Every rank draws the whole weights and keeps its part.</summary>
    /// <param name="embedDim">E, the number of features.</param>
    /// <param name="numHeads">The number of heads, which divides E; each rank gets one at least.</param>
    /// <param name="dropout">The probability with which a weight is set to 0 while training.</param>
    /// <param name="bias">True if the projections have biases.</param>
    /// <param name="batchFirst">True if the batch is the first dimension.</param>
    /// <param name="group">The ranks that share the heads; null for all.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">
    /// The heads do not divide the features, there are fewer heads than ranks, or the type is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public ParallelMultiheadAttention(
        int embedDim, int numHeads, double dropout = 0, bool bias = true, bool batchFirst = false, ProcessGroup? group = null,
        DType dtype = DType.Float32)
    {
        if (embedDim < 1 || numHeads < 1 || embedDim % numHeads != 0)
            throw new ArgumentException(
                $"ParallelMultiheadAttention: {embedDim} features in {numHeads} heads; the number of heads must be positive and divide that of the features");
        if (!(dropout >= 0 && dropout <= 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), $"ParallelMultiheadAttention: dropout is {dropout}; use 0 to 1");
        _group = new RegionGroup(group);
        (EmbedDim, NumHeads, Dropout, BatchFirst) = (embedDim, numHeads, dropout, batchFirst);
        var headDim = embedDim / numHeads;
        _features = Partition.Of("ParallelMultiheadAttention", "numHeads", embedDim, _group.Size, headDim);

        // In the order in which MultiheadAttention draws.
        OutProj = new RowParallelLinear(embedDim, embedDim, bias, inputIsParallel: true, _group, headDim, dtype);
        var shard = new Shard(_group, dim: 0, _features, blocks: 3);
        InProjWeight = Parameter.From(shard.PartOf(Init.XavierUniform(Tensor.Zeros([3 * embedDim, embedDim], dtype))));
        if (bias)
        {
            InProjBias = Parameter.From(Tensor.Zeros([InProjWeight.Size(0)], dtype));
            Init.Zeros(OutProj.Bias!);
        }

        Shards = new Dictionary<string, Shard> { ["in_proj_weight"] = shard, ["in_proj_bias"] = shard };
    }

    /// <summary>E, the number of features.</summary>
    public int EmbedDim { get; }

    /// <summary>The number of heads of all ranks together.</summary>
    public int NumHeads { get; }

    /// <summary>The probability with which a weight is set to 0 while training.</summary>
    public double Dropout { get; }

    /// <summary>True if the batch is the first dimension.</summary>
    public bool BatchFirst { get; }

    /// <summary>The weights of the queries, keys and values of this rank's heads, one below the other.</summary>
    public Tensor InProjWeight { get; }

    /// <summary>The biases of the queries, keys and values of this rank's heads, or null.</summary>
    public Tensor? InProjBias { get; }

    /// <summary>The projection of the joined heads.</summary>
    public RowParallelLinear OutProj { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Shard> Shards { get; }

    /// <summary>Computes the outputs.</summary>
    /// <param name="x">(T, N, E), or as the class says.</param>
    /// <param name="isCausal">True if element i sees elements up to i only.</param>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Tensor Forward(Tensor x, bool isCausal = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.NDim != 3 || x.Size(-1) != EmbedDim)
            throw new ArgumentException($"ParallelMultiheadAttention: an input of shape {x.Shape}; it must have three dimensions, the last of size {EmbedDim}");
        if (!BatchFirst) x = x.Transpose(0, 1);
        var headDim = EmbedDim / NumHeads;
        var projected = F.Linear(TensorParallel.CopyToRegion(x, _group), InProjWeight, InProjBias);
        var heads = projected.Chunk(3, -1).Select(part => part.Unflatten(-1, -1, headDim).Transpose(1, 2)).ToArray();
        var joined = Attend(heads[0], heads[1], heads[2], isCausal).Transpose(1, 2).Flatten(2);
        var y = OutProj.Forward(joined);
        return BatchFirst ? y : y.Transpose(0, 1);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{EmbedDim}, {NumHeads} heads, part {_group.Rank + 1} of {_group.Size}";

    // The queries, keys and values are (N, heads, T, features of a head).
    private Tensor Attend(Tensor q, Tensor k, Tensor v, bool isCausal)
    {
        if (Dropout == 0 || !IsTraining) return F.ScaledDotProductAttention(q, k, v, isCausal: isCausal);
        var scores = q.MatMul(k.Transpose(-2, -1)) / Math.Sqrt(q.Size(-1));
        if (isCausal)
        {
            var isLater = Tensor.Ones(scores.Size(-2), scores.Size(-1)).Triu(1).Ne(0);
            scores = scores.MaskedFill(isLater, double.NegativeInfinity);
        }

        var heads = new Partition(NumHeads, _group.Size);
        return TensorParallel.Dropout(scores.Softmax(-1), Dropout, IsTraining, 1, heads, _group).MatMul(v);
    }
}
