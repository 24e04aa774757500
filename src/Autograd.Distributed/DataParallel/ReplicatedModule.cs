using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// What the forms of <see cref="DistributedDataParallel"/> share: keeps the copies of a module in all ranks equal.
/// </summary>
internal sealed class ReplicatedModule : IDisposable
{
    private readonly Module _module;
    private readonly Replicas _replicas;
    private readonly bool _broadcastsBuffers;
    private readonly GradientReducer? _reducer;

    public ReplicatedModule(
        Module module, double bucketCapMb, bool findsUnused, bool broadcastsBuffers, Replicas replicas, ZeroRedundancyOptimizer? shards)
    {
        if (!(bucketCapMb > 0 && bucketCapMb < long.MaxValue >> 20))
            throw new ArgumentOutOfRangeException(
                nameof(bucketCapMb), $"DistributedDataParallel: bucketCapMb is {bucketCapMb}; it must be a positive number of megabytes");
        (_module, _replicas, _broadcastsBuffers) = (module, replicas, broadcastsBuffers);
        var trained = module.NamedParameters().Where(named => named.Parameter.RequiresGrad).ToList();
        if (trained.Count == 0)
            throw new ArgumentException(
                $"DistributedDataParallel: no parameter of {module.GetType().Name} requires a gradient, so there is nothing to reduce; use the "
                + "module itself");
        if (shards is not null && trained.Find(named => !shards.Owns(named.Parameter)) is { Name: { } name })
            throw new ArgumentException(
                $"DistributedDataParallel: the sharded optimizer does not have the parameter \"{name}\", so no rank would keep its gradient; make "
                + "it of module.Parameters()");
        if (replicas.Size == 1) return;
        CheckReplicas();
        replicas.FromFirst(module.NamedParameters().Select(named => named.Parameter));
        SendBuffers();
        _reducer = new GradientReducer(replicas, trained, (long)(bucketCapMb * (1 << 20)), findsUnused, shards);
    }

    /// <summary>Takes over the buffers of rank 0, such as the running means of batch normalization.</summary>
    public void BeforeForward()
    {
        if (_broadcastsBuffers && _reducer is { IsSynchronizing: true } && GradMode.IsEnabled && _module.IsTraining) SendBuffers();
    }

    public IDisposable NoSync() => new NoSyncScope(_reducer);

    public void Dispose() => _reducer?.Dispose();

    private void SendBuffers() => _replicas.FromFirst(_module.NamedBuffers().Select(named => named.Buffer));

    /// <summary>Compares the names, shapes and types of all parameters and buffers with those of rank 0.</summary>
    private void CheckReplicas()
    {
        var ours = _module.NamedParameters().Concat(_module.NamedBuffers())
            .Select(named => $"{named.Item1} {named.Item2.Shape} {named.Item2.DType}{(named.Item2.RequiresGrad ? "" : " frozen")}").ToArray();
        var all = _replicas.GatherTexts(ours);
        for (var rank = 1; rank < all.Length; rank++)
        {
            var differs = Enumerable.Range(0, Math.Max(all[0].Length, all[rank].Length))
                .FirstOrDefault(i => all[0].ElementAtOrDefault(i) != all[rank].ElementAtOrDefault(i), -1);
            if (differs < 0) continue;
            throw new ArgumentException(
                $"DistributedDataParallel: the modules of the ranks differ: rank 0 has {all[0].ElementAtOrDefault(differs) ?? "nothing more"} where "
                + $"rank {rank} has {all[rank].ElementAtOrDefault(differs) ?? "nothing more"}; make the same module on all ranks");
        }
    }

    private sealed class NoSyncScope : IDisposable
    {
        private readonly GradientReducer? _reducer;
        private readonly bool _before;

        public NoSyncScope(GradientReducer? reducer)
        {
            _reducer = reducer;
            _before = reducer?.IsSynchronizing ?? true;
            if (reducer is not null) reducer.IsSynchronizing = false;
        }

        public void Dispose()
        {
            if (_reducer is not null) _reducer.IsSynchronizing = _before;
        }
    }
}
