namespace Autograd;

/// <summary>
/// Hooks in the order of their registration. A pass walks the array that was there when it began to, so hooks may come and go meanwhile, on any
/// thread.
/// </summary>
internal sealed class HookList<THook> where THook : Delegate
{
    private readonly Lock _gate = new();

    // By number, so that the same delegate may be registered twice and each registration removed by itself.
    private readonly SortedDictionary<long, THook> _hooks = [];
    private long _next;
    private THook[]? _snapshot;

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _hooks.Count == 0;
        }
    }

    public HookHandle Add(THook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        long number;
        lock (_gate)
        {
            number = _next++;
            _hooks.Add(number, hook);
            _snapshot = null;
        }

        return new HookHandle(() =>
        {
            lock (_gate)
            {
                _hooks.Remove(number);
                _snapshot = null;
            }
        });
    }

    public THook[] Snapshot()
    {
        lock (_gate) return _snapshot ??= [.. _hooks.Values];
    }
}
