namespace Autograd.Data.Tests;

/// <summary>What workers promise: bounded work ahead, the index of what failed, an end that leaves no thread.</summary>
[NonParallelizable]
public class WorkerTests
{
    private static readonly int[] _items = [.. Enumerable.Range(0, 40)];

    private readonly List<Thread> _threads = [];

    [SetUp]
    public void ForgetThreads() => _threads.Clear();

    [Test]
    public void Without_workers_samples_are_read_on_the_calling_thread_when_they_are_asked_for()
    {
        var read = new List<int>();
        var here = Environment.CurrentManagedThreadId;
        var source = Dataset.From(_items).Map(i =>
        {
            Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(here));
            read.Add(i);
            return i;
        });
        using var pass = new DataLoader<int, Tensor>(source, batchSize: 4).GetEnumerator();
        Assert.That(read, Is.Empty);
        pass.MoveNext();
        Assert.That(read, Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(WorkerInfo.Current, Is.Null);
    }

    [TestCase(1, 1)]
    [TestCase(2, 3)]
    public void No_more_batches_are_under_way_than_allowed(int workers, int prefetch)
    {
        var (started, delivered, most) = (0, 0, 0);
        var source = Dataset.From(_items).Map(i =>
        {
            var ahead = Interlocked.Increment(ref started) - Volatile.Read(ref delivered);
            lock (_items) most = Math.Max(most, ahead);
            return i;
        });
        foreach (var _ in new DataLoader<int, Tensor>(source, numWorkers: workers, prefetchFactor: prefetch)) Interlocked.Increment(ref delivered);
        Assert.That(started, Is.EqualTo(40));

        // One batch more was handed out before the consumer counted the one that it got.
        Assert.That(most, Is.LessThanOrEqualTo(workers * prefetch + 1));
    }

    [TestCase(0)]
    [TestCase(2)]
    public void A_failure_has_the_samples_index_and_ends_the_pass(int workers)
    {
        var source = Dataset.From(_items).Map(i => i == 17 ? throw new FormatException("no number") : i);
        var loader = new DataLoader<int, Tensor>(source, batchSize: 4, numWorkers: workers, workerInitFn: Watch);
        var batches = 0;
        using var pass = loader.GetEnumerator();
        var failure = Assert.Throws<DataLoaderException>(() =>
        {
            while (pass.MoveNext()) batches++;
        });
        Assert.That(failure!.Message, Is.EqualTo("DataLoader: reading sample 17 failed: no number"));
        Assert.That(failure.Index, Is.EqualTo(17));
        Assert.That(failure.InnerException, Is.TypeOf<FormatException>());
        Assert.That(batches, Is.EqualTo(4));
        Assert.That(pass.MoveNext(), Is.False);
        NoneIsLeft(workers);
    }

    [TestCase(0)]
    [TestCase(3)]
    public void A_failure_of_a_stream_has_its_place(int workers)
    {
        var reading = new DataLoader<int, Tensor>(IterableDataset.From(Broken()), batchSize: 4, numWorkers: workers);
        var failure = Assert.Throws<DataLoaderException>(() => reading.Count());
        Assert.That(failure!.Message, Is.EqualTo("DataLoader: reading sample 6 failed: end of the disk"));
        Assert.That(failure.Index, Is.EqualTo(6));
        var mapping = new DataLoader<int, Tensor>(IterableDataset.From(_items).Map(i => 10 / (i - 9)), batchSize: 4, numWorkers: workers);
        failure = Assert.Throws<DataLoaderException>(() => mapping.Count());
        Assert.That(failure!.Index, Is.EqualTo(9));

        static IEnumerable<int> Broken()
        {
            for (var i = 0; i < 6; i++) yield return i;
            throw new IOException("end of the disk");
        }
    }

    [TestCase(0)]
    [TestCase(2)]
    public void A_failure_of_the_collation_has_the_indices(int workers)
    {
        var loader = new DataLoader<Tensor>([Tensor.Zeros(2), Tensor.Zeros(3)], batchSize: 2, numWorkers: workers);
        var failure = Assert.Throws<DataLoaderException>(() => loader.Count());
        Assert.That(failure!.Message, Is.EqualTo(
            "DataLoader: making a batch of samples 0, 1 failed: Stack: tensor 1 has shape (3,) and tensor 0 (2,); all must have the same"));
        Assert.That(failure.Index, Is.Null);
    }

    [Test]
    public void A_failure_of_the_initialization_names_the_worker()
    {
        var loader = new DataLoader<int, Tensor>(_items, numWorkers: 2, workerInitFn: id =>
        {
            if (id == 1) throw new IOException("no file");
        });
        Assert.That(() => loader.Count(), Throws.TypeOf<DataLoaderException>().With.Message.EqualTo(
            "DataLoader: workerInitFn failed in worker 1: no file"));
    }

    [Test]
    public void Workers_know_who_they_are_and_run_in_the_mode_of_the_pass()
    {
        var seen = new WorkerInfo?[4];
        var generator = new Generator(3);
        var seed = 0L;
        new Generator(3).FillRandom(new Span<long>(ref seed));
        var source = Dataset.From(_items[..4]).Map(i =>
        {
            seen[i] = WorkerInfo.Current;
            return GradMode.IsEnabled;
        });
        using (GradMode.NoGrad())
            Assert.That(new DataLoader<bool, Tensor>(source, numWorkers: 2, generator: generator).Select(batch => batch.Item<bool>()), Is.All.False);
        Assert.That(new DataLoader<bool, Tensor>(source, numWorkers: 2, generator: new Generator(3)).Select(batch => batch.Item<bool>()), Is.All.True);
        Assert.That(seen, Is.EqualTo(new[] { 0, 1, 0, 1 }.Select(id => new WorkerInfo(id, 2, seed + id))));
    }

    [Test]
    public void Leaving_the_loop_ends_the_workers()
    {
        foreach (var _ in new DataLoader<int, Tensor>(_items, numWorkers: 3, workerInitFn: Watch)) break;
        NoneIsLeft(3);
        foreach (var _ in new DataLoader<int, Tensor>(IterableDataset.From(Forever()), numWorkers: 3, workerInitFn: Watch)) break;
        NoneIsLeft(3);

        static IEnumerable<int> Forever()
        {
            while (true) yield return 1;
        }
    }

    [Test]
    public void A_pass_that_is_cancelled_throws_and_leaves_no_thread()
    {
        using var source = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        var loader = new DataLoader<int, Tensor>(Dataset.From(_items).Map(i =>
        {
            // The third sample hangs until the consumer gave up.
            if (i == 2)
            {
                source.Cancel();
                never.Wait();
            }

            return i;
        }), numWorkers: 2, workerInitFn: Watch);
        using var pass = loader.Enumerate(source.Token).GetEnumerator();
        var release = new Thread(() =>
        {
            source.Token.WaitHandle.WaitOne();
            never.Set();
        });
        release.Start();
        Assert.That(() => { while (pass.MoveNext()) { } }, Throws.InstanceOf<OperationCanceledException>());
        release.Join();
        NoneIsLeft(2);
        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.That(() => new DataLoader<int, Tensor>(_items).Enumerate(before.Token).Count(), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(0)]
    [TestCase(2)]
    public async Task A_pass_can_be_awaited(int workers)
    {
        var loader = new DataLoader<int, Tensor>(_items, batchSize: 7, numWorkers: workers, workerInitFn: Watch);
        var sums = new List<long>();
        await foreach (var batch in loader) sums.Add(batch.Sum().Item<long>());
        Assert.That(sums, Is.EqualTo(_items.Chunk(7).Select(chunk => chunk.Sum(i => (long)i))));
        using var source = new CancellationTokenSource();
        var taken = 0;
        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), async () =>
        {
            await foreach (var _ in loader.EnumerateAsync(source.Token))
                if (++taken == 2) source.Cancel();
        });
        Assert.That(taken, Is.EqualTo(2));
        NoneIsLeft(2 * workers);
    }

    [Test]
    public void A_stream_is_read_once_whatever_the_number_of_workers()
    {
        foreach (var workers in (int[])[0, 1, 2, 5])
            foreach (var (size, dropLast) in ((int, bool)[])[(1, false), (3, false), (3, true), (20, false), (50, true)])
            {
                var stream = IterableDataset.From(_items).Map(i => i * 2).Take(31) + IterableDataset.From(_items[..3]).Where(i => i != 1);
                var expected = _items.Take(31).Select(i => 2L * i).Concat([0, 2]).Chunk(size).Where(chunk => !dropLast || chunk.Length == size);
                var loader = new DataLoader<int, Tensor>(stream, size, numWorkers: workers, dropLast: dropLast);
                Assert.That(loader.Select(batch => batch.ToArray<long>()), Is.EqualTo(expected), $"{workers} workers, {size}, {dropLast}");
            }
    }

    [Test]
    public void A_loader_knows_its_length_and_so_does_a_bar()
    {
        Assert.That(new DataLoader<int, Tensor>(_items, 7).Count, Is.EqualTo(6));
        Assert.That(new DataLoader<int, Tensor>(_items, 7, dropLast: true).Count, Is.EqualTo(5));
        var stream = new DataLoader<int, Tensor>(IterableDataset.From(_items, count: 40), 7);
        Assert.That(stream.Count, Is.EqualTo(6));
        Assert.That(Progress.Of(stream).Total, Is.EqualTo(6));
        Assert.That(Progress.Of(new DataLoader<int, Tensor>(_items, 7)).Total, Is.EqualTo(6));
        var unknown = new DataLoader<int, Tensor>(IterableDataset.From(_items.Where(i => i > 3)), 7);
        Assert.That(Progress.Of(unknown).Total, Is.Null);
        Assert.That(() => unknown.Count, Throws.InvalidOperationException.With.Message.EqualTo(
            "Count: the iterable data set does not know how many samples it has; override its Count, or count the batches"));
    }

    /// <summary>Keeps a worker's thread, to see later that it has ended.</summary>
    private void Watch(int worker)
    {
        lock (_threads) _threads.Add(Thread.CurrentThread);
    }

    private void NoneIsLeft(int workers)
    {
        Assert.That(_threads, Has.Count.EqualTo(workers));
        Assert.That(_threads.Where(thread => thread.IsAlive), Is.Empty);
        _threads.Clear();
    }
}
