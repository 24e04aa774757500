using System.Runtime.CompilerServices;

namespace Autograd;

public static partial class GradMode
{
    // The number of scopes open in the process. Operations read their thread's mode only if it is not 0.
    private static int _inferenceScopes;

    /// <summary>True if this code runs inside of <see cref="InferenceMode"/>.</summary>
    public static bool IsInferenceMode
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _inferenceScopes != 0 && (_threadMode & Modes.Inference) != 0;
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
