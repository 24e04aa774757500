namespace Autograd;

/// <summary>
/// Decides when the pool asks for a garbage collection to find buffers whose tensors are dead. A collection stops the whole program, whatever else
/// is in its heap, so one is asked for only if it is expected to take less time than fresh memory would, and within a share of the time.
/// </summary>
/// <remarks>
/// The <c>AppContext</c> switch <see cref="SwitchName"/>, if false, leaves all collections to the runtime. One thread at a time tries to collect;
/// the rest happens under the pool's lock. What both change are estimates, of which one may be lost. Where the clock stands still, collections
/// take no time, and which ones are asked for depends on the program alone.
/// </remarks>
/// <param name="clock">What time is read from.</param>
internal sealed class CollectionPolicy(TimeProvider clock)
{
    /// <summary>The switch, true if not set.</summary>
    public const string SwitchName = "Autograd.Memory.CollectOnDemand";

    /// <summary>
    /// So many bytes at least are rented between two collections: the more, the fewer collections, but the colder is the memory that is reused.
    /// </summary>
    public const long LeastSpacing = 4 << 20;

    // The time to write a byte of fresh memory, page faults included, beyond that of writing it again.
    private const double FreshSecondsPerByte = 1 / 4e9;

    // A guess at what a full collection takes for what has come to the heap since the last one.
    private const double SecondsPerHeapByte = 0.5e-9;

    // The runtime counts large objects as the generation after 2, and pinned ones as the one after that.
    private const int LargeObjects = 3;

    // Young collections mostly take some 50 microseconds, and what they give back is still in the caches. One that took very long was disturbed by
    // another program, and must not stand for all of them.
    private readonly CollectionTimeBudget _young = new(1, share: 0.2, mostOwed: 0.1, clock);
    private readonly CollectionTimeBudget _full = new(2, share: 0.05, mostOwed: double.PositiveInfinity, clock);

    // Fresh memory for what is rented between two young collections takes at least so many times as long as one of them.
    private const double YoungWorth = 4;
    private const long MostSpacingForTime = 64 << 20;

    private double _youngSeconds = 50e-6;
    private double _fullSeconds;
    private long _heapAtLastFull;
    private long _spacing = LeastSpacing;
    private long _aliveAtLastFull;

    /// <summary>Whether the pool may ask for collections at all.</summary>
    public static bool IsOn { get; } = !AppContext.TryGetSwitch(SwitchName, out var isOn) || isOn;

    /// <summary>
    /// The bytes to rent before a collection of the young generations is worth its time. They grow where full collections do not pay: the later
    /// the young ones come, the more tensors die before they are too old for them.
    /// </summary>
    public long Spacing(long alive)
    {
        var paysFor = (long)(YoungWorth * _youngSeconds / FreshSecondsPerByte);
        return Math.Max(Math.Max(_spacing, alive / 32), Math.Min(paysFor, Math.Max(MostSpacingForTime, alive)));
    }

    /// <summary>Collects the young generations, if the budget allows it.</summary>
    public bool TryCollectYoung()
    {
        if (!_young.Allows(_youngSeconds)) return false;

        // The quickest of the last ones counts, for any may have been interrupted by another program.
        _youngSeconds = Math.Min(_young.Collect(), 1.25 * _youngSeconds);
        return true;
    }

    /// <summary>
    /// Collects everything, if that is expected to take less time than fresh memory for what it may find. Otherwise the next young collection
    /// comes later.
    /// </summary>
    /// <param name="missing">The size of a buffer that a young collection has not found; 0 if it has, or was not allowed.</param>
    /// <param name="rented">The bytes that are rented now; the buffers of dead tensors that have grown old are among them.</param>
    public bool TryCollectAll(long missing, long rented)
    {
        var worth = Worth(missing, rented);
        if (worth == 0) return false;
        var heap = HeapBytes();
        var expected = _fullSeconds + SecondsPerHeapByte * Math.Max(0, heap - _heapAtLastFull);
        if (expected > worth * FreshSecondsPerByte || !_full.Allows(expected))
        {
            // The older the measurement, the less it is trusted.
            _fullSeconds *= 0.9;
            _spacing = 2 * Spacing(rented);
            return false;
        }

        _fullSeconds = Math.Min(_full.Collect(), 2 * Math.Max(expected, 1e-3));
        _heapAtLastFull = heap;
        return true;
    }

    /// <summary>Notes what a full collection, of whomever, left alive.</summary>
    public void NoteFull(long alive) => _aliveAtLastFull = alive;

    /// <summary>Notes what was found at a check after a collection, of whatever generation and whomever.</summary>
    /// <param name="rented">The bytes that were rented since the check before.</param>
    /// <param name="diedYoung">Those of them that are free again.</param>
    public void NoteCheck(long rented, long diedYoung)
    {
        // Where nearly everything dies at once, tensors do not grow old between two collections.
        if (rented >= _spacing / 2 && diedYoung >= rented / 4 * 3) _spacing /= 2;

        // With somewhat more than is alive, what is replaced in turn dies before its second collection.
        _spacing = Math.Clamp(_spacing, LeastSpacing, Math.Max(LeastSpacing, _aliveAtLastFull / 4 * 5));
    }

    /// <summary>
    /// The bytes that a full collection may find: the growth since the last one if that is considerable, else the missing buffer, if it takes long
    /// to write.
    /// </summary>
    private long Worth(long missing, long rented)
    {
        var growth = rented + missing - _aliveAtLastFull;
        var considerable = missing == 0 ? _aliveAtLastFull : Math.Max(missing, _aliveAtLastFull / 8);
        if (growth > Math.Max(LeastSpacing, considerable)) return growth;
        return missing >= LeastSpacing ? missing : 0;
    }

    /// <summary>The bytes that a full collection walks: all but the pinned arrays, which hold no references and are the pool's.</summary>
    private static long HeapBytes()
    {
        var generations = GC.GetGCMemoryInfo(GCKind.Any).GenerationInfo;
        var bytes = 0L;
        for (var i = 0; i <= LargeObjects; i++) bytes += generations[i].SizeAfterBytes;
        return bytes;
    }
}
