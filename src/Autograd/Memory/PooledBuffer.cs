using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// An array of <see cref="BufferPool"/> with <c>length</c> usable elements. It is either rented to an owner, the
/// identity that tensors share, or free.
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
    /// True if the user may hold a span of the array, which does not keep the owner alive: the array is never reused.
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
