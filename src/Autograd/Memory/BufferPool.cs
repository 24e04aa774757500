using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// Pools the memory of large results. Allocating a large array costs several times as much as writing to it, because
/// the system maps its pages anew. So arrays are pooled, and reused once the garbage collector has found that no tensor
/// holds them.
/// </summary>
/// <remarks>
/// Memory that can still be reached is never reused: only the collector decides that an owner is dead, and memory that
/// the user has seen as a span leaves the pool for good. A span keeps its array alive but not the tensor, so code that
/// uses a tensor's span must keep the tensor alive to its last use; the leases of <see cref="TensorStorage"/> do so,
/// and <see cref="MemoryCheck"/> tests it.
/// </remarks>
internal static class BufferPool
{
    /// <summary>Smaller buffers are not pooled, because the runtime allocates and collects them quickly.</summary>
    public const int SmallestBytes = 16 << 10;

    // Elements start at a cache line, because loading a vector from two lines takes twice as long.
    private const int Alignment = 64;

    // The free bytes that the pool keeps beyond the recent peak of use. They are few in the memory check, which pools
    // the smallest buffers too: the collector visits each of them.
    private static readonly long Slack = MemoryCheck.IsOn ? 64 << 10 : 32 << 20;

    private static readonly Lock _lock = new();
    private static readonly List<PooledBuffer> _rented = [];
    private static readonly FreeBuffers _free = CreateFreeBuffers();

    // 1 while a thread collects; meanwhile other threads allocate new arrays.
    private static int _isCollecting;

    // The lock guards all of these.
    private static long _rentedBytes;
    private static long _rentedSinceCheck;
    private static long _aliveAtLastCheck;
    private static long _recentPeak;
    private static long _returns;
    private static long _returnsAtLastFullCollection;
    private static int _collectionsAtLastCheck;
    private static int _checks;

    /// <summary>The numbers of rented and of free bytes.</summary>
    public static (long Rented, long Free) Bytes
    {
        get
        {
            lock (_lock) return (_rentedBytes, _free.Bytes);
        }
    }

    /// <summary>The largest sum of rented and free bytes since this was last set.</summary>
    public static long Peak { get; set; }

    /// <summary>
    /// The policy of requesting collections. Tests that count bytes replace it by one whose clock stands still.
    /// </summary>
    public static CollectionPolicy Policy { get; set; } = new(TimeProvider.System);

    /// <summary>The number of rentals so far.</summary>
    public static long Rentals { get; private set; }

    /// <summary>True if a buffer of this many bytes is pooled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPooled(long bytes) => bytes >= (MemoryCheck.IsOn ? 1 : SmallestBytes);

    /// <summary>
    /// Rents a buffer of at least <paramref name="length"/> elements, starting at the owner's
    /// <see cref="BufferIdentity.Start"/>, for as long as the owner lives. The contents are arbitrary.
    /// </summary>
    public static T[] Rent<T>(int length, DType dtype, out BufferIdentity owner) where T : unmanaged
    {
        var bytes = (long)length * Unsafe.SizeOf<T>();
        bool isWorthCollecting;
        lock (_lock)
        {
            if (TryTakeFree(length, dtype) is { } free) return RentTo<T>(free, out owner);
            isWorthCollecting = _rentedSinceCheck + bytes > Policy.Spacing(_aliveAtLastCheck);
        }

        var buffer = (isWorthCollecting ? TryTakeByCollecting(length, dtype, bytes) : null) ?? Make<T>(length, dtype);
        lock (_lock) return RentTo<T>(buffer, out owner);
    }

    /// <summary>Returns a buffer to the pool at once. Only the engine may have held its owner.</summary>
    public static void Return(BufferIdentity owner)
    {
        lock (_lock)
        {
            // This use of the owner keeps it alive until the lock is held. If the collector found it dead before, the
            // buffer would be returned twice.
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

    /// <summary>Collects up to a generation and returns the buffers of dead owners to the pool; for tests.</summary>
    public static void CollectNow(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        lock (_lock) Reclaim();
    }

    private static T[] RentTo<T>(PooledBuffer buffer, out BufferIdentity owner)
    {
        // The owner is allocated after any collection that this rental needed. It is still young at the next
        // collection, which then finds it if it is dead.
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

    /// <summary>
    /// Takes a free buffer, or returns null. Reclaims the buffers of dead owners first if the collector has run since
    /// the last time.
    /// </summary>
    private static PooledBuffer? TryTakeFree(int length, DType dtype)
    {
        if (_free.Take(length, dtype) is { } buffer) return buffer;
        if (GC.CollectionCount(0) == _collectionsAtLastCheck) return null;
        Reclaim();
        return _free.Take(length, dtype);
    }

    /// <summary>
    /// Collects, if that is expected to pay, and takes a buffer that this has freed. The lock is not held during the
    /// collection.
    /// </summary>
    private static PooledBuffer? TryTakeByCollecting(int length, DType dtype, long bytes)
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
                    Reclaim();
                    buffer = _free.Take(length, dtype);
                }

                rented = _rentedBytes;
            }

            // Only a full collection finds tensors that survived two collections.
            var isMissing = isCollected && buffer is null;
            if (!Policy.TryCollectAll(isMissing ? bytes : 0, rented)) return buffer;
            lock (_lock)
            {
                ReclaimAfterFullCollection();
                return buffer ?? _free.Take(length, dtype);
            }
        }
        finally
        {
            Volatile.Write(ref _isCollecting, 0);
        }
    }

    /// <summary>
    /// Allocates a buffer, pinned so that the collector does not move it and its elements stay aligned.
    /// </summary>
    private static unsafe PooledBuffer Make<T>(int length, DType dtype) where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length + Alignment / sizeof(T), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var start = (byte)((int)(-address & (Alignment - 1)) / sizeof(T));
        return new PooledBuffer(array, start, length, dtype, (long)length * sizeof(T));
    }

    /// <summary>Reclaims the buffers whose owners the collector has found dead.</summary>
    private static void Reclaim()
    {
        _collectionsAtLastCheck = GC.CollectionCount(0);
        var (kept, diedYoung) = (0, 0L);
        for (var i = 0; i < _rented.Count; i++)
        {
            var buffer = _rented[i];
            if (!buffer.IsOwnerDead)
            {
                buffer.Index = kept;
                _rented[kept++] = buffer;
                continue;
            }

            _rentedBytes -= buffer.Bytes;
            if (buffer.RentedAt == _checks) diedYoung += buffer.Bytes;
            if (buffer.IsExposed) buffer.Drop();
            else Free(buffer);
        }

        _rented.RemoveRange(kept, _rented.Count - kept);
        _aliveAtLastCheck = _rentedBytes;
        _recentPeak = Math.Max(_rentedBytes, _recentPeak - _recentPeak / 16);
        Policy.NoteCheck(_rentedSinceCheck, diedYoung);
        _rentedSinceCheck = 0;
        _checks++;
        _free.TrimTo(_recentPeak - _rentedBytes + Math.Max(Slack, Policy.Spacing(_rentedBytes)));
    }

    /// <summary>As <see cref="Reclaim"/>, after a full collection, which has found every dead owner.</summary>
    private static void ReclaimAfterFullCollection()
    {
        Reclaim();
        Policy.NoteFull(_rentedBytes);
    }

    private static void Free(PooledBuffer buffer)
    {
        MemoryCheck.Poison(buffer.Array);
        buffer.ReturnedAt = ++_returns;
        _free.Add(buffer);
    }

    private static FreeBuffers CreateFreeBuffers()
    {
        FullCollectionCallback.Register(OnFullCollection);
        return new FreeBuffers();
    }

    /// <summary>
    /// Called after every full collection, whoever requested it. Drops the buffers that have been free since the full
    /// collection before.
    /// </summary>
    private static void OnFullCollection()
    {
        lock (_lock)
        {
            ReclaimAfterFullCollection();
            _free.DropOlderThan(_returnsAtLastFullCollection);
            _returnsAtLastFullCollection = _returns;
        }
    }
}

/// <summary>
/// An array of <see cref="BufferPool"/> with <c>length</c> usable elements. It is either free, or rented to an owner:
/// the <see cref="BufferIdentity"/> that the tensors on the array share.
/// </summary>
internal sealed class PooledBuffer(Array array, byte start, int length, DType dtype, long bytes)
{
    // Tracks resurrection: a finalizer of the user may make an owner reachable again, which then still needs the
    // buffer.
    private GCHandle _owner = GCHandle.Alloc(null, GCHandleType.WeakTrackResurrection);

    public Array Array => array;

    public int Length => length;

    public DType DType => dtype;

    public long Bytes => bytes;

    /// <summary>
    /// True if user code has seen the array as a span (exposed), which does not keep the owner alive: the array is
    /// never reused.
    /// </summary>
    public bool IsExposed { get; set; }

    /// <summary>The buffer's index in the list of rented buffers.</summary>
    public int Index { get; set; }

    /// <summary>The number of checks for dead owners before the rental.</summary>
    public int RentedAt { get; set; }

    /// <summary>
    /// The number of the return that freed the buffer; the buffers that have been free for longest are dropped first.
    /// </summary>
    public long ReturnedAt { get; set; }

    /// <summary>True if every tensor that held the buffer has been collected.</summary>
    public bool IsOwnerDead => _owner.Target is null;

    public void RentTo(BufferIdentity owner)
    {
        _owner.Target = owner;
        owner.PooledBuffer = this;
        owner.Start = start;
    }

    /// <summary>Ends a rental whose owner is still alive.</summary>
    public void EndRental() => _owner.Target = null;

    /// <summary>Drops the array from the pool and leaves it to the collector.</summary>
    public void Drop() => _owner.Free();
}
