namespace Autograd.Distributed;

/// <summary>
/// Layers whose matrices are split over the ranks of a group, after M. Shoeybi et al., "Megatron-LM: training
/// multi-billion parameter language models using model parallelism" (2019): the regions between which activations pass,
/// and what is done with all split parameters of a module.
/// </summary>
/// <remarks>
/// Every rank of the group gets the same input and computes the same loss. Inside of a region each has its part of the
/// features; in front of it and behind it all have the same values.
/// </remarks>
public static partial class TensorParallel
{
    /// <summary>Enters a region: y = x on each rank. Gradient: the sum of the ranks' gradients.</summary>
    /// <param name="x">The same tensor on every rank.</param>
    /// <param name="group">The ranks that share the region; null for all.</param>
    public static Tensor CopyToRegion(Tensor x, ProcessGroup? group = null) => CopyToRegion(NotNull(x), new RegionGroup(group));

    /// <summary>Leaves a region: y is the sum of the ranks' x. Gradient: g on each rank.</summary>
    /// <param name="x">A summand, of one shape on all ranks.</param>
    /// <param name="group">The ranks that share the region; null for all.</param>
    public static Tensor ReduceFromRegion(Tensor x, ProcessGroup? group = null) => ReduceFromRegion(NotNull(x), new RegionGroup(group));

    /// <summary>Enters a region: y is this rank's part of x. Gradient: the ranks' gradients, joined.</summary>
    /// <param name="x">The same tensor on every rank.</param>
    /// <param name="dim">The dimension that is cut: into equal parts, or the first ranks' longer by one.</param>
    /// <param name="group">The ranks that share the region; null for all.</param>
    /// <exception cref="ArgumentException">The dimension is shorter than the group.</exception>
    public static Tensor ScatterToRegion(Tensor x, int dim = -1, ProcessGroup? group = null)
    {
        var region = new RegionGroup(group);
        return ScatterToRegion(x, dim, Partition.Of("ScatterToRegion", "a dimension of", NotNull(x).Size(dim), region.Size), region);
    }

    /// <summary>Leaves a region: y is the parts of all ranks, joined. Gradient: this rank's part of g.</summary>
    /// <param name="x">This rank's part.</param>
    /// <param name="dim">The dimension along which they are joined.</param>
    /// <param name="size">Its size in y; null if all parts are of one size.</param>
    /// <param name="group">The ranks that share the region; null for all.</param>
    /// <exception cref="ArgumentException">The part has another size than <see cref="ScatterToRegion(Tensor, int, ProcessGroup?)"/> gives this rank.</exception>
    public static Tensor GatherFromRegion(Tensor x, int dim = -1, int? size = null, ProcessGroup? group = null)
    {
        var region = new RegionGroup(group);
        var own = NotNull(x).Size(dim);
        var partition = Partition.Of("GatherFromRegion", "a dimension of", size ?? (own * region.Size), region.Size);
        if (partition.Length(region.Rank) != own)
            throw new ArgumentException(
                $"GatherFromRegion: a part of size {own} on rank {region.Rank} of {region.Size} for a whole of {partition.Size}; "
                + $"it must be {partition.Length(region.Rank)}");
        return GatherFromRegion(x, dim, partition, region);
    }

    internal static Tensor CopyToRegion(Tensor x, RegionGroup group) => group.Size == 1 ? x : new CopyToRegionFunction(group).Apply(x);

    internal static Tensor ReduceFromRegion(Tensor x, RegionGroup group) => group.Size == 1 ? x : new ReduceFromRegionFunction(group).Apply(x);

    internal static Tensor ScatterToRegion(Tensor x, int dim, Partition partition, RegionGroup group) =>
        group.Size == 1 ? x : new ScatterToRegionFunction(group, dim, partition).Apply(x);

    internal static Tensor GatherFromRegion(Tensor x, int dim, Partition partition, RegionGroup group) =>
        group.Size == 1 ? x : new GatherFromRegionFunction(group, dim, partition).Apply(x);

    private static T NotNull<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }

    // Each is the derivative of another, so that a recorded backward pass can be differentiated again.
    private sealed class CopyToRegionFunction(RegionGroup group) : Function
    {
        public override string Name => "CopyToRegion";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) => inputs[0];

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [ReduceFromRegion(grad, group)];
    }

    private sealed class ReduceFromRegionFunction(RegionGroup group) : Function
    {
        public override string Name => "ReduceFromRegion";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) => group.Sum(inputs[0]);

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [CopyToRegion(grad, group)];
    }

    private sealed class ScatterToRegionFunction(RegionGroup group, int dim, Partition partition) : Function
    {
        public override string Name => "ScatterToRegion";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) =>
            inputs[0].Narrow(dim, partition.Start(group.Rank), partition.Length(group.Rank)).Clone();

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [GatherFromRegion(grad, dim, partition, group)];
    }

    private sealed class GatherFromRegionFunction(RegionGroup group, int dim, Partition partition) : Function
    {
        public override string Name => "GatherFromRegion";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) => group.Join(inputs[0], dim, partition);

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [ScatterToRegion(grad, dim, partition, group)];
    }
}
