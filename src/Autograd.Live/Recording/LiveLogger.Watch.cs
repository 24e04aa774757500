using Autograd.NN;

namespace Autograd.Live;

public partial class LiveLogger
{
    private List<ModuleWatch>? _watches;
    private PendingHistograms? _pending;

    /// <summary>
    /// Records histograms and norms of all parameters of a module and of their gradients, at the first training batch
    /// and then at every n-th.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="every">n.</param>
    /// <param name="prefix">Put before the parameters' names, to tell two modules apart.</param>
    /// <param name="activations">
    /// True to record what each layer returns too, and its gradient, as
    /// <see cref="Watch(string, Tensor, int)"/> does for one result: of all modules that have no further ones in them and
    /// run hooks (<see cref="Module.RunsHooks"/>).
    /// </param>
    /// <remarks>
    /// A gradient is read at the end of the backward pass that computes it, so it does not matter whether it is set to
    /// zero before the batch is recorded; of several passes for a batch, the last one counts. Tags are
    /// <c>parameters/NAME</c>, <c>gradients/NAME</c> and <c>activations/NAME</c>. Watching ends with the run.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">every is less than 1.</exception>
    public void Watch(Module module, int every = 100, string prefix = "", bool activations = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(prefix);
        CheckEvery(every);
        lock (_recording)
        {
            ThrowIfEnded("Watch");
            _pending ??= new PendingHistograms();
            var watch = new ModuleWatch(module, every, prefix, _pending, IsDue);
            watch.HookGradients();
            if (activations) watch.HookActivations();
            (_watches ??= []).Add(watch);
        }
    }

    /// <summary>
    /// Records the histogram of an intermediate result and that of its gradient, at the first training batch and then at
    /// every n-th. Nothing is recorded where no graph is: while testing.
    /// </summary>
    /// <param name="name">The name; tags are <c>activations/NAME</c> and <c>gradients/NAME</c>.</param>
    /// <param name="activation">The intermediate result.</param>
    /// <param name="every">n.</param>
    /// <returns>The activation itself.</returns>
    /// <example><code>var h = logger.Watch("hidden", _hidden.Forward(x).Tanh());</code></example>
    /// <exception cref="ArgumentOutOfRangeException">every is less than 1.</exception>
    public Tensor Watch(string name, Tensor activation, int every = 100)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(activation);
        CheckEvery(every);
        if (!activation.RequiresGrad || !IsDue(every)) return activation;
        PendingHistograms pending;
        lock (_recording)
        {
            ThrowIfEnded("Watch");
            _watches ??= [];
            pending = _pending ??= new PendingHistograms();
        }

        pending.Set($"activations/{name}", HistogramKind.Activation, Histogram.Of(activation));
        activation.RegisterHook(grad => pending.Set($"gradients/{name}", HistogramKind.Gradient, Histogram.Of(grad)));
        return activation;
    }

    private static void CheckEvery(int every)
    {
        if (every < 1) throw new ArgumentOutOfRangeException(nameof(every), $"Watch: every is {every}; it must be at least 1");
    }

    /// <summary>True while the batch that will be recorded next is one whose histograms are wanted.</summary>
    private bool IsDue(int every) => !IsEnded && _train.BatchCount % every == 0;

    /// <summary>Records what has gathered for the batch that was just recorded; under the lock.</summary>
    private void CommitWatches()
    {
        foreach (var watch in _watches!)
        {
            if ((_train.BatchCount - 1) % watch.Every != 0) continue;
            foreach (var (tag, histogram) in watch.Parameters()) Commit(tag, HistogramKind.Parameter, histogram);
        }

        foreach (var (tag, kind, histogram) in _pending!.Take()) Commit(tag, kind, histogram);
    }

    private void Commit(string tag, HistogramKind kind, Histogram histogram)
    {
        _entries[(typeof(HistogramSeries), tag)] = NextOf(tag, kind, _train.BatchCount, _version + 1, histogram);
        Volatile.Write(ref _version, _version + 1);
    }

    private void StopWatching()
    {
        foreach (var watch in _watches ?? []) watch.Dispose();
    }
}
