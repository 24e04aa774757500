namespace Autograd;

/// <summary>
/// Identifies a buffer: all tensors that share the buffer refer to this object. Once the garbage collector finds it
/// unreachable, no tensor uses the buffer any more, and <see cref="BufferPool"/> reuses it.
/// </summary>
internal sealed class BufferIdentity
{
    /// <summary>
    /// The number of writes to the buffer. The backward pass compares it with the number when a tensor was saved, and
    /// refuses to compute with values that were overwritten since.
    /// </summary>
    public int Version;

    /// <summary>The index of the first element in the array: at a cache line in a pooled buffer, else 0.</summary>
    public byte Start;

    /// <summary>True if more than one tensor shares, or has shared, the buffer.</summary>
    public bool IsShared;

    /// <summary>
    /// True if the buffer was allocated in a backward pass. The user cannot hold it, unless it becomes a leaf's
    /// gradient.
    /// </summary>
    public bool IsFromBackward;

    /// <summary>
    /// The pool's record of the buffer; null if the buffer is small, or was not allocated by the pool.
    /// </summary>
    public PooledBuffer? PooledBuffer;
}
