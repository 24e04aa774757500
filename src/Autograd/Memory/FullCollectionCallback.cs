namespace Autograd;

/// <summary>
/// Calls back after every full collection, on the finalizer's thread: an unreachable object that lets itself be finalized again and again.
/// </summary>
internal sealed class FullCollectionCallback
{
    private readonly Action _callback;

    private FullCollectionCallback(Action callback) => _callback = callback;

    public static void Register(Action callback) => _ = new FullCollectionCallback(callback);

    ~FullCollectionCallback()
    {
        // It has died young only at first; from then on it is as old as an object can be, and only full collections find it.
        _callback();
        GC.ReRegisterForFinalize(this);
    }
}
