namespace Autograd;

/// <summary>
/// Switches the recording of graphs on and off. Recording is on by default. The mode belongs to the execution context:
/// it flows with async code and into threads that the code starts, and does not affect other threads.
/// </summary>
/// <example><code>using (GradMode.NoGrad()) w[..] -= lr * w.Grad;</code></example>
public static partial class GradMode
{
    // The flags are deviations from the default, so that a context that never set a mode has 0, the default.
    private static readonly AsyncLocal<Modes> Current = new(OnModeChanged);

    // A copy of Current for this thread. Every operation reads it, and reading the AsyncLocal takes ten times as long.
    [ThreadStatic]
    private static Modes _threadMode;

    // The number of threads whose mode is not the default, with those that ended in such a mode. While it is 0,
    // IsEnabled need not read the thread's mode.
    private static int _nonDefaultThreads;

    [Flags]
    internal enum Modes : byte
    {
        Default = 0,
        NoGrad = 1,
        Inference = 2,
        DetectAnomaly = 4,
    }

    /// <summary>True if operations on tensors that require a gradient are recorded here.</summary>
    public static bool IsEnabled => _nonDefaultThreads == 0 || (_threadMode & (Modes.NoGrad | Modes.Inference)) == 0;

    /// <summary>Switches recording off until the result is disposed; <c>torch.no_grad()</c>.</summary>
    public static Scope NoGrad() => new(Modes.NoGrad, Modes.Default);

    /// <summary>
    /// Switches recording on until the result is disposed; <c>torch.enable_grad()</c>. Inside of
    /// <see cref="InferenceMode"/> it stays off.
    /// </summary>
    public static Scope EnableGrad() => new(Modes.Default, Modes.NoGrad);

    /// <summary>
    /// Called on a thread when its mode changes, by a scope or because the thread switches to another execution
    /// context.
    /// </summary>
    private static void OnModeChanged(AsyncLocalValueChangedArgs<Modes> change)
    {
        var (wasDefault, isDefault) = (_threadMode == Modes.Default, change.CurrentValue == Modes.Default);
        _threadMode = change.CurrentValue;
        if (wasDefault && !isDefault) Interlocked.Increment(ref _nonDefaultThreads);
        else if (!wasDefault && isDefault) Interlocked.Decrement(ref _nonDefaultThreads);
    }

    /// <summary>Restores the previous mode when it is disposed.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly Modes _before;
        private readonly bool _changed;

        internal Scope(Modes set, Modes cleared)
        {
            _before = _threadMode;
            var mode = (_before | set) & ~cleared;
            _changed = _before != mode;
            if (_changed) Current.Value = mode;
        }

        /// <summary>Restores the mode.</summary>
        public void Dispose()
        {
            if (_changed) Current.Value = _before;
        }
    }
}
