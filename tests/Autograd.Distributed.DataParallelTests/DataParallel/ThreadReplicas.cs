namespace Autograd.Distributed.DataParallelTests.DataParallel;

/// <summary>
/// Ranks that are threads of one process: tests what data-parallel training does with collectives, without any. A reduction
/// that has begun ends when it is waited for.
/// </summary>
internal sealed class ThreadReplicas : Replicas
{
    private readonly World _world;

    private ThreadReplicas(World world, int rank) => (_world, Rank) = (world, rank);

    public override int Rank { get; }

    public override int Size => _world.Slots.Length;

    /// <summary>Runs a function on ranks of its own, and throws what the first of them threw.</summary>
    public static void Run(int ranks, Action<ThreadReplicas> body)
    {
        var world = new World(ranks);
        var threads = Enumerable.Range(0, ranks).Select(rank => new Thread(() =>
        {
            try
            {
                body(new ThreadReplicas(world, rank));
            }
            catch (Exception e)
            {
                world.Fail(e);
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (world.Error is { } error) throw error;
    }

    public override IReduction MeanAsync(Tensor tensor) => new Pending(this, tensor);

    // All ranks get the mean here; the others must not use it.
    public override IReduction MeanToAsync(Tensor tensor, int rank) => new Pending(this, tensor);

    public override void Broadcast(IEnumerable<(Tensor Tensor, int From)> tensors)
    {
        using var _ = GradMode.NoGrad();
        foreach (var (tensor, from) in tensors)
        {
            var sent = (Tensor)Exchange(tensor.Detach().Clone())[from];
            if (Rank != from) tensor.CopyInPlace(sent);
        }
    }

    public override Tensor Gather(Tensor tensor) => Tensor.Stack([.. Exchange(tensor.Detach().Clone()).Cast<Tensor>()]);

    public override string[][] GatherTexts(string[] texts) => [.. Exchange(texts).Cast<string[]>()];

    public override void Send(Tensor tensor, int to) => _world.Mail[Rank, to].Add(tensor.Clone());

    public override void Receive(Tensor tensor, int from) => tensor.CopyInPlace(_world.Mail[from, Rank].Take());

    private object[] Exchange(object value)
    {
        _world.Slots[Rank] = value;
        _world.Meet();
        var all = (object[])_world.Slots.Clone();
        _world.Meet();
        return all;
    }

    /// <summary>The sum in the order of ranks, divided by their number.</summary>
    private void Mean(Tensor tensor)
    {
        var all = Exchange(tensor.Detach().Clone());
        var sum = ((Tensor)all[0]).Clone();
        for (var rank = 1; rank < all.Length; rank++) sum.AddInPlace((Tensor)all[rank]);
        tensor.CopyInPlace(sum / all.Length);
    }

    private sealed class Pending(ThreadReplicas replicas, Tensor tensor) : IReduction
    {
        public bool IsCompleted => false;

        public void Wait() => replicas.Mean(tensor);
    }

    private sealed class World
    {
        private readonly Barrier _barrier;
        private readonly CancellationTokenSource _failed = new();

        public World(int ranks)
        {
            _barrier = new Barrier(ranks);
            Slots = new object[ranks];
            Mail = new System.Collections.Concurrent.BlockingCollection<Tensor>[ranks, ranks];
            for (var i = 0; i < ranks; i++)
                for (var j = 0; j < ranks; j++) Mail[i, j] = [];
        }

        public object[] Slots { get; }

        public System.Collections.Concurrent.BlockingCollection<Tensor>[,] Mail { get; }

        public Exception? Error { get; private set; }

        public void Meet() => _barrier.SignalAndWait(_failed.Token);

        public void Fail(Exception e)
        {
            lock (_failed) Error = Error is null or OperationCanceledException ? e : Error;
            _failed.Cancel();
        }
    }
}
