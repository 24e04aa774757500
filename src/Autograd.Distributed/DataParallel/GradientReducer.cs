namespace Autograd.Distributed;

/// <summary>
/// Replaces gradients by their means over all ranks, bucket by bucket, while the backward pass still computes the rest:
/// PyTorch's <c>Reducer</c>.
/// </summary>
/// <remarks>
/// It works by passes. The first gradient of a pass begins a reduction; each bucket is sent when its last gradient has
/// arrived and all buckets before it are sent, so that all ranks send in the same order; a callback at the end of the
/// pass waits for them. After the first pass the buckets are made anew in the order in which the gradients of rank 0
/// arrived.
/// </remarks>
internal sealed class GradientReducer : IDisposable
{
    private readonly Replicas _replicas;
    private readonly IReadOnlyList<(string Name, Tensor Parameter)> _named;
    private readonly long _capBytes;
    private readonly bool _findsUnused;
    private readonly ZeroRedundancyOptimizer? _shards;
    private readonly Dictionary<Tensor, int> _indices = new(ReferenceEqualityComparer.Instance);
    private readonly (GradientBucket Bucket, int Part)[] _places;
    private readonly bool[] _hasArrived;
    private readonly bool[] _isUsed;
    private readonly List<HookHandle> _hooks = [];
    private List<int>? _order = [];
    private List<GradientBucket> _buckets = [];
    private BackwardPass? _pass;
    private int _next;

    public GradientReducer(
        Replicas replicas, IReadOnlyList<(string Name, Tensor Parameter)> parameters, long capBytes, bool findsUnused,
        ZeroRedundancyOptimizer? shards)
    {
        (_replicas, _named, _capBytes, _findsUnused, _shards) = (replicas, parameters, capBytes, findsUnused, shards);
        _places = new (GradientBucket, int)[parameters.Count];
        (_hasArrived, _isUsed) = (new bool[parameters.Count], new bool[parameters.Count]);
        for (var i = 0; i < parameters.Count; i++) _indices.Add(parameters[i].Parameter, i);

        // The gradients of the last layers come first.
        MakeBuckets(Enumerable.Range(0, parameters.Count).Reverse());
        foreach (var (_, parameter) in parameters) _hooks.Add(parameter.RegisterPostAccumulateGradHook(OnGradient));
    }

    /// <summary>Ends the reduction: gradients have memory of their own again.</summary>
    public void Dispose()
    {
        foreach (var hook in _hooks) hook.Dispose();
        foreach (var (_, parameter) in _named) parameter.SetGradientPlace(null);
    }

    /// <summary>False while gradients only accumulate in this process.</summary>
    public bool IsSynchronizing { get; set; } = true;

    /// <summary>The parameters of each bucket, in the order of their reductions.</summary>
    public IReadOnlyList<GradientBucket> Buckets => _buckets;

    private void MakeBuckets(IEnumerable<int> order)
    {
        var before = _buckets;
        _buckets = BucketLayout.Make(order.Select(i => _named[i].Parameter), _capBytes, _shards is null ? null : _shards.OwnerOf);
        foreach (var bucket in _buckets)
        {
            for (var part = 0; part < bucket.Parameters.Count; part++) _places[_indices[bucket.Parameters[part]]] = (bucket, part);
            if (IsOurs(bucket)) bucket.TakeGradients();
        }

        foreach (var bucket in before) bucket.Drop();
    }

    private bool IsOurs(GradientBucket bucket) => bucket.Owner is null || bucket.Owner == _replicas.Rank;

    private void OnGradient(Tensor parameter)
    {
        if (!IsSynchronizing) return;
        var pass = BackwardPass.Current!;
        if (_pass is null) Begin(pass);
        else if (!ReferenceEquals(_pass, pass))
            throw new InvalidOperationException(
                "Backward: another backward pass through this DistributedDataParallel runs on another thread, or one before failed, so that "
                + "the reductions of the ranks no longer match; run one pass after the other, and end the process after a failure");
        var index = _indices[parameter];
        if (_hasArrived[index]) return;
        _order?.Add(index);
        Arrive(index);
        Launch();
    }

    private void Begin(BackwardPass pass)
    {
        var missing = Enumerable.Range(0, _named.Count).Where(i => !pass.Awaits(_named[i].Parameter)).ToList();
        if (missing.Count > 0 && !_findsUnused) throw Unused(missing);
        _pass = pass;
        _next = 0;
        Array.Clear(_hasArrived);
        foreach (var bucket in _buckets) bucket.Pending = bucket.Parameters.Count;
        foreach (var index in missing) Arrive(index);
        pass.QueueCallback(End);
    }

    private void Arrive(int index)
    {
        _hasArrived[index] = true;
        var (bucket, part) = _places[index];
        bucket.Pending--;
        var parameter = _named[index].Parameter;
        _isUsed[index] = parameter.HasGrad;
        if (!IsOurs(bucket))
        {
            // The gradient leaves this rank: it is copied to what is sent, and dropped.
            if (parameter.Grad is not { } grad) return;
            bucket.PartOf(part).CopyInPlace(grad.Detach().Reshape(-1));
            parameter.ZeroGrad();
        }
        else if (!parameter.HasGrad)
        {
            bucket.PartOf(part).ZeroInPlace();
        }
        else if (!parameter.IsGradInPlace)
        {
            throw new InvalidOperationException(
                $"Backward: the gradient of \"{_named[index].Name}\" is not in its bucket, because the parameter's shape or type changed after "
                + "DistributedDataParallel was made; convert the module before wrapping it");
        }
    }

    /// <summary>Sends the buckets that are complete, and lets those that were sent make progress.</summary>
    private void Launch()
    {
        using var _ = GradMode.NoGrad();
        for (; _next < _buckets.Count && _buckets[_next].Pending == 0; _next++)
        {
            var bucket = _buckets[_next];
            bucket.Reduction = bucket.Owner is { } owner ? _replicas.MeanToAsync(bucket.Fill(), owner) : _replicas.MeanAsync(bucket.Fill());
        }

        // MPI moves messages when it is called.
        for (var i = 0; i < _next; i++)
            if (_buckets[i].Reduction is { } work && work.IsCompleted) Finish(_buckets[i]);
    }

    private void Finish(GradientBucket bucket)
    {
        bucket.Reduction!.Wait();
        bucket.Reduction = null;
        if (!IsOurs(bucket)) bucket.Drop();
    }

    private void End()
    {
        using var _ = GradMode.NoGrad();
        var missing = Enumerable.Range(0, _named.Count).Where(i => !_hasArrived[i]).ToList();
        if (missing.Count > 0)
        {
            if (!_findsUnused) throw Unused(missing);
            foreach (var index in missing) Arrive(index);
        }

        Launch();
        foreach (var bucket in _buckets)
            if (bucket.Reduction is not null) Finish(bucket);
        if (_findsUnused) AdoptGradientsOfOthers();
        _pass = null;
        if (_order is not null) Reorder();
    }

    /// <summary>
    /// Gives a parameter that this rank did not use the mean of the ranks that did. One that no rank used keeps none,
    /// so that optimizers leave it alone.
    /// </summary>
    private void AdoptGradientsOfOthers()
    {
        var used = _replicas.Max(Array.ConvertAll(_isUsed, isUsed => isUsed ? 1L : 0L));
        for (var i = 0; i < used.Length; i++)
            if (used[i] > 0 && !_isUsed[i] && IsOurs(_places[i].Bucket)) _named[i].Parameter.AdoptGradientPlace();
    }

    /// <summary>Makes the buckets anew, in the order in which the gradients of rank 0 arrived in the first pass.</summary>
    private void Reorder()
    {
        var order = new long[_named.Count];
        var rest = Enumerable.Range(0, _named.Count).Reverse().Except(_order!);
        var arrived = 0;
        foreach (var index in _order!.Concat(rest)) order[arrived++] = index;
        _order = null;
        order = _replicas.FromFirst(order);
        var before = _buckets.SelectMany(bucket => bucket.Parameters).Select(parameter => _indices[parameter]);
        var after = order.Select(index => (int)index).ToList();
        if (!before.SequenceEqual(after)) MakeBuckets(after);
    }

    private InvalidOperationException Unused(List<int> indices)
    {
        const int Shown = 5;
        var names = string.Join(", ", indices.Take(Shown).Select(i => $"\"{_named[i].Name}\""));
        if (indices.Count > Shown) names += ", …";
        return new InvalidOperationException(
            $"Backward: {indices.Count} of {_named.Count} parameters of the DistributedDataParallel get no gradient on rank {_replicas.Rank}, so "
            + $"the mean over the ranks cannot be computed: {names}; pass findUnusedParameters: true, or let the loss depend on all of them");
    }
}
