namespace Autograd.Data;

/// <summary>Begins the passes of a loader, anew or where a saved one was, and saves where the present one is.</summary>
/// <param name="batches">The indices of the batches; null for an iterable data set.</param>
/// <param name="own">The generator of the loader or of its sampler; null if there is none.</param>
/// <param name="numWorkers">The number of workers.</param>
internal sealed class LoaderState(IReadOnlyCollection<int[]>? batches, Generator? own, int numWorkers)
{
    private PassPosition? _position;
    private PassPosition? _resumed;

    private IStateful? Sampler => (batches as BatchSampler)?.Sampler as IStateful ?? batches as IStateful;

    /// <summary>Begins a pass.</summary>
    /// <param name="generator">What draws the base seed.</param>
    /// <param name="skip">Passes over batches.</param>
    /// <param name="begin">Makes the pass of a position; its second argument is to be called at its end.</param>
    public TPass Begin<TPass>(Generator generator, Action<int> skip, Func<PassPosition, Action, TPass> begin)
    {
        if (Interlocked.Exchange(ref _resumed, null) is { } saved) return Resume(saved, skip, begin);
        var seed = Seeds.Next(generator);
        return Enter(new PassPosition(seed, Generator.Default.GetState(), own?.GetState(), numWorkers), begin);
    }

    public OrderedDictionary<string, Tensor> Save()
    {
        var state = new OrderedDictionary<string, Tensor>();

        // A state that was loaded and not used yet is the present one.
        var position = _resumed ?? _position;
        state["batches"] = Tensor.From((long)(position?.Delivered ?? -1));
        if (position is not null)
        {
            state["base_seed"] = Tensor.From(position.BaseSeed);
            state["default_generator"] = Tensor.From(position.DefaultState);
            if (position.OwnState is not null) state["generator_at_start"] = Tensor.From(position.OwnState);
            for (var id = 0; id < position.WorkerStates.Length; id++)
                if (position.WorkerStates[id] is { } worker) state[$"worker.{id}"] = Tensor.From(worker);
        }

        if (own is not null) state["generator"] = Tensor.From(own.GetState());
        if (Sampler is { } sampler)
            foreach (var (name, value) in sampler.StateDict()) state[$"sampler.{name}"] = value;
        return state;
    }

    public void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        var entries = new StateEntries("LoadStateDict", state);
        var delivered = entries.Integer("batches", -1, batches?.Count ?? int.MaxValue);
        PassPosition? position = null;
        if (delivered >= 0)
        {
            var seed = entries.Integer("base_seed", long.MinValue, long.MaxValue);
            var defaultState = entries.GeneratorState("default_generator");
            position = new PassPosition(seed, defaultState, own is null ? null : entries.GeneratorState("generator_at_start"), numWorkers);
            position.Delivered = (int)delivered;
            for (var id = 0; entries.Has($"worker.{id}"); id++)
            {
                var worker = entries.GeneratorState($"worker.{id}");
                if (id < numWorkers) position.WorkerStates[id] = worker;
            }

            // With another number of workers the batches go to others, whose numbers begin anew.
            if (numWorkers == 0 || entries.Has($"worker.{numWorkers}") || (delivered >= numWorkers && !entries.Has($"worker.{numWorkers - 1}")))
                Array.Clear(position.WorkerStates);
        }

        var ownState = own is null ? null : entries.GeneratorState("generator");
        var sampler = Sampler is null ? null : entries.Part("sampler.");
        entries.CheckAllRead();

        // The sampler refuses what it cannot load before anything here has changed.
        if (sampler is not null) Sampler!.LoadStateDict(sampler);
        if (ownState is not null) own!.SetState(ownState);
        (_position, _resumed) = (null, position);
    }

    /// <summary>
    /// Repeats the beginning of a saved pass without reading samples: its order is drawn again from the states of the
    /// generators then, and afterwards they have the states that they were found in.
    /// </summary>
    private TPass Resume<TPass>(PassPosition saved, Action<int> skip, Func<PassPosition, Action, TPass> begin)
    {
        // Before its first batch a pass without workers has drawn no order yet.
        if (saved.Delivered == 0 && numWorkers == 0) return Enter(saved, begin);
        var drawing = new Generator();
        drawing.SetState(saved.DefaultState);
        var now = own?.GetState();
        if (saved.OwnState is not null) own!.SetState(saved.OwnState);
        try
        {
            // Workers are given their first batches at once, so the order is drawn for these too.
            using (Generator.UseAsDefault(drawing))
            {
                skip(saved.Delivered);
                return Enter(saved, begin);
            }
        }
        finally
        {
            if (now is not null) own!.SetState(now);
        }
    }

    private TPass Enter<TPass>(PassPosition position, Func<PassPosition, Action, TPass> begin)
    {
        _position = position;
        return begin(position, () => Interlocked.CompareExchange(ref _position, null, position));
    }
}
