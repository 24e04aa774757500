namespace Autograd;

/// <summary>
/// Hooks in the order of their registration. A pass walks the array that was there when it began to, so hooks may come and go meanwhile, on any
/// thread.
/// </summary>
internal sealed class HookList<THook> where THook : Delegate
{
    private readonly Lock _gate = new();
    private volatile Entry[] _entries = [];

    // A class, so that the same delegate may be registered twice and each registration removed by itself.
    private sealed record Entry(THook Hook);

    public bool IsEmpty => _entries.Length == 0;

    public HookHandle Add(THook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var entry = new Entry(hook);
        lock (_gate) _entries = [.. _entries, entry];
        return new HookHandle(() =>
        {
            lock (_gate) _entries = [.. _entries.Where(e => !ReferenceEquals(e, entry))];
        });
    }

    public THook[] Snapshot() => Array.ConvertAll(_entries, entry => entry.Hook);
}
