namespace Autograd.Distributed;

/// <summary>The collectives of tensor-parallel layers on tensors that are not changed; a group of one computes nothing.</summary>
/// <remarks>Two of the same ranks are equal.</remarks>
internal sealed record RegionGroup(ProcessGroup? Group)
{
    public int Rank { get; } = Distributed.GetRank(Group);

    public int Size { get; } = Distributed.GetWorldSize(Group);

    /// <summary>Returns the sum over the ranks.</summary>
    public Tensor Sum(Tensor x) => Reduced(x, ReduceOp.Sum);

    /// <summary>Returns the elementwise maximum over the ranks.</summary>
    public Tensor Max(Tensor x) => Reduced(x, ReduceOp.Max);

    /// <summary>Joins the parts of all ranks along a dimension. Shorter parts are padded on the way.</summary>
    public Tensor Join(Tensor part, int dim, Partition partition) =>
        Size == 1 ? part : Tensor.Cat(Parts(part, dim, partition), dim);

    /// <summary>Returns the parts of all ranks.</summary>
    public Tensor[] Parts(Tensor part, int dim, Partition partition)
    {
        if (Size == 1) return [part];
        var missing = partition.Longest - part.Size(dim);
        if (missing > 0)
        {
            var sizes = part.Shape.Sizes.ToArray();
            sizes[dim < 0 ? dim + sizes.Length : dim] = missing;
            part = Tensor.Cat([part, Tensor.Zeros(sizes, part.DType)], dim);
        }

        var gathered = Distributed.AllGather(part.Contiguous(), Group);
        return [.. gathered.Select((other, rank) => partition.IsEven ? other : other.Narrow(dim, 0, partition.Length(rank)))];
    }

    private Tensor Reduced(Tensor x, ReduceOp op)
    {
        if (Size == 1) return x;
        var result = x.Detach().Clone();
        Distributed.AllReduce(result, op, Group);
        return result;
    }
}
