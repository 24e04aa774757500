namespace Autograd.Distributed.MpiTests;

/// <summary>The gradient of the sum of all ranks' losses, against one process that computes all of them.</summary>
internal static class DerivativeChecks
{
    private static readonly int _rows = 2 * Distributed.WorldSize;

    private static Tensor Input(int rank) => (Tensor.Arange(_rows * 3).Reshape(_rows, 3).To(DType.Float64) * 0.1 + rank * 0.7).Sin();

    private static Tensor Weight(Shape shape, int rank) => (Tensor.Arange(shape.Numel).Reshape(shape).To(DType.Float64) * 0.3 + rank).Cos();

    // One process: the ranks' inputs are leaves side by side, and the collective is arithmetic on them.
    private static void Check(Func<Tensor, Tensor> collective, Func<Tensor[], int, Tensor> reference)
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        var own = Input(rank);
        own.RequiresGrad = true;
        var y = collective(own);
        (y * y * Weight(y.Shape, rank)).Sum().Backward();

        var leaves = Enumerable.Range(0, world).Select(Input).ToArray();
        foreach (var leaf in leaves) leaf.RequiresGrad = true;
        Tensor loss = 0;
        for (var other = 0; other < world; other++)
        {
            var part = reference(leaves, other);
            loss = loss + (part * part * Weight(part.Shape, other)).Sum();
            if (other == rank) Testing.AssertClose(y, part);
        }

        loss.Backward();
        Testing.AssertClose(own.Grad!, leaves[rank].Grad ?? Tensor.Zeros(own.Shape, DType.Float64));
    }

    private static Tensor Sum(Tensor[] parts) => parts.Aggregate((a, b) => a + b);

    private static Tensor Part(Tensor x, int rank) => x.Narrow(0, rank * (x.Size(0) / Distributed.WorldSize), x.Size(0) / Distributed.WorldSize);

    [RankTest]
    public static void AllReduce() => Check(x => DistributedFunctions.AllReduce(x), (parts, _) => Sum(parts));

    [RankTest]
    public static void Mean() => Check(x => DistributedFunctions.AllReduce(x, ReduceOp.Mean), (parts, _) => Sum(parts) / parts.Length);

    [RankTest]
    public static void Broadcast() => Check(x => DistributedFunctions.Broadcast(x, Distributed.WorldSize - 1), (parts, _) => parts[^1]);

    [RankTest]
    public static void AllGather() => Check(x => DistributedFunctions.AllGather(x), (parts, _) => Tensor.Cat(parts));

    [RankTest]
    public static void ReduceScatter() => Check(x => DistributedFunctions.ReduceScatter(x), (parts, rank) => Part(Sum(parts), rank));

    [RankTest]
    public static void AllToAll() => Check(
        x => DistributedFunctions.AllToAll(x), (parts, rank) => Tensor.Cat([.. parts.Select(part => Part(part, rank))]));
}
