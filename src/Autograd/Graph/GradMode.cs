namespace Autograd;

/// <summary>
/// Whether operations record a graph. It is on unless switched off, and flows with async code and into threads that the
/// code starts, without touching anyone else's.
/// </summary>
/// <example><code>using (GradMode.NoGrad()) w[..] -= lr * w.Grad;</code></example>
public static partial class GradMode
{
    // What is set differs from the default, so that a flow that never set anything has the default.
    private static readonly AsyncLocal<Modes> Current = new(TakeOver);

    // What the flow that runs on this thread has: every operation asks, and a look-up in the flow takes ten times as long.
    [ThreadStatic]
    private static Modes _here;

    // The threads whose flow has set something, and those that ended in such a flow. While there are none, nobody needs to look at his own.
    private static int _threadsOffDefault;

    [Flags]
    internal enum Modes : byte
    {
        Default = 0,
        NoGrad = 1,
        Inference = 2,
        DetectAnomaly = 4,
    }

    /// <summary>True if operations on tensors that require a gradient are recorded here.</summary>
    public static bool IsEnabled => _threadsOffDefault == 0 || (_here & (Modes.NoGrad | Modes.Inference)) == 0;

    /// <summary>Switches recording off until the result is disposed; <c>torch.no_grad()</c>.</summary>
    public static Scope NoGrad() => new(Modes.NoGrad, Modes.Default);

    /// <summary>
    /// Switches recording on until the result is disposed; <c>torch.enable_grad()</c>. Inside of <see cref="InferenceMode"/> it stays off.
    /// </summary>
    public static Scope EnableGrad() => new(Modes.Default, Modes.NoGrad);

    /// <summary>Runs on a thread whenever the mode of the flow on it changes: by a scope, or because another flow goes on there.</summary>
    private static void TakeOver(AsyncLocalValueChangedArgs<Modes> change)
    {
        var (wasDefault, isDefault) = (_here == Modes.Default, change.CurrentValue == Modes.Default);
        _here = change.CurrentValue;
        if (wasDefault && !isDefault) Interlocked.Increment(ref _threadsOffDefault);
        else if (!wasDefault && isDefault) Interlocked.Decrement(ref _threadsOffDefault);
    }

    /// <summary>Restores the mode that was in force when it was made.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly Modes _before;
        private readonly bool _changed;

        internal Scope(Modes set, Modes cleared)
        {
            _before = _here;
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
