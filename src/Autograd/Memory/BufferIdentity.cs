namespace Autograd;

/// <summary>
/// What tensors that look at one buffer have in common. As long as any of them lives, so does this object; its death is how
/// <see cref="BufferPool"/> learns that the buffer can be reused.
/// </summary>
internal sealed class BufferIdentity
{
    /// <summary>
    /// Counts the writes to the buffer. The backward pass compares it with what it was when a tensor was saved, and refuses to compute with
    /// values that were overwritten since.
    /// </summary>
    public int Version;

    /// <summary>Where the elements begin: at a cache line in a pooled buffer, else at 0.</summary>
    public byte Start;

    /// <summary>Whether more than one tensor looks, or looked, at the buffer.</summary>
    public bool IsShared;

    /// <summary>Whether the buffer was made inside a backward pass, where no user sees it unless it becomes a leaf's gradient.</summary>
    public bool IsOfEngine;

    /// <summary>The pooled buffer that it is; null for a small buffer, and for one that came from elsewhere.</summary>
    public PooledBuffer? PooledBuffer;
}
