namespace Autograd.Distributed.Tests;

/// <summary>A script without mpirun is a world of one process, and needs no MPI.</summary>
public sealed class WorldOfOneTests
{
    [Test]
    public void A_world_of_one_has_rank_zero() =>
        Assert.That((Distributed.Rank, Distributed.WorldSize, Distributed.LocalRank, Distributed.World.ToString()), Is.EqualTo((0, 1, 0, "rank 0 of 1")));

    [TestCase(ReduceOp.Sum)]
    [TestCase(ReduceOp.Mean)]
    [TestCase(ReduceOp.Min)]
    [TestCase(ReduceOp.Max)]
    [TestCase(ReduceOp.Product)]
    public void Reductions_keep_the_only_summand(ReduceOp op)
    {
        var x = Tensor.From([1.5, -2.0, 3.0]);
        Distributed.AllReduce(x, op);
        Distributed.AllReduce(x, op, deterministic: true);
        Distributed.Reduce(x, 0, op);
        Distributed.AllReduceAsync(x, op).Wait();
        var part = Tensor.Zeros(3);
        Distributed.ReduceScatter(part, x, op);
        Assert.That((x.ToArray<float>(), part.ToArray<float>()), Is.EqualTo((new[] { 1.5f, -2f, 3f }, new[] { 1.5f, -2f, 3f })));
    }

    [Test]
    public void Moves_copy()
    {
        var x = Tensor.From([[1, 2], [3, 4]]);
        var result = Tensor.Zeros([2, 2], DType.Int64);
        Distributed.Broadcast(x);
        Distributed.AllToAll(result, x);
        var scattered = Tensor.Zeros([2, 2], DType.Int64);
        Distributed.Scatter(scattered, [x]);
        var gathered = Distributed.AllGather(x).Concat(Distributed.Gather(x)!).Append(result).Append(scattered).ToArray();
        x[..] = 0;
        foreach (var copy in gathered) Assert.That(copy.ToArray<long>(), Is.EqualTo(new long[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Objects_come_back()
    {
        var sizes = new Dictionary<string, int> { ["train"] = 60_000, ["test"] = 10_000 };
        Assert.That((Distributed.BroadcastObject(sizes), Distributed.AllGatherObject("rank")), Is.EqualTo((sizes, new[] { "rank" })));
    }

    [Test]
    public void Functions_with_a_derivative_pass_gradients_on()
    {
        var x = Tensor.From([[1.0, 2.0], [3.0, 4.0]], DType.Float64, requiresGrad: true);
        foreach (var function in new Func<Tensor, Tensor>[]
        {
            x => DistributedFunctions.AllReduce(x), x => DistributedFunctions.Broadcast(x), x => DistributedFunctions.AllGather(x),
            x => DistributedFunctions.ReduceScatter(x), x => DistributedFunctions.AllToAll(x),
        })
        {
            GradCheck.Check(function, x);
            GradCheck.CheckGradGrad(function, x);
        }
    }

    [Test]
    public void A_group_of_the_only_rank()
    {
        var group = Distributed.NewGroup(0);
        Assert.That((group.Rank, group.Size, group.IsMember, group.Ranks), Is.EqualTo((0, 1, true, new[] { 0 })));
    }
}
