using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>A buffer of <see cref="BufferPool"/>, of which <c>length</c> elements are used: lent to the tensors that share an identity, or free.</summary>
internal sealed class PooledBuffer(Array buffer, byte start, int length, DType dtype, long bytes)
{
    // Also sees a borrower that a finalizer of the user's brings back to life: it is dead when its memory is gone, not before.
    private GCHandle _borrower = GCHandle.Alloc(null, GCHandleType.WeakTrackResurrection);

    public Array Buffer => buffer;

    public int Length => length;

    public DType DType => dtype;

    public long Bytes => bytes;

    /// <summary>Set when someone holds the buffer whom the collector does not show: it is never lent again.</summary>
    public bool IsGivenAway { get; set; }

    /// <summary>Where in the list of the lent it stands.</summary>
    public int Index { get; set; }

    /// <summary>The number of the return that freed the buffer; those that have been free for longest are let go first.</summary>
    public long ReturnedAt { get; set; }

    /// <summary>Whether every tensor that the buffer was lent to has been collected.</summary>
    public bool IsOver => _borrower.Target is null;

    public void LendTo(BufferIdentity borrower)
    {
        _borrower.Target = borrower;
        borrower.PooledBuffer = this;
        borrower.Start = start;
    }

    /// <summary>The borrower, which still lives, has given the buffer back.</summary>
    public void End() => _borrower.Target = null;

    /// <summary>Leaves the buffer to the collector.</summary>
    public void LetGo() => _borrower.Free();
}
