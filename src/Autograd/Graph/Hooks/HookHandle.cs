namespace Autograd;

/// <summary>A hook that was registered. Disposing of it removes the hook; forgetting it leaves the hook where it is.</summary>
public sealed class HookHandle : IDisposable
{
    private Action? _remove;

    internal HookHandle(Action remove) => _remove = remove;

    /// <summary>Removes the hook. A second time, nothing happens.</summary>
    public void Dispose() => Interlocked.Exchange(ref _remove, null)?.Invoke();
}
