namespace Autograd.Distributed;

/// <summary>Which part of a parameter a rank holds: one dimension is cut, the others are whole.</summary>
public sealed class Shard
{
    private readonly RegionGroup _group;
    private readonly Partition _partition;
    private readonly int _blocks;

    /// <summary>Describes a parameter that is <paramref name="blocks"/> blocks of rows, each of them cut alike.</summary>
    internal Shard(RegionGroup group, int dim, Partition partition, int blocks = 1) =>
        (_group, Dim, _partition, _blocks) = (group, dim, partition, blocks);

    /// <summary>The dimension that is cut.</summary>
    public int Dim { get; }

    /// <summary>The size of that dimension in the whole parameter.</summary>
    public int Size => _partition.Size * _blocks;

    /// <summary>The group over which the parameter is cut.</summary>
    internal RegionGroup Group => _group;

    /// <summary>Returns this rank's part of a whole tensor, in memory of its own.</summary>
    /// <exception cref="ArgumentException">The dimension has another size.</exception>
    public Tensor PartOf(Tensor whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        if (whole.NDim <= Dim || whole.Size(Dim) != Size)
            throw new ArgumentException($"PartOf: a tensor of shape {whole.Shape}; dimension {Dim} must have the whole size {Size}");
        var (start, length) = (_partition.Start(_group.Rank), _partition.Length(_group.Rank));
        return Tensor.Cat([.. whole.Chunk(_blocks, Dim).Select(block => block.Narrow(Dim, start, length))], Dim);
    }

    /// <summary>Joins the parts of all ranks, which all must call this.</summary>
    public Tensor Whole(Tensor part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var blocks = part.Detach().Chunk(_blocks, Dim);
        return Tensor.Cat([.. blocks.Select(block => _group.Join(block, Dim, _partition))], Dim);
    }
}
