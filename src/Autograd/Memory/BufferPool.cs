using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// The memory of large results. A fresh large array costs several times what writing to it costs, since the system hands
/// out its pages anew; so the arrays are lent, and lent again once the collector has found every tensor that held one dead.
/// </summary>
/// <remarks>
/// Nothing that anyone can reach is ever reused: only the collector decides that a borrower is dead, and memory that was shown as a span is given
/// away for good. Code that works on a tensor's span must keep the tensor alive until it is done (<see cref="GC.KeepAlive"/>): a span
/// keeps the array, but not the tensor. <see cref="MemoryCheck"/> proves that it does.
/// </remarks>
internal static class BufferPool
{
    /// <summary>Smaller buffers are left to the collector, which is fast for them.</summary>
    public const int SmallestBytes = 16 << 10;

    // Elements start at a cache line: a register that is loaded across two takes twice as long.
    private const int Alignment = 64;

    // So much may be free beyond what was in use at a recent peak; little where the smallest buffers are lent too, for the collector looks at each.
    private static readonly long Slack = MemoryCheck.IsOn ? 64 << 10 : 32 << 20;

    // So much is lent between two collections at least. A collection of the young generations costs some 50 microseconds; the more is lent
    // between two, the colder is what is lent again.
    private const long LeastBudget = 4 << 20;

    private static readonly Lock _lock = new();
    private static readonly List<PooledBuffer> _lent = [];
    private static readonly FreeBuffers _free = WithCollectionCallback();

    // All of these are read and written under the lock.
    private static long _lentBytes;
    private static long _lentSinceCheck;
    private static long _aliveAtLastCheck;
    private static long _aliveAtLastFullCollection;
    private static TimeSpan _lastFullCollection;
    private static long _recentPeak;
    private static long _returns;
    private static long _returnsAtLastFullCollection;
    private static int _collectionsAtLastCheck;

    /// <summary>The bytes lent and those ready to be lent again.</summary>
    public static (long Lent, long Free) Bytes
    {
        get
        {
            lock (_lock) return (_lentBytes, _free.Bytes);
        }
    }

    /// <summary>The most bytes that were lent and free together since this was last set.</summary>
    public static long Peak { get; set; }

    /// <summary>How many buffers have been lent so far.</summary>
    public static long Rentals { get; private set; }

    /// <summary>Whether a buffer of this many bytes is lent rather than made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Serves(long bytes) => bytes >= (MemoryCheck.IsOn ? 1 : SmallestBytes);

    /// <summary>
    /// A buffer of at least <paramref name="length"/> elements from <see cref="BufferIdentity.Start"/> of the borrower on, whose contents are
    /// arbitrary, for as long as the borrower lives.
    /// </summary>
    public static T[] Rent<T>(int length, DType dtype, out BufferIdentity borrower) where T : unmanaged
    {
        lock (_lock)
        {
            var loan = FindFree(length, dtype, (long)length * Unsafe.SizeOf<T>())
                ?? Make<T>(length, dtype);

            // Made last, so that it is younger than every collection that the loan took: then the next one finds it when it is dead.
            borrower = new BufferIdentity();
            loan.LendTo(borrower);
            loan.Index = _lent.Count;
            _lent.Add(loan);
            _lentBytes += loan.Bytes;
            _lentSinceCheck += loan.Bytes;
            Rentals++;
            Peak = Math.Max(Peak, _lentBytes + _free.Bytes);
            return Unsafe.As<T[]>(loan.Buffer);
        }
    }

    /// <summary>Takes the buffer of a borrower back at once that nobody but the engine ever held.</summary>
    public static void Return(BufferIdentity borrower)
    {
        lock (_lock)
        {
            // The borrower lives until here. Were it found dead while this thread waited for the lock, its buffer would come back twice.
            if (borrower.PooledBuffer is not { } loan) return;
            borrower.PooledBuffer = null;
            var last = _lent[^1];
            _lent[loan.Index] = last;
            last.Index = loan.Index;
            _lent.RemoveAt(_lent.Count - 1);
            _lentBytes -= loan.Bytes;
            loan.End();
            Free(loan);
        }
    }

    /// <summary>Collects up to a generation and takes back what is dead.</summary>
    public static void CollectNow(int generation)
    {
        lock (_lock) Collect(generation);
    }

    /// <summary>Pinned, so that what is aligned stays so.</summary>
    private static unsafe PooledBuffer Make<T>(int length, DType dtype) where T : unmanaged
    {
        var buffer = GC.AllocateUninitializedArray<T>(length + Alignment / sizeof(T), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        var start = (byte)((int)(-address & (Alignment - 1)) / sizeof(T));
        return new PooledBuffer(buffer, start, length, dtype, (long)length * sizeof(T));
    }

    /// <summary>Finds what the collector has found dead.</summary>
    private static void TakeBack()
    {
        _collectionsAtLastCheck = GC.CollectionCount(0);
        var kept = 0;
        for (var i = 0; i < _lent.Count; i++)
        {
            var loan = _lent[i];
            if (!loan.IsOver)
            {
                loan.Index = kept;
                _lent[kept++] = loan;
                continue;
            }

            _lentBytes -= loan.Bytes;
            if (loan.IsGivenAway) loan.LetGo();
            else Free(loan);
        }

        _lent.RemoveRange(kept, _lent.Count - kept);
        _lentSinceCheck = 0;
        _aliveAtLastCheck = _lentBytes;
        _recentPeak = Math.Max(_lentBytes, _recentPeak - _recentPeak / 16);
        _free.LetGoBeyond(_recentPeak - _lentBytes + Slack);
    }

    private static void Free(PooledBuffer loan)
    {
        MemoryCheck.Poison(loan.Buffer);
        loan.ReturnedAt = ++_returns;
        _free.Add(loan);
    }

    private static PooledBuffer? FindFree(int length, DType dtype, long bytes)
    {
        var loan = _free.Take(length, dtype);
        if (loan is not null) return loan;
        if (GC.CollectionCount(0) != _collectionsAtLastCheck)
        {
            TakeBack();
            loan = _free.Take(length, dtype);
        }

        if (loan is not null || _lentSinceCheck + bytes <= Budget(_aliveAtLastCheck)) return loan;

        Collect(1);
        loan = _free.Take(length, dtype);

        // Tensors that survived two collections are only found by a full one. It is worth it for a buffer that takes longer to fill, and when
        // what seems alive has grown.
        if (loan is not null || !(IsCheapBeside(bytes) || HasGrownBy(bytes))) return loan;
        Collect(2);
        return _free.Take(length, dtype);
    }

    /// <summary>Whether a full collection takes no longer than it takes to write so many bytes to fresh memory, at 4 GB a second.</summary>
    private static bool IsCheapBeside(long bytes) => bytes >= LeastBudget && _lastFullCollection.TotalSeconds < bytes / 4e9;

    private static bool HasGrownBy(long bytes) =>
        _lentBytes + bytes > _aliveAtLastFullCollection + Math.Max(bytes, Math.Max(LeastBudget, _aliveAtLastFullCollection / 8));

    private static void Collect(int generation)
    {
        var start = Stopwatch.GetTimestamp();
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        TakeBack();
        if (generation != 2) return;
        _lastFullCollection = Stopwatch.GetElapsedTime(start);
        _aliveAtLastFullCollection = _aliveAtLastCheck;
    }

    private static FreeBuffers WithCollectionCallback()
    {
        FullCollectionCallback.Register(LetGoOfUnused);
        return new FreeBuffers();
    }

    /// <summary>After a full collection: what has been free since the one before goes back to the system.</summary>
    private static void LetGoOfUnused()
    {
        lock (_lock)
        {
            _free.LetGoOlderThan(_returnsAtLastFullCollection);
            _returnsAtLastFullCollection = _returns;
        }
    }

    private static long Budget(long alive) => Math.Max(LeastBudget, alive / 32);
}
