namespace Autograd.Distributed.MpiTests;

/// <summary>Collectives that combine, against the same arithmetic on one rank.</summary>
internal static class ReductionChecks
{
    [RankTest]
    public static void AllReduce() => Parts.ForEach((size, dtype, op, what) =>
    {
        var x = Parts.Of(Distributed.Rank, size, dtype);
        Distributed.AllReduce(x, op);
        Parts.AreEqual(x, Parts.Reduced(Parts.All(Parts.World, size, dtype), op), what);
    });

    [RankTest]
    public static void AllReduce_in_the_order_of_the_ranks() => Parts.ForEach((size, dtype, op, what) =>
    {
        var x = Parts.Of(Distributed.Rank, size, dtype);
        Distributed.AllReduce(x, op, deterministic: true);
        Parts.AreEqual(x, Parts.Reduced(Parts.All(Parts.World, size, dtype), op), what);
    });

    [RankTest]
    public static void AllReduce_of_a_million()
    {
        var x = Parts.Of(Distributed.Rank, 1_000_003, DType.Float32);
        Distributed.AllReduce(x);
        Parts.AreEqual(x, Parts.Reduced(Parts.All(Parts.World, 1_000_003, DType.Float32), ReduceOp.Sum), "a million");
    }

    [RankTest]
    public static void Sums_in_the_order_of_the_ranks_have_the_bits_of_one_process()
    {
        var parts = Enumerable.Range(0, Distributed.WorldSize).Select(rank =>
        {
            Generator.ManualSeed(rank);
            return Tensor.RandN(10_007) * MathF.Pow(10, rank);
        }).ToArray();
        var x = parts[Distributed.Rank].Clone();
        Distributed.AllReduce(x, deterministic: true);
        var expected = parts[0].Clone();
        foreach (var part in parts.Skip(1)) expected.AddInPlace(part);
        Assert.That(x.ToArray<float>(), Is.EqualTo(expected.ToArray<float>()));
    }

    [RankTest]
    public static void Reduce() => Parts.ForEach((size, dtype, op, what) =>
    {
        var dst = size % Distributed.WorldSize;
        var own = Parts.Of(Distributed.Rank, size, dtype);
        var x = own.Clone();
        Distributed.Reduce(x, dst, op);
        Parts.AreEqual(x, Distributed.Rank == dst ? Parts.Reduced(Parts.All(Parts.World, size, dtype), op) : own, what);
    });

    [RankTest]
    public static void ReduceScatter() => Parts.ForEach((size, dtype, op, what) =>
    {
        foreach (var deterministic in new[] { false, true })
        {
            var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
            var output = Tensor.Zeros([size], dtype);
            Distributed.ReduceScatter(output, Parts.Of(rank, size * world, dtype), op, deterministic: deterministic);
            var expected = Parts.Reduced(Parts.All(Parts.World, size * world, dtype), op)[(rank * size)..((rank + 1) * size)];
            Parts.AreEqual(output, expected, $"{what}, deterministic {deterministic}");
        }
    });

    [RankTest]
    public static void Views_are_written_where_they_lie()
    {
        var whole = Tensor.Zeros(4, 6);
        var view = whole[1..3, TensorIndex.Slice(step: 2)];
        view[..] = Distributed.Rank + 1;
        Distributed.AllReduce(view);
        Distributed.Broadcast(whole[TensorIndex.Slice(), 1]);
        var sum = Distributed.WorldSize * (Distributed.WorldSize + 1) / 2;
        Assert.That((whole.Sum().Item<float>(), whole[1, 2].Item<float>(), whole[0, 0].Item<float>()), Is.EqualTo((6f * sum, (float)sum, 0f)));
    }

    [RankTest]
    public static void Overwritten_values_are_refused_by_the_backward_pass()
    {
        var x = Tensor.Ones([3], requiresGrad: true);
        var y = x * 2;
        var z = y * y;
        Distributed.Broadcast(y.Detach());
        if (Distributed.WorldSize > 1 && Distributed.Rank != 0) Assert.That(() => z.Sum().Backward(), Throws.InvalidOperationException);
    }

    [RankTest]
    public static void Sixteen_bits_are_added_in_Float32()
    {
        var x = Tensor.Full([5], Distributed.Rank == 0 ? 256 : 1, DType.BFloat16);   // 256 + 1 is 256 in BFloat16
        Distributed.AllReduce(x);
        Assert.That(x[0].Item<float>(), Is.EqualTo((float)(BFloat16)(256f + Distributed.WorldSize - 1)));
    }
}
