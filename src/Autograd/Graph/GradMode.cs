using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Switches the recording of graphs on and off. Recording is on by default. The mode belongs to the execution context:
/// it flows with async code and into threads that the code starts, and does not affect other threads.
/// </summary>
/// <example><code>using (GradMode.NoGrad()) w[..] -= lr * w.Grad;</code></example>
public static class GradMode
{
    // The flags are deviations from the default, so that a context that never set a mode has 0, the default.
    private static readonly AsyncLocal<Modes> Current = new(OnModeChanged);

    // A copy of Current for this thread. Every operation reads it, and reading the AsyncLocal takes ten times as long.
    [ThreadStatic]
    private static Modes _threadMode;

    // The number of threads whose mode is not the default, with those that ended in such a mode. While it is 0,
    // IsEnabled need not read the thread's mode.
    private static int _nonDefaultThreads;

    // The number of scopes of InferenceMode that are open in the process. Operations read their thread's mode only if it
    // is not 0.
    private static int _inferenceScopes;

    [Flags]
    internal enum Modes : byte
    {
        Default = 0,
        NoGrad = 1,
        Inference = 2,
        DetectAnomaly = 4,
        Trace = 8,
    }

    /// <summary>True if operations on tensors that require a gradient are recorded here.</summary>
    public static bool IsEnabled =>
        _nonDefaultThreads == 0 || (_threadMode & (Modes.NoGrad | Modes.Inference)) == 0 || (_threadMode & Modes.Trace) != 0;

    /// <summary>Switches recording off until the result is disposed; <c>torch.no_grad()</c>.</summary>
    public static Scope NoGrad() => new(Modes.NoGrad, Modes.Default);

    /// <summary>
    /// Switches recording on until the result is disposed; <c>torch.enable_grad()</c>. Inside of
    /// <see cref="InferenceMode"/> it stays off.
    /// </summary>
    public static Scope EnableGrad() => new(Modes.Default, Modes.NoGrad);

    /// <summary>True if this code runs inside of <see cref="InferenceMode"/>.</summary>
    public static bool IsInferenceMode
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _inferenceScopes != 0 && (_threadMode & (Modes.Inference | Modes.Trace)) == Modes.Inference;
    }

    /// <summary>True if this code runs inside of <see cref="DetectAnomaly"/>.</summary>
    public static bool IsDetectingAnomalies => Recording.ActiveScopes != 0 && (_threadMode & Modes.DetectAnomaly) != 0;

    /// <summary>
    /// Switches recording off until the result is disposed, and makes tensors that cannot become part of a graph later,
    /// so that writes to them need no version counter; <c>torch.inference_mode()</c>.
    /// </summary>
    /// <remarks>
    /// Tensors that were made before are not affected. Tensors that are made inside have
    /// <see cref="Tensor.IsInference"/> set. Outside, they cannot be written in place, require a gradient, or be saved
    /// for a backward pass: <c>Clone()</c> makes an ordinary tensor of one. Views and <c>Detach()</c> of such a tensor
    /// are inference tensors too.
    /// </remarks>
    /// <example><code>using (GradMode.InferenceMode()) return net.Forward(x);</code></example>
    public static InstrumentedScope InferenceMode()
    {
        Interlocked.Increment(ref _inferenceScopes);
        return new InstrumentedScope(Modes.Inference, () => Interlocked.Decrement(ref _inferenceScopes));
    }

    /// <summary>
    /// Makes operations store the stack trace of their recording until the result is disposed, and makes a backward
    /// pass stop at the first formula that fails or computes a NaN, with an <see cref="AnomalyException"/> that names
    /// the operation and the trace; <c>torch.autograd.detect_anomaly()</c>.
    /// </summary>
    /// <remarks>
    /// Open it around the computation and the backward pass. Every operation captures a stack trace, which is slow: use
    /// it to find a mistake and not for training.
    /// </remarks>
    /// <example><code>
    /// using (GradMode.DetectAnomaly())
    /// {
    ///     var loss = (x / x.Sum()).Log().Mean();
    ///     loss.Backward();                        // AnomalyException: … LogBackward0 … recorded at Program.cs:line 3
    /// }
    /// </code></example>
    public static InstrumentedScope DetectAnomaly()
    {
        Interlocked.Increment(ref Recording.ActiveScopes);
        return new InstrumentedScope(Modes.DetectAnomaly, () => Interlocked.Decrement(ref Recording.ActiveScopes));
    }

    /// <summary>Keeps recording on until the result is disposed, for a <see cref="Tracing">trace</see>.</summary>
    internal static InstrumentedScope Trace() => new(Modes.Trace, () => { });

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

    /// <summary>Restores the previous mode when it is disposed.</summary>
    public sealed class InstrumentedScope : IDisposable
    {
        private readonly Modes _before;
        private Action? _close;

        internal InstrumentedScope(Modes set, Action close)
        {
            _before = _threadMode;
            _close = close;
            Current.Value = _before | set;
        }

        /// <summary>Restores the mode.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _close, null) is not { } close) return;
            Current.Value = _before;
            close();
        }
    }
}
