using Autograd.NN;

namespace Autograd.Distributed;

public static partial class TensorParallel
{
    /// <summary>
    /// Runs an initialization on every parameter as a whole; of one that is split, this rank's part of the result is kept.
    /// All ranks must call it, and from the same seed all draw the same, whatever their number.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="initialize">Gets a parameter's name and its whole values, and writes to these.</param>
    /// <example><code>
    /// TensorParallel.Initialize(model, (name, whole) =>
    /// {
    ///     if (whole.NDim > 1) Init.Normal(whole, std: 0.02);
    /// });
    /// </code></example>
    public static void Initialize(Module module, Action<string, Tensor> initialize)
    {
        ArgumentNullException.ThrowIfNull(initialize);
        var shards = ShardsByName(NotNull(module));
        using var _ = GradMode.NoGrad();
        foreach (var (name, parameter) in module.NamedParameters())
        {
            if (!shards.TryGetValue(name, out var shard))
            {
                initialize(name, parameter);
                continue;
            }

            var whole = shard.Whole(parameter.Data);
            initialize(name, whole);
            parameter.CopyInPlace(shard.PartOf(whole));
        }
    }

    /// <summary>
    /// Sets elements of a part to 0 with probability p, those that <see cref="F.Dropout"/> of the whole would, and divides
    /// the others by 1 − p. Every rank draws for the whole, so that the ranks' generators stay alike.
    /// </summary>
    /// <param name="x">This rank's part.</param>
    /// <param name="p">The probability of a zero.</param>
    /// <param name="training">False to return x.</param>
    /// <param name="dim">The dimension that is split.</param>
    /// <param name="size">Its size as a whole.</param>
    /// <param name="group">The ranks that share the region; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static Tensor Dropout(Tensor x, double p, bool training, int dim, int size, ProcessGroup? group = null)
    {
        var region = new RegionGroup(group);
        return Dropout(NotNull(x), p, training, dim, Partition.Of("Dropout", "a dimension of", size, region.Size), region);
    }

    internal static Tensor Dropout(Tensor x, double p, bool training, int dim, Partition partition, RegionGroup group)
    {
        if (group.Size == 1 || !training || p == 0) return F.Dropout(x, p, training);
        var sizes = x.Shape.Sizes.ToArray();
        sizes[dim < 0 ? dim + sizes.Length : dim] = partition.Size;
        var factors = F.Dropout(Tensor.Ones(sizes, x.DType), p);
        return x * factors.Narrow(dim, partition.Start(group.Rank), partition.Length(group.Rank));
    }

    /// <summary>
    /// As <see cref="Utils.ClipGradNorm"/>, of a module with split parameters: the norm is that of the whole gradients.
    /// All ranks must call it.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="maxNorm">The largest norm.</param>
    /// <returns>The Euclidean norm before the gradients were scaled.</returns>
    public static Tensor ClipGradNorm(Module module, double maxNorm)
    {
        var shards = ShardsByName(NotNull(module));
        var whole = new List<Tensor>();
        var split = new Dictionary<RegionGroup, List<Tensor>>();
        using var _ = GradMode.NoGrad();
        foreach (var (name, parameter) in module.NamedParameters())
        {
            if (parameter.Grad is not { } grad) continue;
            if (!shards.TryGetValue(name, out var shard)) whole.Add(grad);
            else if (split.TryGetValue(shard.Group, out var ofGroup)) ofGroup.Add(grad);
            else split.Add(shard.Group, [grad]);
        }

        var squares = SquaredNorm(whole);
        foreach (var (group, grads) in split) squares += group.Sum(SquaredNorm(grads));
        var norm = squares.Sqrt().Reshape();
        Utils.ClipGradsWithNorm(module.Parameters(), maxNorm, norm);
        return norm;
    }

    private static Tensor SquaredNorm(List<Tensor> grads)
    {
        var sum = Tensor.Zeros(1);
        foreach (var grad in grads) sum += grad.Square().Sum().To(DType.Float32);
        return sum;
    }

    private static Dictionary<string, Shard> ShardsByName(Module module)
    {
        var shards = new Dictionary<string, Shard>();
        foreach (var (prefix, part) in module.NamedModules())
        {
            if (part is not IShardedModule sharded) continue;
            foreach (var (name, shard) in sharded.Shards) shards[prefix.Length == 0 ? name : $"{prefix}.{name}"] = shard;
        }

        return shards;
    }
}
