namespace Autograd.Distributed.MpiTests;

/// <summary>Collectives in the background: many at a time, waited for in another order.</summary>
internal static class AsyncChecks
{
    [RankTest]
    public static void Works_are_waited_for_in_any_order()
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        var (sums, copies, works) = (new List<Tensor>(), new List<Tensor>(), new List<Work>());
        foreach (var size in Parts.Sizes)
        {
            var sum = Parts.Of(rank, size, DType.Float32, size);
            var copy = Parts.Of(rank, size, DType.Int16, size);
            works.Add(Distributed.AllReduceAsync(sum, ReduceOp.Mean));
            works.Add(Distributed.BroadcastAsync(copy, src: world - 1));
            sums.Add(sum);
            copies.Add(copy);
        }

        for (var i = 0; i < 1000 && !works[0].IsCompleted; i++)
        {
        }

        GC.Collect();
        foreach (var work in Enumerable.Reverse(works)) work.Wait();
        Assert.That(works.All(work => work.IsCompleted));
        for (var i = 0; i < sums.Count; i++)
        {
            var size = Parts.Sizes[i];
            Parts.AreEqual(sums[i], Parts.Reduced(Parts.All(Parts.World, size, DType.Float32, size), ReduceOp.Mean), $"mean of {size}");
            Parts.AreEqual(copies[i], Parts.Of(world - 1, size, DType.Int16, size), $"broadcast of {size}");
        }
    }

    [RankTest]
    public static void Parts_are_gathered_and_scattered()
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        foreach (var dtype in Parts.DTypes)
        {
            const int size = 1001;
            var (all, part) = (Tensor.Zeros([size * world], dtype), Tensor.Zeros([size], dtype));
            var gather = Distributed.AllGatherIntoAsync(all, Parts.Of(rank, size, dtype));
            var scatter = Distributed.ReduceScatterAsync(part, Parts.Of(rank, size * world, dtype));
            gather.Wait();
            scatter.Wait();
            Parts.AreEqual(all, Tensor.Cat([.. Parts.All(Parts.World, size, dtype)]), $"gather of {dtype}");
            var sum = Parts.Reduced(Parts.All(Parts.World, size * world, dtype), ReduceOp.Sum);
            Parts.AreEqual(part, sum[(rank * size)..((rank + 1) * size)], $"reduce-scatter of {dtype}");
        }
    }
}
