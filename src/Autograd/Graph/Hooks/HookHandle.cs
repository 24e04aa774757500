namespace Autograd;

/// <summary>
/// The registration of a hook. Disposing of it removes the hook; without that, the hook stays registered.
/// </summary>
public sealed class HookHandle : IDisposable
{
    private Action? _remove;

    internal HookHandle(Action remove) => _remove = remove;

    /// <summary>Removes the hook. Further calls do nothing.</summary>
    public void Dispose() => Interlocked.Exchange(ref _remove, null)?.Invoke();
}
