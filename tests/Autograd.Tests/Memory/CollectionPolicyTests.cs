using System.Runtime.CompilerServices;

namespace Autograd.Tests.Memory;

/// <summary>Collections that the pool asks for stay within a share of the time, whatever they cost.</summary>
[NonParallelizable]
public class CollectionPolicyTests
{
    [Test]
    public void A_budget_that_is_overdrawn_allows_nothing()
    {
        var budget = new CollectionTimeBudget(0, share: 1e-9, maxDebt: 1, TimeProvider.System);
        Assert.That(budget.Allows(0.05), "what a program that starts up may spend");
        var seconds = 0.0;
        for (var i = 0; i < 1_000_000 && budget.Allows(0.05); i++) seconds += budget.Collect();
        Assert.That(seconds, Is.InRange(0.05, 0.05 + 1));
        Assert.That(budget.Allows(0.05), Is.False);
    }

    [Test]
    public void Where_the_clock_stands_still_collections_are_free()
    {
        var policy = new CollectionPolicy(new StoppedClock());
        policy.NoteFull(80 << 20);
        for (var i = 0; i < 100; i++)
        {
            Assert.That(policy.TryCollectYoung(), Is.True);
            policy.NoteCheck(rented: CollectionPolicy.MinSpacing, diedYoung: CollectionPolicy.MinSpacing);
            Assert.That(policy.Spacing(0), Is.EqualTo(CollectionPolicy.MinSpacing));
        }
    }

    [Test]
    public void The_distance_between_collections_grows_with_what_is_alive()
    {
        var policy = new CollectionPolicy(TimeProvider.System);
        Assert.That(policy.Spacing(0), Is.EqualTo(CollectionPolicy.MinSpacing));
        Assert.That(policy.Spacing(1L << 30), Is.EqualTo(32 << 20));
    }

    [Test]
    public void Where_a_full_collection_does_not_pay_young_ones_come_later_but_not_beyond_what_is_alive()
    {
        var policy = new CollectionPolicy(TimeProvider.System);
        policy.NoteFull(80 << 20);

        // A missing buffer of 4 MB is not worth a collection of this heap, and the rented bytes have not grown.
        var host = HostHeap();
        GC.Collect(2);
        var collections = GC.CollectionCount(2);
        for (var i = 0; i < 10; i++)
        {
            Assert.That(policy.TryCollectAll(4 << 20, 80 << 20), Is.False);
            policy.NoteCheck(rented: 4 << 20, diedYoung: 0);
        }

        GC.KeepAlive(host);
        Assert.That(GC.CollectionCount(2), Is.EqualTo(collections));
        Assert.That(policy.Spacing(80 << 20), Is.EqualTo(100 << 20));
        policy.NoteCheck(rented: 100 << 20, diedYoung: 100 << 20);
        Assert.That(policy.Spacing(80 << 20), Is.EqualTo(50 << 20), "nearly everything dies at once");
    }

    [Test]
    public void Growth_that_is_cheap_to_find_is_collected()
    {
        var policy = new CollectionPolicy(TimeProvider.System);
        var collections = GC.CollectionCount(2);
        Assert.That(policy.TryCollectAll(0, 1L << 40), Is.True);
        Assert.That(GC.CollectionCount(2), Is.GreaterThan(collections));
        policy.NoteFull(1L << 40);
        Assert.That(policy.TryCollectAll(0, 1L << 40), Is.False, "it is alive");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object[] HostHeap()
    {
        var objects = new object[1_000_000];
        for (var i = 0; i < objects.Length; i++) objects[i] = new object[4];
        return objects;
    }
}
