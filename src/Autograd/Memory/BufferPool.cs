using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// The memory of large results. A fresh large array costs several times what writing to it costs, since the system hands out its pages anew; so
/// the arrays are pooled, and reused once the garbage collector has found every tensor that held one dead.
/// </summary>
/// <remarks>
/// Nothing that anyone can reach is ever reused: only the collector decides that an owner is dead, and memory that was shown as a span is given
/// away for good. Code that works on a tensor's span must keep the tensor alive until it is done (<see cref="GC.KeepAlive"/>): a span
/// keeps the array, but not the tensor. <see cref="MemoryCheck"/> proves that it does.
/// </remarks>
internal static class BufferPool
{
    /// <summary>Smaller buffers are left to the collector, which is fast for them.</summary>
    public const int SmallestBytes = 16 << 10;

    // Elements start at a cache line: a vector that is loaded across two takes twice as long.
    private const int Alignment = 64;

    // So much may be free beyond what was in use at a recent peak; little where the smallest buffers are pooled too, for the collector looks at each.
    private static readonly long Slack = MemoryCheck.IsOn ? 64 << 10 : 32 << 20;

    private static readonly Lock _lock = new();
    private static readonly List<PooledBuffer> _rented = [];
    private static readonly FreeBuffers _free = WithCollectionCallback();

    // 1 while a thread collects; others make fresh arrays meanwhile.
    private static int _isCollecting;

    // All of these are read and written under the lock.
    private static long _rentedBytes;
    private static long _rentedSinceCheck;
    private static long _aliveAtLastCheck;
    private static long _recentPeak;
    private static long _returns;
    private static long _returnsAtLastFullCollection;
    private static int _collectionsAtLastCheck;
    private static int _checks;

    /// <summary>The bytes that are rented and those that are free.</summary>
    public static (long Rented, long Free) Bytes
    {
        get
        {
            lock (_lock) return (_rentedBytes, _free.Bytes);
        }
    }

    /// <summary>The most bytes that were rented and free together since this was last set.</summary>
    public static long Peak { get; set; }

    /// <summary>Decides about collections; a test that counts bytes puts one in its place whose clock stands still.</summary>
    public static CollectionPolicy Policy { get; set; } = new(TimeProvider.System);

    /// <summary>How many buffers have been rented so far.</summary>
    public static long Rentals { get; private set; }

    /// <summary>Whether a buffer of this many bytes is pooled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Serves(long bytes) => bytes >= (MemoryCheck.IsOn ? 1 : SmallestBytes);

    /// <summary>
    /// A buffer of at least <paramref name="length"/> elements from <see cref="BufferIdentity.Start"/> of the owner on, whose contents are
    /// arbitrary, for as long as the owner lives.
    /// </summary>
    public static T[] Rent<T>(int length, DType dtype, out BufferIdentity owner) where T : unmanaged
    {
        var bytes = (long)length * Unsafe.SizeOf<T>();
        bool isWorthCollecting;
        lock (_lock)
        {
            if (TakeFree(length, dtype) is { } free) return RentTo<T>(free, out owner);
            isWorthCollecting = _rentedSinceCheck + bytes > Policy.Spacing(_aliveAtLastCheck);
        }

        var buffer = (isWorthCollecting ? TakeByCollecting(length, dtype, bytes) : null) ?? Make<T>(length, dtype);
        lock (_lock) return RentTo<T>(buffer, out owner);
    }

    /// <summary>Takes the buffer back at once of an owner that nobody but the engine ever held.</summary>
    public static void Return(BufferIdentity owner)
    {
        lock (_lock)
        {
            // The owner lives until here. Were it found dead while this thread waited for the lock, its buffer would come back twice.
            if (owner.PooledBuffer is not { } buffer) return;
            owner.PooledBuffer = null;
            var last = _rented[^1];
            _rented[buffer.Index] = last;
            last.Index = buffer.Index;
            _rented.RemoveAt(_rented.Count - 1);
            _rentedBytes -= buffer.Bytes;
            buffer.EndRental();
            Free(buffer);
        }
    }

    /// <summary>Collects up to a generation and takes back what is dead, for tests.</summary>
    public static void CollectNow(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        lock (_lock) TakeBack();
    }

    private static T[] RentTo<T>(PooledBuffer buffer, out BufferIdentity owner)
    {
        // Made last, so that it is younger than every collection that the rental took: then the next one finds it when it is dead.
        owner = new BufferIdentity();
        buffer.RentTo(owner);
        buffer.RentedAt = _checks;
        buffer.Index = _rented.Count;
        _rented.Add(buffer);
        _rentedBytes += buffer.Bytes;
        _rentedSinceCheck += buffer.Bytes;
        Rentals++;
        Peak = Math.Max(Peak, _rentedBytes + _free.Bytes);
        return Unsafe.As<T[]>(buffer.Array);
    }

    /// <summary>A free buffer; looks for dead owners if the collector has run since they were last looked for.</summary>
    private static PooledBuffer? TakeFree(int length, DType dtype)
    {
        if (_free.Take(length, dtype) is { } buffer) return buffer;
        if (GC.CollectionCount(0) == _collectionsAtLastCheck) return null;
        TakeBack();
        return _free.Take(length, dtype);
    }

    /// <summary>A buffer that a collection has freed, which is asked for if that pays. The lock is not held meanwhile.</summary>
    private static PooledBuffer? TakeByCollecting(int length, DType dtype, long bytes)
    {
        if (!CollectionPolicy.IsOn || Interlocked.Exchange(ref _isCollecting, 1) != 0) return null;
        try
        {
            var isCollected = Policy.TryCollectYoung();
            long rented;
            PooledBuffer? buffer = null;
            lock (_lock)
            {
                if (isCollected)
                {
                    TakeBack();
                    buffer = _free.Take(length, dtype);
                }

                rented = _rentedBytes;
            }

            // Tensors that survived two collections are only found by a full one.
            var isMissing = isCollected && buffer is null;
            if (!Policy.TryCollectAll(isMissing ? bytes : 0, rented)) return buffer;
            lock (_lock)
            {
                TakeBackAfterFull();
                return buffer ?? _free.Take(length, dtype);
            }
        }
        finally
        {
            Volatile.Write(ref _isCollecting, 0);
        }
    }

    /// <summary>Pinned, so that what is aligned stays so.</summary>
    private static unsafe PooledBuffer Make<T>(int length, DType dtype) where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length + Alignment / sizeof(T), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var start = (byte)((int)(-address & (Alignment - 1)) / sizeof(T));
        return new PooledBuffer(array, start, length, dtype, (long)length * sizeof(T));
    }

    /// <summary>Takes back the buffers whose owners the collector has found dead.</summary>
    private static void TakeBack()
    {
        _collectionsAtLastCheck = GC.CollectionCount(0);
        var (kept, diedYoung) = (0, 0L);
        for (var i = 0; i < _rented.Count; i++)
        {
            var buffer = _rented[i];
            if (!buffer.IsOver)
            {
                buffer.Index = kept;
                _rented[kept++] = buffer;
                continue;
            }

            _rentedBytes -= buffer.Bytes;
            if (buffer.RentedAt == _checks) diedYoung += buffer.Bytes;
            if (buffer.IsGivenAway) buffer.LetGo();
            else Free(buffer);
        }

        _rented.RemoveRange(kept, _rented.Count - kept);
        _aliveAtLastCheck = _rentedBytes;
        _recentPeak = Math.Max(_rentedBytes, _recentPeak - _recentPeak / 16);
        Policy.NoteCheck(_rentedSinceCheck, diedYoung);
        _rentedSinceCheck = 0;
        _checks++;
        _free.LetGoBeyond(_recentPeak - _rentedBytes + Math.Max(Slack, Policy.Spacing(_rentedBytes)));
    }

    /// <summary>As <see cref="TakeBack"/>, after a collection that has found every dead owner.</summary>
    private static void TakeBackAfterFull()
    {
        TakeBack();
        Policy.NoteFull(_rentedBytes);
    }

    private static void Free(PooledBuffer buffer)
    {
        MemoryCheck.Poison(buffer.Array);
        buffer.ReturnedAt = ++_returns;
        _free.Add(buffer);
    }

    private static FreeBuffers WithCollectionCallback()
    {
        FullCollectionCallback.Register(OnFullCollection);
        return new FreeBuffers();
    }

    /// <summary>After a full collection of whomever: what has been free since the one before goes back to the system.</summary>
    private static void OnFullCollection()
    {
        lock (_lock)
        {
            TakeBackAfterFull();
            _free.LetGoOlderThan(_returnsAtLastFullCollection);
            _returnsAtLastFullCollection = _returns;
        }
    }
}
