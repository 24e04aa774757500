namespace Autograd;

/// <summary>
/// Calls back after every full collection, on the finalizer thread. The object is unreachable and registers itself for
/// finalization again each time.
/// </summary>
internal sealed class FullCollectionCallback
{
    private readonly Action _callback;

    private FullCollectionCallback(Action callback) => _callback = callback;

    public static void Register(Action callback) => _ = new FullCollectionCallback(callback);

    ~FullCollectionCallback()
    {
        // After a few collections the object is in generation 2, so that only full collections finalize it.
        _callback();
        GC.ReRegisterForFinalize(this);
    }
}
