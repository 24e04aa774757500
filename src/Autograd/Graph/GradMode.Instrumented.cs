using System.Runtime.CompilerServices;

namespace Autograd;

public static partial class GradMode
{
    // How many scopes are open anywhere: operations look at their own flow's mode only if there is one.
    private static int _inferenceScopes;

    /// <summary>True if this code runs inside of <see cref="InferenceMode"/>.</summary>
    public static bool IsInferenceMode
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _inferenceScopes != 0 && (_here & Modes.Inference) != 0;
    }

    /// <summary>True if this code runs inside of <see cref="DetectAnomaly"/>.</summary>
    public static bool IsDetectingAnomalies => Recording.Watchers != 0 && (_here & Modes.DetectAnomaly) != 0;

    /// <summary>
    /// Until the result is disposed, nothing is recorded and what is made cannot become part of a graph later, so writes to it are not even counted;
    /// <c>torch.inference_mode()</c>.
    /// </summary>
    /// <remarks>
    /// Tensors that were there before stay what they were. What is made inside, <see cref="Tensor.IsInference"/> from then on, refuses
    /// outside to be written in place, to require a gradient, and to be used where a gradient needs its values: <c>Clone()</c> makes an
    /// ordinary tensor of it. Views and <c>Detach()</c> of such a tensor are such tensors too.
    /// </remarks>
    /// <example><code>using (GradMode.InferenceMode()) return net.Forward(x);</code></example>
    public static InstrumentedScope InferenceMode()
    {
        Interlocked.Increment(ref _inferenceScopes);
        return new InstrumentedScope(Modes.Inference, () => Interlocked.Decrement(ref _inferenceScopes));
    }

    /// <summary>
    /// Until the result is disposed, operations remember where they were recorded, and a backward pass stops at the first formula that fails or makes
    /// a gradient that is not a number, naming the operation and that place; <c>torch.autograd.detect_anomaly()</c>.
    /// </summary>
    /// <remarks>
    /// Open it around the computation and the backward pass. Every operation is slower by the look at the stack, so it is for finding a
    /// mistake and not for training.
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
        Interlocked.Increment(ref Recording.Watchers);
        return new InstrumentedScope(Modes.DetectAnomaly, () => Interlocked.Decrement(ref Recording.Watchers));
    }

    /// <summary>Restores the mode that was in force when it was made.</summary>
    public sealed class InstrumentedScope : IDisposable
    {
        private readonly Modes _before;
        private Action? _close;

        internal InstrumentedScope(Modes set, Action close)
        {
            _before = _here;
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
