namespace Autograd.Distributed.MpiTests;

/// <summary>Collectives that move elements.</summary>
internal static class MoveChecks
{
    private static void ForEach(Action<int, DType, string> check)
    {
        foreach (var dtype in Parts.DTypes)
        {
            foreach (var size in Parts.Sizes) check(size, dtype, $"{size} {dtype}");
        }
    }

    [RankTest]
    public static void Broadcast() => ForEach((size, dtype, what) =>
    {
        var src = size % Distributed.WorldSize;
        var x = Parts.Of(Distributed.Rank, size, dtype);
        Distributed.Broadcast(x, src);
        Parts.AreEqual(x, Parts.Of(src, size, dtype), what);
    });

    [RankTest]
    public static void AllGather() => ForEach((size, dtype, what) =>
    {
        var all = Distributed.AllGather(Parts.Of(Distributed.Rank, size, dtype));
        Assert.That(all, Has.Length.EqualTo(Distributed.WorldSize));
        for (var rank = 0; rank < all.Length; rank++) Parts.AreEqual(all[rank], Parts.Of(rank, size, dtype), what);
    });

    [RankTest]
    public static void Gather() => ForEach((size, dtype, what) =>
    {
        var dst = size % Distributed.WorldSize;
        var all = Distributed.Gather(Parts.Of(Distributed.Rank, size, dtype), dst);
        Assert.That(all is null, Is.EqualTo(Distributed.Rank != dst), what);
        for (var rank = 0; rank < (all?.Length ?? 0); rank++) Parts.AreEqual(all![rank], Parts.Of(rank, size, dtype), what);
    });

    [RankTest]
    public static void Scatter() => ForEach((size, dtype, what) =>
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        var src = size % world;
        var output = Tensor.Zeros([size], dtype);
        Distributed.Scatter(output, rank == src ? [.. Parts.All(Parts.World, size, dtype)] : null, src);
        Parts.AreEqual(output, Parts.Of(rank, size, dtype), what);
    });

    [RankTest]
    public static void AllToAll() => ForEach((size, dtype, what) =>
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        var output = Tensor.Zeros([size * world], dtype);
        Distributed.AllToAll(output, Parts.Of(rank, size * world, dtype));
        var expected = Tensor.Cat([.. Parts.All(Parts.World, size * world, dtype).Select(part => part[(rank * size)..((rank + 1) * size)])]);
        Parts.AreEqual(output, expected, what);
    });

    [RankTest]
    public static void Send_and_Recv_around_a_ring() => ForEach((size, dtype, what) =>
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        if (world == 1) return;
        var (next, previous) = ((rank + 1) % world, (rank + world - 1) % world);
        var received = Tensor.Zeros([size], dtype);
        var sent = Distributed.ISend(Parts.Of(rank, size, dtype), next, tag: 3);
        Distributed.Recv(received, previous, tag: 3);
        sent.Wait();
        Parts.AreEqual(received, Parts.Of(previous, size, dtype), what);
        if (rank == 0) Distributed.Send(received, 1);
        if (rank == 1)
        {
            var work = Distributed.IRecv(received, 0);
            work.Wait();
            Parts.AreEqual(received, Parts.Of(world - 1, size, dtype), what);
        }
    });

    [RankTest]
    public static void Messages_are_told_apart_by_tags()
    {
        if (Distributed.WorldSize == 1) return;
        if (Distributed.Rank == 0)
        {
            var first = Distributed.ISend(Tensor.From([1.0]), 1, tag: 1);
            Distributed.Send(Tensor.From([2.0]), 1, tag: 2);
            first.Wait();
        }
        else if (Distributed.Rank == 1)
        {
            Tensor one = Tensor.Zeros(1), two = Tensor.Zeros(1);
            Distributed.Recv(two, 0, tag: 2);
            Distributed.Recv(one, 0, tag: 1);
            Assert.That((one.Item(), two.Item()), Is.EqualTo((1.0, 2.0)));
        }
    }

    [RankTest]
    public static void Objects()
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        var all = Distributed.AllGatherObject(new string('x', rank * 1000));
        Assert.That(all.Select(text => text!.Length), Is.EqualTo(Enumerable.Range(0, world).Select(other => other * 1000)));
        var last = Distributed.BroadcastObject(rank == world - 1 ? new[] { "a", "b" } : null, src: world - 1);
        Assert.That(last, Is.EqualTo(new[] { "a", "b" }));
    }

    [RankTest]
    public static void Barrier()
    {
        for (var i = 0; i < 10; i++) Distributed.Barrier();
    }

    [RankTest]
    public static void Objects_of_and_for_one_rank()
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        var gathered = Distributed.GatherObject(new string('x', rank * 100), dst: world - 1);
        if (rank == world - 1) Assert.That(gathered!.Select(text => text!.Length), Is.EqualTo(Enumerable.Range(0, world).Select(other => other * 100)));
        else Assert.That(gathered, Is.Null);
        string[]? parts = rank == 0 ? [.. Enumerable.Range(0, world).Select(other => new string('y', other * 10))] : null;
        Assert.That(Distributed.ScatterObject(parts), Is.EqualTo(new string('y', rank * 10)));
    }
}
