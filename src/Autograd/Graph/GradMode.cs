namespace Autograd;

/// <summary>
/// Whether operations record a graph. It is on unless switched off, and flows with async code and into threads that the
/// code starts, without touching anyone else's.
/// </summary>
/// <example><code>using (GradMode.NoGrad()) w[..] -= lr * w.Grad;</code></example>
public static class GradMode
{
    // Stores "disabled", so that a flow that never set it has the default.
    private static readonly AsyncLocal<bool> Disabled = new(change => _isDisabledHere = change.CurrentValue);

    // What the flow that runs on this thread has: every operation asks, and a look-up in the flow takes ten times as long.
    [ThreadStatic]
    private static bool _isDisabledHere;

    /// <summary>Whether operations on tensors that require a gradient are recorded here.</summary>
    public static bool IsEnabled => !_isDisabledHere;

    /// <summary>Switches recording off until the result is disposed; <c>torch.no_grad()</c>.</summary>
    public static Scope NoGrad() => new(disabled: true);

    /// <summary>Switches recording on until the result is disposed; <c>torch.enable_grad()</c>.</summary>
    public static Scope EnableGrad() => new(disabled: false);

    /// <summary>Restores the mode that was in force when it was made.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly bool _before;
        private readonly bool _changed;

        internal Scope(bool disabled)
        {
            _before = _isDisabledHere;
            _changed = _before != disabled;
            if (_changed) Disabled.Value = disabled;
        }

        /// <summary>Restores the mode.</summary>
        public void Dispose()
        {
            if (_changed) Disabled.Value = _before;
        }
    }
}
