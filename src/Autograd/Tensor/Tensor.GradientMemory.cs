namespace Autograd;

// Gradients that only the engine ever held give their memory back as soon as they are used up; all others wait for the collector.
public sealed partial class Tensor
{
    [ThreadStatic]
    private static bool _isInsidePass;

    // The slots of a pass and the leaves that hold this tensor as a gradient.
    private int _gradientHolders;
    private bool _isShown;

    /// <summary>
    /// Whether this thread runs a backward pass whose intermediate gradients nobody can see: what is made here belongs to the engine.
    /// </summary>
    internal static bool IsInsidePass
    {
        get => _isInsidePass;
        set => _isInsidePass = value;
    }

    /// <summary>Whether the tensor was made by the engine in pooled memory, so that it may give it back.</summary>
    private bool IsReturnable => _storage.Identity is { IsFromBackward: true };

    /// <summary>Notes one more holder. Holders of one gradient may be on different threads.</summary>
    internal void HoldAsGradient()
    {
        if (IsReturnable) Interlocked.Increment(ref _gradientHolders);
    }

    /// <summary>
    /// One of the holders is done with this gradient. If it was the last one, and the tensor was made by the engine, has no views, and was never
    /// shown as a <see cref="Grad"/>, then its memory is free, and a lease on it is an error from then on.
    /// </summary>
    internal void ReleaseAsGradient()
    {
        if (!IsReturnable || Interlocked.Decrement(ref _gradientHolders) > 0) return;
        if (_storage.Identity is not { IsShared: false, PooledBuffer.IsExposed: false } identity) return;
        lock (_gradLock)
        {
            if (_isShown) return;
            _storage = default;
        }

        BufferPool.Return(identity);
    }
}
