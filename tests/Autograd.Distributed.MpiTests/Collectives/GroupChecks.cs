namespace Autograd.Distributed.MpiTests;

/// <summary>Groups of some ranks.</summary>
internal static class GroupChecks
{
    [RankTest]
    public static void Halves_work_at_the_same_time()
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        int[][] halves = [[.. Enumerable.Range(0, (world + 1) / 2)], [.. Enumerable.Range((world + 1) / 2, world / 2)]];
        foreach (var half in halves.Where(half => half.Length > 0))
        {
            var group = Distributed.NewGroup(half);
            Assert.That((group.Size, group.Rank, group.IsMember), Is.EqualTo((half.Length, Array.IndexOf(half, rank), half.Contains(rank))));
            var x = Tensor.From([rank + 1]);
            if (group.IsMember)
            {
                Distributed.AllReduce(x, group: group);
                Distributed.Barrier(group);
                Assert.That(x.Item<long>(), Is.EqualTo(half.Sum(other => other + 1)));
            }
            else
            {
                Assert.That(() => Distributed.AllReduce(x, group: group), Throws.InvalidOperationException);
            }
        }
    }

    [RankTest]
    public static void Ranks_of_a_group_are_in_the_order_that_was_given()
    {
        var world = Distributed.WorldSize;
        var group = Distributed.NewGroup([.. Enumerable.Range(0, world).Reverse()]);
        Assert.That(group.Rank, Is.EqualTo(world - 1 - Distributed.Rank));
        var x = Tensor.From([Distributed.Rank]);
        Distributed.Broadcast(x, src: 0, group);
        Assert.That(x.Item<long>(), Is.EqualTo(world - 1));
    }

    [RankTest]
    public static void A_split_groups_ranks_of_one_color_by_key()
    {
        var (rank, world) = (Distributed.Rank, Distributed.WorldSize);
        var group = Distributed.World.Split(rank % 2, key: -rank);
        int[] expected = [.. Enumerable.Range(0, world).Where(other => other % 2 == rank % 2).Reverse()];
        Assert.That(group.Ranks, Is.EqualTo(expected));
        Assert.That(group.Rank, Is.EqualTo(Array.IndexOf(expected, rank)));
        var x = Tensor.From([rank]);
        Distributed.AllReduce(x, group: group);
        Assert.That(x.Item<long>(), Is.EqualTo(expected.Sum()));
    }
}
