namespace Autograd;

/// <summary>
/// Decides when the pool asks for a garbage collection to find buffers whose tensors are dead. A collection stops the
/// whole program and depends on the size of its heap. So the pool requests one only if it is expected to take less time
/// than writing to new memory would, and only within a fixed share of the running time.
/// </summary>
/// <remarks>
/// The <c>AppContext</c> switch <see cref="SwitchName"/>, if false, leaves all collections to the runtime. Only one
/// thread at a time tries to collect; all other methods are called under the pool's lock. The fields that both write
/// are estimates, so a lost update does no harm. With a clock that stands still, collections seem to take no time, and
/// the requests depend on the program alone.
/// </remarks>
/// <param name="clock">The clock from which time is read.</param>
internal sealed class CollectionPolicy(TimeProvider clock)
{
    /// <summary>The name of the AppContext switch, which is true by default.</summary>
    public const string SwitchName = "Autograd.Memory.CollectOnDemand";

    /// <summary>
    /// The smallest number of bytes to rent between two collections. More bytes mean fewer collections, but the memory
    /// that is reused is less likely to be in the caches. A young collection takes a fifth of the time of writing 4 MB to
    /// memory that is used again, so it must not come at every result of that size.
    /// </summary>
    public const long MinSpacing = 8 << 20;

    // Fewer bytes are not worth a full collection.
    private const long MinBytesToFree = 4 << 20;

    // The additional time to write a byte for the first time, mostly page faults, compared with writing it again.
    private const double FreshSecondsPerByte = 1 / 4e9;

    // An estimate of the time that a full collection takes for each byte that was added to the heap since the last one.
    private const double SecondsPerHeapByte = 0.5e-9;

    // The runtime reports large objects as generation 3, and pinned objects as generation 4.
    private const int LargeObjects = 3;

    // A young collection mostly takes some 50 microseconds, and the memory that it frees is still in the caches. The
    // limited debt keeps one that another program disturbed from blocking all others.
    private readonly CollectionTimeBudget _young = new(1, share: 0.2, maxDebt: 0.1, clock);
    private readonly CollectionTimeBudget _full = new(2, share: 0.05, maxDebt: double.PositiveInfinity, clock);

    // New memory for the bytes that are rented between two young collections would take at least this many times as
    // long as a young collection.
    private const double MinGainOfYoung = 4;
    private const long MaxSpacingForTime = 64 << 20;

    private double _youngSeconds = 50e-6;
    private double _fullSeconds;
    private long _heapAtLastFull;
    private long _spacing = MinSpacing;
    private long _aliveAtLastFull;

    /// <summary>True if the pool may request collections at all.</summary>
    public static bool IsOn { get; } = !AppContext.TryGetSwitch(SwitchName, out var isOn) || isOn;

    /// <summary>
    /// The bytes to rent before a collection of the young generations is worth its time. They grow where full
    /// collections do not pay: if young collections come later, more tensors die before they reach generation 2.
    /// </summary>
    public long Spacing(long alive)
    {
        var paysFor = (long)(MinGainOfYoung * _youngSeconds / FreshSecondsPerByte);
        return Math.Max(Math.Max(_spacing, alive / 32), Math.Min(paysFor, Math.Max(MaxSpacingForTime, alive)));
    }

    /// <summary>Collects the young generations, if the budget allows it.</summary>
    public bool TryCollectYoung()
    {
        if (!_young.Allows(_youngSeconds)) return false;

        // The estimate falls at once but rises slowly, because another program may have interrupted the collection.
        _youngSeconds = Math.Min(_young.Collect(), 1.25 * _youngSeconds);
        return true;
    }

    /// <summary>
    /// Collects all generations, if that is expected to take less time than new memory for the bytes that it may free.
    /// Otherwise delays the next young collection.
    /// </summary>
    /// <param name="missing">
    /// The size of a buffer that was not free after a young collection; 0 if it was, or if no collection was allowed.
    /// </param>
    /// <param name="rented">
    /// The bytes that are rented now, including the buffers of dead tensors in generation 2.
    /// </param>
    public bool TryCollectAll(long missing, long rented)
    {
        var bytesToFree = BytesToFree(missing, rented);
        if (bytesToFree == 0) return false;
        var heap = HeapBytes();
        var expected = _fullSeconds + SecondsPerHeapByte * Math.Max(0, heap - _heapAtLastFull);
        if (expected > bytesToFree * FreshSecondsPerByte || !_full.Allows(expected))
        {
            // An old measurement counts for less, so that a full collection is tried again some time.
            _fullSeconds *= 0.9;
            _spacing = 2 * Spacing(rented);
            return false;
        }

        _fullSeconds = Math.Min(_full.Collect(), 2 * Math.Max(expected, 1e-3));
        _heapAtLastFull = heap;
        return true;
    }

    /// <summary>Records the bytes that are alive after a full collection, whoever requested it.</summary>
    public void NoteFull(long alive) => _aliveAtLastFull = alive;

    /// <summary>
    /// Records the result of a check for dead owners after a collection, of any generation and whoever requested it.
    /// </summary>
    /// <param name="rented">The bytes that were rented since the check before.</param>
    /// <param name="diedYoung">The part of them whose owners are dead already.</param>
    public void NoteCheck(long rented, long diedYoung)
    {
        // If nearly all rented bytes die young, the spacing can be smaller: few tensors reach generation 2.
        if (rented >= _spacing / 2 && diedYoung >= rented / 4 * 3) _spacing /= 2;

        // With a spacing somewhat larger than what is alive, tensors that replace each other die before their second
        // collection.
        _spacing = Math.Clamp(_spacing, MinSpacing, Math.Max(MinSpacing, _aliveAtLastFull / 4 * 5));
    }

    /// <summary>
    /// The bytes that a full collection may free: the growth since the last one if that is considerable, else the
    /// missing buffer if that is large; 0 if neither.
    /// </summary>
    private long BytesToFree(long missing, long rented)
    {
        var growth = rented + missing - _aliveAtLastFull;
        var considerable = missing == 0 ? _aliveAtLastFull : Math.Max(missing, _aliveAtLastFull / 8);
        if (growth > Math.Max(MinBytesToFree, considerable)) return growth;
        return missing >= MinBytesToFree ? missing : 0;
    }

    /// <summary>
    /// The bytes that a full collection traverses: the whole heap without the pinned arrays, which belong to the pool
    /// and hold no references.
    /// </summary>
    private static long HeapBytes()
    {
        var generations = GC.GetGCMemoryInfo(GCKind.Any).GenerationInfo;
        var bytes = 0L;
        for (var i = 0; i <= LargeObjects; i++) bytes += generations[i].SizeAfterBytes;
        return bytes;
    }
}

/// <summary>
/// Limits the time that the pool spends on collections of one generation to a share of the running time. Unused time is
/// saved up to a limit. A collection that takes longer than the saved time makes a debt, and the next one must wait
/// until that is paid off.
/// </summary>
/// <param name="generation">The generation that is collected, together with the younger ones.</param>
/// <param name="share">The share of the running time.</param>
/// <param name="maxDebt">The largest debt in seconds.</param>
/// <param name="clock">The clock from which time is read.</param>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class CollectionTimeBudget(int generation, double share, double maxDebt, TimeProvider clock)
{
    // The budget starts with this much, because a program that has just started has saved nothing yet but must measure
    // how long collections take.
    private const double MaxSaved = 0.1;

    private double _saved = MaxSaved;
    private long _asOf = clock.GetTimestamp();

    /// <summary>True if a collection that is expected to take this many seconds is within the budget.</summary>
    public bool Allows(double seconds)
    {
        var now = clock.GetTimestamp();
        _saved = Math.Min(MaxSaved, _saved + share * clock.GetElapsedTime(_asOf, now).TotalSeconds);
        _asOf = now;
        return _saved >= Math.Min(seconds, MaxSaved);
    }

    /// <summary>
    /// Collects, and returns the time that it took in seconds, without that in which other programs had the processor.
    /// </summary>
    public double Collect()
    {
        var start = clock.GetTimestamp();
        var used = Environment.CpuUsage.TotalTime;
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;

        // A system that counts the processor's time in long ticks may have counted none.
        var onProcessor = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        if (onProcessor > 0) seconds = Math.Min(seconds, onProcessor);
        _saved = Math.Max(_saved - seconds, -maxDebt);
        return seconds;
    }
}

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
