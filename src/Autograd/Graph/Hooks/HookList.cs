namespace Autograd;

/// <summary>
/// Hooks in the order of their registration. A pass iterates over an immutable snapshot, so hooks may be added and
/// removed meanwhile, on any thread.
/// </summary>
internal sealed class HookList<THook> where THook : Delegate
{
    private readonly Lock _lock = new();

    // Keyed by a number, so that one delegate may be registered twice and each registration removed separately.
    private readonly SortedDictionary<long, THook> _hooks = [];
    private long _next;
    private THook[]? _snapshot;

    public bool IsEmpty
    {
        get
        {
            lock (_lock) return _hooks.Count == 0;
        }
    }

    public HookHandle Add(THook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        long number;
        lock (_lock)
        {
            number = _next++;
            _hooks.Add(number, hook);
            _snapshot = null;
        }

        return new HookHandle(() =>
        {
            lock (_lock)
            {
                _hooks.Remove(number);
                _snapshot = null;
            }
        });
    }

    public THook[] Snapshot()
    {
        lock (_lock) return _snapshot ??= [.. _hooks.Values];
    }
}
