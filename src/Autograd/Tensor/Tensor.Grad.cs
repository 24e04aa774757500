namespace Autograd;

public sealed partial class Tensor
{
    // Threads with graphs of their own may share leaves. Contention is rare, so there is one lock for all tensors.
    private static readonly Lock _gradLock = new();

    private Tensor? _grad;

    // True if this tensor, as a gradient, may have other references than the one in a slot or leaf.
    private bool _isSharedGradient;

    // True if the user set this tensor as a Grad. It belongs to the user, so no pass adds to it in place.
    private bool _isSetGradient;

    /// <summary>
    /// True if this gradient must not be written to: other references to it, or views of it, may exist.
    /// </summary>
    internal bool IsSharedGradient => _isSharedGradient || IsBufferShared;

    /// <summary>
    /// The gradient that <see cref="Backward"/> accumulated, of the tensor's shape and type; null before the first pass
    /// and after <see cref="ZeroGrad"/>. Only leaves keep one, unless <see cref="RetainGrad"/> was called.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A tensor that is set is never written to: a backward pass replaces it by the sum. No two gradients share memory,
    /// so the setter copies a tensor that shares memory with others, that is the gradient of another tensor, or that is
    /// itself a leaf that requires a gradient.
    /// </para>
    /// <para>
    /// Any thread may read the property while another one trains. It returns the gradient from before or after the
    /// update, and the memory of the returned tensor is not reused. Its numbers change only if a further pass
    /// accumulates into it, because it was not dropped after the pass before.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// Set to a tensor of another shape or type, or to itself.
    /// </exception>
    public Tensor? Grad
    {
        get
        {
            if (_grad is null)
            {
                MissingGradient.Note(this);
                return null;
            }

            // Under the lock, so that no other thread releases the gradient before it is marked as exposed.
            lock (_gradLock)
            {
                var grad = _grad;
                if (grad is not null) grad._isExposed = true;
                return grad;
            }
        }

        set
        {
            if (ReferenceEquals(value, _grad)) return;
            ReplaceGrad(value is null ? null : PrepareGrad(value));
        }
    }

    /// <summary>True if there is a gradient, which is not marked as seen, unlike by <see cref="Grad"/>.</summary>
    internal bool HasGrad => _grad is not null;

    /// <summary>Checks a gradient that the user sets, and copies it if it may share memory with others.</summary>
    private Tensor PrepareGrad(Tensor value)
    {
        if (!value._shape.Equals(_shape) || value._dtype != _dtype)
            throw new ArgumentException(
                $"Grad: a gradient of shape {value._shape} and type {value._dtype} for a tensor of shape {_shape} and type {_dtype}; "
                + "they must be the same");
        if (ReferenceEquals(value, this))
            throw new ArgumentException(
                $"Grad: a gradient of shape {value._shape} that is the tensor itself, which would change with it; "
                + "pass a Clone()",
                nameof(value));
        var isOthers = value._gradientRefs > 0 || value._accumulator is not null
            || (value._requiresGrad && value.IsLeaf);
        if (isOthers || value.IsBufferShared) value = value.Clone();
        value._isSharedGradient = value._isExposed = value._isSetGradient = true;
        value.AddGradientRef();
        return value;
    }

    /// <summary>Sets <see cref="Grad"/> to null, so that the next backward pass does not add to it.</summary>
    public void ZeroGrad()
    {
        // A gradient whose memory is not reused may be dropped at any time, without the lock.
        if (_grad is { IsReturnable: true }) ReplaceGrad(null);
        else _grad = null;
    }

    private void ReplaceGrad(Tensor? value)
    {
        Tensor? dropped;
        lock (_gradLock) (dropped, _grad) = (_grad, value);
        dropped?.ReleaseGradientRef();
    }

    /// <summary>
    /// The gradient with one reference more, so that its memory is not reused before the caller, who reads it, calls
    /// <see cref="ReleaseGradientRef"/>.
    /// </summary>
    internal Tensor? GetGradAddRef()
    {
        if (_grad is not { IsReturnable: true }) return _grad;
        lock (_gradLock)
        {
            var grad = _grad;
            grad?.AddGradientRef();
            return grad;
        }
    }

    /// <summary>
    /// Makes <see cref="Backward"/> store the gradient of this tensor in <see cref="Grad"/> although it is not a leaf.
    /// </summary>
    /// <remarks>
    /// It is the gradient of the value that the tensor has when the pass runs. After a write in place it is the
    /// gradient of the new value, and not of the one before.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The tensor does not require a gradient.</exception>
    public void RetainGrad()
    {
        if (!RequiresGrad)
            throw new InvalidOperationException(
                "RetainGrad: the tensor does not require a gradient, so it will never have one; set RequiresGrad before the computation");
        if (GradFn is not { } node || _retainsGrad) return;
        _retainsGrad = true;
        node.GetOrAddHooks().Retain(this, _outputIndex);
    }

    /// <summary>Adds to <see cref="Grad"/> the gradient that a backward pass computed.</summary>
    internal void AccumulateGradient(Tensor grad)
    {
        lock (_gradLock)
        {
            Tensor sum;
            if (_grad is { } before)
            {
                if (!GradMode.IsEnabled && !before._isSetGradient && !before.HasOverlap)
                {
                    before.AccumulateInPlace(grad);
                    return;
                }

                sum = before.AddGradient(grad);
                sum.MarkAsSharedGradient();
            }
            else sum = grad.AsOwnGradient(GradMode.IsEnabled);

            sum.AddGradientRef();
            _grad = sum;
        }
    }

    /// <summary>Notes that other references to this gradient may exist, so that it is not written to.</summary>
    internal void MarkAsSharedGradient() => _isSharedGradient = true;

    /// <summary>
    /// Notes that user code sees this gradient (exposed) and may keep it. From then on it is not written to, and its
    /// memory is not returned to the pool early.
    /// </summary>
    internal void MarkAsExposed() => _isSharedGradient = _isExposed = true;

    /// <summary>
    /// A gradient to be stored as a <see cref="Grad"/> or returned to the user, which must not share memory with any
    /// other tensor: this one if no other reference to it can exist, a copy if one may.
    /// </summary>
    internal Tensor AsOwnGradient(bool createGraph)
    {
        var own = !_isSharedGradient && !IsBufferShared && !createGraph && IsContiguous ? this : Clone();
        own._isSharedGradient = true;
        return own;
    }

    // The gradients that a backward pass makes between two nodes are known to nobody but the engine. So their uses are
    // counted, and their memory returns to the buffer pool after the last use. The memory of all other tensors returns
    // when the garbage collector has found them dead.

    [ThreadStatic]
    private static bool _isInsidePass;

    // The number of gradient slots and leaves that refer to this tensor. It is counted only if the tensor is
    // returnable.
    private int _gradientRefs;

    // True if user code has seen this gradient, and so may refer to it for as long as it likes.
    private bool _isExposed;

    /// <summary>
    /// True if this thread runs a backward pass whose intermediate gradients are not visible to user code. Tensors that
    /// are made meanwhile are known to the engine alone.
    /// </summary>
    internal static bool IsInsidePass
    {
        get => _isInsidePass;
        set => _isInsidePass = value;
    }

    /// <summary>
    /// True if a backward pass made the tensor in pooled memory, which returns to the pool after the last use.
    /// </summary>
    private bool IsReturnable => _storage.Identity is { IsFromBackward: true };

    /// <summary>
    /// Adds to the number of references by gradient slots and leaves, as <c>DangerousAddRef</c> of .NET's handles.
    /// </summary>
    internal void AddGradientRef()
    {
        if (IsReturnable) Interlocked.Increment(ref _gradientRefs);
    }

    /// <summary>
    /// Takes one from the number of references. At 0 the memory is returned to the pool, unless the tensor has views or
    /// user code has seen it. A lease on the tensor is an error from then on.
    /// </summary>
    internal void ReleaseGradientRef()
    {
        if (!IsReturnable || Interlocked.Decrement(ref _gradientRefs) > 0) return;
        if (_storage.Identity is not { IsShared: false, PooledBuffer.IsExposed: false } identity) return;
        lock (_gradLock)
        {
            if (_isExposed) return;
            _storage = default;
        }

        BufferPool.Return(identity);
    }
}
