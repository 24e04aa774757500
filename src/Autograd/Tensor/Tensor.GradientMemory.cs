namespace Autograd;

// Returns the memory of gradients that only the engine ever referenced to the buffer pool after their last use. The
// memory of all other tensors is returned when the garbage collector has found them dead.
public sealed partial class Tensor
{
    [ThreadStatic]
    private static bool _isInsidePass;

    // The number of slots and leaves that hold this tensor as a gradient.
    private int _gradientHolders;
    private bool _isExposed;

    /// <summary>
    /// True if this thread runs a backward pass whose intermediate gradients are not visible to user code. Tensors that
    /// are made meanwhile belong to the engine.
    /// </summary>
    internal static bool IsInsidePass
    {
        get => _isInsidePass;
        set => _isInsidePass = value;
    }

    /// <summary>True if the engine made the tensor in pooled memory, which may be returned to the pool early.</summary>
    private bool IsReturnable => _storage.Identity is { IsFromBackward: true };

    /// <summary>Increments the number of holders, which may be on different threads.</summary>
    internal void HoldAsGradient()
    {
        if (IsReturnable) Interlocked.Increment(ref _gradientHolders);
    }

    /// <summary>
    /// Decrements the number of holders. After the last one, the memory of a tensor that the engine made, that has no
    /// views and was never exposed to user code, is returned to the pool, and a lease on it is an error from then on.
    /// </summary>
    internal void ReleaseAsGradient()
    {
        if (!IsReturnable || Interlocked.Decrement(ref _gradientHolders) > 0) return;
        if (_storage.Identity is not { IsShared: false, PooledBuffer.IsExposed: false } identity) return;
        lock (_gradLock)
        {
            if (_isExposed) return;
            _storage = default;
        }

        BufferPool.Return(identity);
    }
}
