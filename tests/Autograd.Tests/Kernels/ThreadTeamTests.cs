using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Loops that are shared out: every item once, nested and concurrent use, exceptions.</summary>
[NonParallelizable]
public unsafe class ThreadTeamTests
{
    private int _threads;

    [SetUp]
    public void KeepSetting() => _threads = Threading.NumThreads;

    [TearDown]
    public void RestoreSetting() => Threading.NumThreads = _threads;

    [Test]
    public void Every_item_is_done_once_in_ranges_that_start_at_grains(
        [Values(1, 2, 3, 7)] int threads, [Values(1, 63, 64, 65, 1000, 100_003)] int length, [Values(1, 64, 1000)] int grain)
    {
        Threading.NumThreads = threads;
        var visits = new int[length];
        for (var repeat = 0; repeat < 20; repeat++)
            fixed (int* counts = visits)
                ThreadTeam.For(length, grain, new Counting(counts, grain));
        Assert.That(visits, Is.All.EqualTo(20));
    }

    [Test]
    public void A_loop_without_items_does_nothing()
    {
        Threading.NumThreads = 2;
        Assert.That(() => ThreadTeam.For(0, 1, new Throwing()), Throws.Nothing);
    }

    [Test]
    public void An_exception_on_any_thread_reaches_the_caller_and_the_team_lives_on([Values(1, 2, 3)] int threads)
    {
        Threading.NumThreads = threads;
        for (var repeat = 0; repeat < 50; repeat++)
            Assert.That(() => ThreadTeam.For(1000, 1, new Throwing()), Throws.InvalidOperationException.With.Message.EqualTo("from item 0"));
        Every_item_is_done_once_in_ranges_that_start_at_grains(threads, 1000, 1);
    }

    [Test]
    public void A_loop_inside_a_loop_runs_on_its_own_thread()
    {
        Threading.NumThreads = 3;
        var visits = new int[40 * 50];
        fixed (int* counts = visits) ThreadTeam.For(40, 1, new Nested(counts));
        Assert.That(visits, Is.All.EqualTo(1));
    }

    [Test]
    public void Several_threads_may_start_loops_at_once()
    {
        Threading.NumThreads = 3;
        var failures = new int[4];
        var threads = new Thread[4];
        for (var t = 0; t < threads.Length; t++)
        {
            var own = t;
            threads[t] = new Thread(() =>
            {
                var visits = new int[5000];
                for (var repeat = 0; repeat < 200; repeat++)
                    fixed (int* counts = visits)
                        ThreadTeam.For(visits.Length, 64, new Counting(counts, 64));
                foreach (var count in visits)
                    if (count != 200) failures[own]++;
            });
            threads[t].Start();
        }

        foreach (var thread in threads) thread.Join();
        Assert.That(failures, Is.All.Zero);
    }

    [Test]
    public void The_setting_starts_at_the_processors_and_refuses_less_than_one()
    {
        Assert.That(Threading.NumThreads, Is.EqualTo(Environment.ProcessorCount));
        Assert.That(() => Threading.NumThreads = 0, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("0 threads"));
    }

    private readonly struct Counting(int* counts, int grain) : IRangeAction
    {
        public void Invoke(int start, int end)
        {
            if (start % grain != 0) throw new InvalidOperationException($"a range starts at {start}");
            for (; start < end; start++) Interlocked.Increment(ref counts[start]);
        }
    }

    private readonly struct Throwing : IRangeAction
    {
        public void Invoke(int start, int end)
        {
            if (start == 0) throw new InvalidOperationException("from item 0");
        }
    }

    private readonly struct Nested(int* counts) : IRangeAction
    {
        public void Invoke(int start, int end)
        {
            for (; start < end; start++)
            {
                if (ThreadTeam.IsAvailable) throw new InvalidOperationException("a loop could be shared out inside a loop");
                ThreadTeam.For(50, 1, new Counting(counts + 50 * start, 1));
            }
        }
    }
}
