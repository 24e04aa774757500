using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    private Node? _gradFn;
    private int _outputIndex;
    private bool _requiresGrad;
    private bool _retainsGrad;
    private bool _isSharedGradient;

    // Whether the user set this tensor as a Grad: it is his, and no pass adds to it.
    private bool _isSetGradient;

    /// <summary>Whether this is a gradient that the user can see, or that has views, and so must not be written to.</summary>
    internal bool IsSharedGradient => _isSharedGradient || IsBufferShared;

    private AccumulateGrad? _accumulator;
    private Tensor? _grad;

    /// <summary>
    /// Whether gradients are computed with respect to this tensor: true for a leaf that was told to, and for everything computed from such.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set on a tensor that is not floating, or that is not a leaf.</exception>
    public bool RequiresGrad
    {
        get => _requiresGrad || (_base is not null && GradFn is not null);
        set
        {
            if (value && !_dtype.IsFloatingPoint())
                throw new InvalidOperationException(
                    $"RequiresGrad: only floating tensors can require gradients, not {_dtype}; convert with To(DType.Float32) first");
            if (value && _isInference && !GradMode.IsInferenceMode)
                throw new InvalidOperationException(
                    $"RequiresGrad: the tensor of shape {_shape} was made inside of GradMode.InferenceMode() and cannot require a gradient outside "
                    + "of it; Clone() it first, or make it under GradMode.NoGrad()");
            if (GradFn is not null)
            {
                if (!value)
                    throw new InvalidOperationException(
                        $"RequiresGrad: only a leaf's flag can be changed, and this is the result of {GradFn.Name}; use Detach()");
                return;
            }

            _requiresGrad = value;
        }
    }

    /// <summary>The operation that made this tensor, or null for a leaf.</summary>
    public Node? GradFn
    {
        get
        {
            RefreshViewHistory();
            return _gradFn;
        }
    }

    /// <summary>Whether the tensor was made by the user and not by a recorded operation.</summary>
    public bool IsLeaf => GradFn is null;

    /// <summary>
    /// The gradient that <see cref="Backward"/> accumulated, of the tensor's shape and type; null before the first one, and after
    /// <see cref="ZeroGrad"/>. Only leaves keep one, unless <see cref="RetainGrad"/> was called.
    /// </summary>
    /// <remarks>
    /// A tensor that is set stays as it is: a backward pass puts the sum with it in its place instead of adding to it.
    /// No two gradients share memory, so of a tensor that others share memory with, of another's gradient and of a leaf
    /// that requires one itself, a copy is kept.
    /// Any thread may read the property while another one trains: it returns the gradient of before or after, and what it
    /// returned keeps its memory. Its numbers change only if a pass adds to a gradient that was not dropped since the one
    /// before.
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

            // Under the lock, so that nobody drops the gradient before it is marked.
            lock (_gradLock)
            {
                if (_grad is not null) _grad._isShown = true;
                return _grad;
            }
        }

        set
        {
            if (ReferenceEquals(value, _grad)) return;
            ReplaceGrad(value is null ? null : ToHoldAsGrad(value));
        }
    }

    /// <summary>A gradient that the user sets, as this tensor keeps it.</summary>
    private Tensor ToHoldAsGrad(Tensor value)
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
        var isOthers = value._gradientHolders > 0 || value._accumulator is not null
            || (value._requiresGrad && value.IsLeaf);
        if (isOthers || value.IsBufferShared) value = value.Clone();
        value._isSharedGradient = value._isShown = value._isSetGradient = true;
        value.HoldAsGradient();
        return value;
    }

    /// <summary>Drops the gradient, so that the next backward pass starts from nothing.</summary>
    public void ZeroGrad()
    {
        if (_grad is not null) ReplaceGrad(null);
    }

    private void ReplaceGrad(Tensor? value)
    {
        Tensor? dropped;
        lock (_gradLock) (dropped, _grad) = (_grad, value);
        dropped?.ReleaseAsGradient();
    }

    /// <summary>The gradient for code that reads it and then calls <see cref="ReleaseAsGradient"/>; until then it keeps its memory.</summary>
    internal Tensor? HoldGrad()
    {
        if (_grad is not { IsReturnable: true }) return _grad;
        lock (_gradLock)
        {
            _grad?.HoldAsGradient();
            return _grad;
        }
    }

    /// <summary>Makes <see cref="Backward"/> keep the gradient of this tensor although it is not a leaf.</summary>
    /// <remarks>
    /// It is the gradient of the value that the tensor has when the pass runs: a tensor that is written in place keeps
    /// the gradient of what was written, and not that of the value before.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The tensor does not require a gradient.</exception>
    public void RetainGrad()
    {
        if (!RequiresGrad)
            throw new InvalidOperationException(
                "RetainGrad: the tensor does not require a gradient, so it will never have one; set RequiresGrad before the computation");
        if (GradFn is not { } node || _retainsGrad) return;
        _retainsGrad = true;
        node.Attached().Retain(this, _outputIndex);
    }

    /// <summary>
    /// Computes the gradient of this scalar with respect to every leaf that it was computed from, and adds it to their <see cref="Grad"/>.
    /// The graph is released on the way. A tensor of several elements is told its own gradient.
    /// </summary>
    /// <param name="gradient">The gradient of this tensor, of its shape; null for 1, if it has a single element.</param>
    /// <param name="retainGraph">Keep the graph, so that it can be gone through again.</param>
    /// <param name="createGraph">Record the pass too, so that gradients can be differentiated in turn; keeps the graph.</param>
    /// <exception cref="ArgumentException">The gradient has another shape.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no gradient to start from, the tensor does not require one, its graph was released, or a saved value was overwritten.
    /// </exception>
    public void Backward(Tensor? gradient = null, bool retainGraph = false, bool createGraph = false) =>
        BackwardPass.Run([this], [GradientToStartFrom("Backward", gradient)], retainGraph || createGraph, createGraph);

    internal Tensor GradientToStartFrom(string op, Tensor? gradient)
    {
        if (!RequiresGrad)
            throw new InvalidOperationException(
                $"{op}: the tensor does not require a gradient: nothing it was computed from does, or it was computed under "
                + "GradMode.NoGrad() or detached; set RequiresGrad on the leaves before the computation, and if it is made of gradients, "
                + "compute these with createGraph: true");
        if (gradient is null)
        {
            if (Numel != 1)
                throw new InvalidOperationException(
                    $"{op}: only a single number has an implicit gradient, and this has shape {_shape}; "
                    + "reduce it with Sum() or Mean(), or pass its gradient");
            return Full(_shape, 1, _dtype);
        }

        if (!gradient._shape.Equals(_shape))
            throw new ArgumentException(
                $"{op}: a gradient of shape {gradient._shape} for a tensor of shape {_shape}; they must be the same");
        gradient._isSharedGradient = true;
        return gradient._dtype == _dtype ? gradient : gradient.To(_dtype);
    }

    /// <summary>The same numbers, outside of any graph: shares memory, requires no gradient.</summary>
    public Tensor Detach() => Alias();

    /// <summary>
    /// The tensor's numbers outside of any graph; a write to them is seen by the tensor. Setting it makes the tensor share the
    /// other's memory from now on, with its shape and type, as PyTorch's <c>.data</c> does.
    /// </summary>
    /// <remarks>
    /// Data of another shape or type drop the <see cref="Grad"/>. Backward through a graph that was recorded before is
    /// then an error.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// Set to a tensor that is not floating while this one requires a gradient, or to one of another shape or type
    /// while this one is the result of a recorded operation.
    /// </exception>
    public Tensor Data
    {
        get => Alias();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (RequiresGrad && !value._dtype.IsFloatingPoint())
                throw new InvalidOperationException(
                    $"Data: a tensor that requires a gradient cannot take data of type {value._dtype}; convert them with To(DType.Float32)");
            var isAlike = value._shape.Equals(_shape) && value._dtype == _dtype;
            if (!isAlike && GradFn is { } node)
                throw new InvalidOperationException(
                    $"Data: data of shape {value._shape} and type {value._dtype} for the result of {node.Name}, which has "
                    + $"shape {_shape} and type {_dtype} and whose gradient will have them; only a leaf's data may be of "
                    + "another shape or type: Detach() the tensor first");
            var version = Version;
            var identity = value.ShareIdentity();
            (_storage, _shape, _strides, _offset, _dtype) =
                (value._storage, value._shape, value._strides, value._offset, value._dtype);
            _versionOffset = version + 1 - identity.Version;
            if (isAlike) return;
            ZeroGrad();
            if (_accumulator is { } before)
                _accumulator = new AccumulateGrad(this) { Attachments = before.Attachments };
        }
    }

    private Tensor Alias()
    {
        ShareIdentity();
        return new Tensor(_storage, _shape, _strides, _offset, _dtype) { _isInference = _isInference };
    }

    /// <summary>Whether an operation on this tensor is to be recorded here and now.</summary>
    internal bool IsRecorded => RequiresGrad && GradMode.IsEnabled;

    internal static bool AnyRecorded(Tensor a, Tensor b) => (a.RequiresGrad || b.RequiresGrad) && GradMode.IsEnabled;

    internal static bool AnyRecorded(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
            if (tensor.RequiresGrad) return GradMode.IsEnabled;
        return false;
    }

    /// <summary>Where this tensor's gradient goes: the node that made it, or a leaf's accumulator.</summary>
    internal Edge GradientEdge()
    {
        RefreshViewHistory();
        if (_gradFn is not null) return new Edge(_gradFn, _outputIndex);
        return _requiresGrad ? new Edge(_accumulator ?? MakeAccumulator(), 0) : default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AccumulateGrad MakeAccumulator()
    {
        Interlocked.CompareExchange(ref _accumulator, new AccumulateGrad(this), null);
        return _accumulator;
    }

    internal void SetGradFn(Node node, int outputIndex)
    {
        _gradFn = node;
        _outputIndex = outputIndex;
        _requiresGrad = true;
        if (_retainsGrad) node.Attached().Retain(this, outputIndex);
    }

    /// <summary>Whether a node made the tensor's present value: not one that was overwritten since.</summary>
    internal bool IsResultOf(Node node, int outputIndex) =>
        ReferenceEquals(GradFn, node) && _outputIndex == outputIndex;

    /// <summary>Adds a gradient that a backward pass brought to a leaf, or to a tensor that retains its own.</summary>
    internal void AccumulateGradient(Tensor grad)
    {
        lock (_gradLock)
        {
            if (_grad is not null)
            {
                if (!GradMode.IsEnabled && !_grad._isSetGradient && !_grad.HasOverlap)
                {
                    _grad.AccumulateInPlace(grad);
                    return;
                }

                _grad = _grad.AddGradient(grad);
                _grad.MarkAsSharedGradient();
                _grad.HoldAsGradient();
                return;
            }

            _grad = grad.AsOwnGradient(GradMode.IsEnabled);
            _grad.HoldAsGradient();
        }
    }

    /// <summary>Notes that more than one place may hold this gradient, so that none of them takes it for its own.</summary>
    internal void MarkAsSharedGradient() => _isSharedGradient = true;

    /// <summary>Notes that user code saw this gradient, and may keep it: nobody writes to it or gives its memory back.</summary>
    internal void MarkAsShown() => _isSharedGradient = _isShown = true;

    /// <summary>
    /// This gradient for somebody to keep: itself if nobody else can see it, and a copy if not, so that no two gradients ever share memory.
    /// </summary>
    internal Tensor AsOwnGradient(bool createGraph)
    {
        var own = !_isSharedGradient && !IsBufferShared && !createGraph && IsContiguous ? this : Clone();
        own._isSharedGradient = true;
        return own;
    }

    // Leaves are shared between threads that differentiate graphs of their own; contention is rare, so one lock serves all.
    private static readonly Lock _gradLock = new();
}
