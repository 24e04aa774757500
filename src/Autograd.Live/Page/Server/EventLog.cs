using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Autograd.Live;

/// <summary>
/// What a page must know, in the order in which it changed. Only the latest event of each key is kept, so the log is
/// as large as the page, not as long as the run, and a reader that comes late or comes back reads what it missed.
/// </summary>
internal sealed class EventLog
{
    // A page that knows another server's events must not count with this one's numbers.
    private readonly string _instance = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _entries = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _latest = [];
    private readonly TimeSpan _reconnectionInterval;
    private TaskCompletionSource _published = NewSource();
    private long _lastId;
    private int _readers;

    /// <param name="reconnectionInterval">How long a page waits before it connects again.</param>
    public EventLog(TimeSpan reconnectionInterval) => _reconnectionInterval = reconnectionInterval;

    /// <summary>Raised when a reader has left.</summary>
    public event Action? ReaderLeft;

    /// <summary>The number of pages that read now.</summary>
    public int Readers => Volatile.Read(ref _readers);

    /// <summary>The number of events that are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>Adds an event; an earlier one of the same key is forgotten.</summary>
    public void Publish(string key, string type, string data)
    {
        TaskCompletionSource published;
        lock (_lock)
        {
            if (_latest.Remove(key, out var old)) _entries.Remove(old);
            _latest[key] = _entries.AddLast(new Entry(++_lastId, type, data));
            published = _published;
            _published = NewSource();
        }

        published.SetResult();
    }

    /// <summary>Forgets the event of a key.</summary>
    public void Forget(string key)
    {
        lock (_lock)
        {
            if (_latest.Remove(key, out var old)) _entries.Remove(old);
        }
    }

    /// <summary>
    /// The events after <paramref name="lastEventId"/>, then those to come, until <paramref name="cancellation"/>. For a
    /// page that comes from another server, or for the first time, a reset and then all events.
    /// </summary>
    public async IAsyncEnumerable<SseItem<string>> Read(
        string? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            if (!TryParse(lastEventId, out var after))
                yield return new SseItem<string>("", "reset") { EventId = Id(0), ReconnectionInterval = _reconnectionInterval };

            while (!cancellation.IsCancellationRequested)
            {
                var (entries, published) = After(after);
                foreach (var entry in entries)
                {
                    yield return new SseItem<string>(entry.Data, entry.Type) { EventId = Id(entry.Id) };
                    after = entry.Id;
                }

                if (entries.Count == 0) await published.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
            ReaderLeft?.Invoke();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (List<Entry> Entries, Task Published) After(long id)
    {
        lock (_lock)
        {
            List<Entry> entries = [];
            for (var node = _entries.Last; node is not null && node.Value.Id > id; node = node.Previous) entries.Add(node.Value);
            entries.Reverse();
            return (entries, _published.Task);
        }
    }

    private string Id(long id) => string.Create(CultureInfo.InvariantCulture, $"{_instance}-{id}");

    private bool TryParse(string? eventId, out long id)
    {
        id = 0;
        return eventId is not null && eventId.StartsWith(_instance + "-", StringComparison.Ordinal)
            && long.TryParse(eventId.AsSpan(_instance.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    private readonly record struct Entry(long Id, string Type, string Data);
}
