using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// An array of <see cref="BufferPool"/>, of which <c>length</c> elements are used: rented to the tensors that share an identity, or free.
/// </summary>
internal sealed class PooledBuffer(Array array, byte start, int length, DType dtype, long bytes)
{
    // Also sees an owner that a finalizer of the user's brings back to life: it is dead when its memory is gone, not before.
    private GCHandle _owner = GCHandle.Alloc(null, GCHandleType.WeakTrackResurrection);

    public Array Array => array;

    public int Length => length;

    public DType DType => dtype;

    public long Bytes => bytes;

    /// <summary>Set when someone may hold the array whom the collector does not show: it is never reused.</summary>
    public bool IsGivenAway { get; set; }

    /// <summary>Its index in the list of the rented buffers.</summary>
    public int Index { get; set; }

    /// <summary>The number of checks for dead owners before it was rented.</summary>
    public int RentedAt { get; set; }

    /// <summary>The number of the return that freed the buffer; those that have been free for longest are let go first.</summary>
    public long ReturnedAt { get; set; }

    /// <summary>Whether every tensor that held the buffer has been collected.</summary>
    public bool IsOver => _owner.Target is null;

    public void RentTo(BufferIdentity owner)
    {
        _owner.Target = owner;
        owner.PooledBuffer = this;
        owner.Start = start;
    }

    /// <summary>The owner, which still lives, has given the buffer back.</summary>
    public void EndRental() => _owner.Target = null;

    /// <summary>Leaves the array to the collector.</summary>
    public void LetGo() => _owner.Free();
}
