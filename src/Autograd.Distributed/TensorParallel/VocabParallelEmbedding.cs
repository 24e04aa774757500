using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// An <see cref="Embedding"/> whose rows are split over the ranks: each looks up the indices that it has, and the sum
/// over the ranks is what the whole table would give.
/// </summary>
/// <remarks>
/// Shapes: (…) of integers → (…, embeddingDim). From the same seed the rows are those that <see cref="Embedding"/> draws.
/// The rows need not divide evenly: the first ranks get one more. Communication: one all-reduce forward, none backward.
/// </remarks>
public sealed class VocabParallelEmbedding : HookedModule, IShardedModule
{
    private readonly RegionGroup _group;
    private readonly Partition _rows;

    /// <summary>Makes the table. Every rank draws all rows and keeps its own.</summary>
    /// <param name="numEmbeddings">The number of rows of the whole table.</param>
    /// <param name="embeddingDim">The size of a row.</param>
    /// <param name="group">The ranks that share the table; null for all.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">There are fewer rows than ranks, or the type is not floating.</exception>
    public VocabParallelEmbedding(int numEmbeddings, int embeddingDim, ProcessGroup? group = null, DType dtype = DType.Float32)
    {
        _group = new RegionGroup(group);
        (NumEmbeddings, EmbeddingDim) = (numEmbeddings, embeddingDim);
        _rows = Partition.Of("VocabParallelEmbedding", "numEmbeddings", numEmbeddings, _group.Size);
        var shard = new Shard(_group, dim: 0, _rows);
        Weight = Parameter.From(shard.PartOf(new Embedding(numEmbeddings, embeddingDim, dtype: dtype).Weight.Data));
        Shards = new Dictionary<string, Shard> { ["weight"] = shard };
    }

    /// <summary>The number of rows of the whole table.</summary>
    public int NumEmbeddings { get; }

    /// <summary>The size of a row.</summary>
    public int EmbeddingDim { get; }

    /// <summary>This rank's rows.</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Shard> Shards { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (_group.Size == 1) return F.Embedding(x, Weight);
        VocabParts.CheckRange("VocabParallelEmbedding", x, NumEmbeddings);
        var (local, isElsewhere) = VocabParts.Local(x, _rows, _group.Rank);
        var rows = F.Embedding(local, Weight).MaskedFill(isElsewhere.Unsqueeze(-1), 0);
        return TensorParallel.ReduceFromRegion(rows, _group);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{NumEmbeddings}, {EmbeddingDim}, part {_group.Rank + 1} of {_group.Size}";
}
