using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    private Node? _gradFn;
    private int _outputIndex;
    private bool _requiresGrad;
    private bool _retainsGrad;

    private AccumulateGrad? _accumulator;

    /// <summary>
    /// True if gradients are computed with respect to this tensor: for a leaf on which it was set, and for every result
    /// that was computed from such a leaf.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Set on a tensor that is not floating, or that is not a leaf.
    /// </exception>
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

    /// <summary>The recorded operation that made this tensor; null for a leaf.</summary>
    public Node? GradFn
    {
        get
        {
            RefreshViewHistory();
            return _gradFn;
        }
    }

    /// <summary>True if the tensor was made by the user and not by a recorded operation.</summary>
    public bool IsLeaf => GradFn is null;

    /// <summary>
    /// Computes the gradient of this scalar with respect to every leaf that it was computed from, and adds it to the
    /// leaf's <see cref="Grad"/>. The graph is released, unless it is kept. A tensor of several elements needs
    /// <paramref name="gradient"/>.
    /// </summary>
    /// <param name="gradient">
    /// The gradient of this tensor, of its shape; null for 1, if it has a single element.
    /// </param>
    /// <param name="retainGraph">True to keep the graph for another pass.</param>
    /// <param name="createGraph">
    /// True to record the pass too, so that gradients can be differentiated in turn; keeps the graph.
    /// </param>
    /// <exception cref="ArgumentException">The gradient has another shape.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor has several elements and no gradient was passed, it does not require a gradient, its graph was
    /// released, or a saved tensor was overwritten.
    /// </exception>
    public void Backward(Tensor? gradient = null, bool retainGraph = false, bool createGraph = false) =>
        BackwardPass.Run([this], [GradientToStartFrom("Backward", gradient)], retainGraph || createGraph, createGraph);

    /// <summary>
    /// The gradient of a root of a backward pass: the one that was passed, or 1 for a single element.
    /// </summary>
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

    /// <summary>A tensor that shares this one's memory, is part of no graph and requires no gradient.</summary>
    public Tensor Detach() => RequiresGrad && Tracing.IsActive ? TracedAlias() : Alias();

    /// <summary>
    /// A tensor that shares this one's memory and is part of no graph, so writes to it change this tensor. Setting it
    /// makes this tensor share the memory of the value, with its shape and type, as PyTorch's <c>.data</c> does.
    /// </summary>
    /// <remarks>
    /// Setting data of another shape or type drops the <see cref="Grad"/>, and a backward pass through a graph that was
    /// recorded before is then an error.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// Set to a tensor that is not floating while this one requires a gradient, or to one of another shape or type
    /// while this one is the result of a recorded operation.
    /// </exception>
    public Tensor Data
    {
        get => Detach();
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
                _accumulator = new AccumulateGrad(this) { Hooks = before.Hooks };
        }
    }

    /// <summary>A view of all elements, on which a trace goes on to record.</summary>
    private Tensor TracedAlias() => Tracing.Record(View(_shape, _strides, _offset), "Identity", [this]);

    private Tensor Alias()
    {
        ShareIdentity();
        return new Tensor(_storage, _shape, _strides, _offset, _dtype) { _isInference = _isInference };
    }

    /// <summary>True if an operation on this tensor is to be recorded under the present mode.</summary>
    internal bool IsRecorded => RequiresGrad && GradMode.IsEnabled;

    internal static bool AnyRecorded(Tensor a, Tensor b) => (a.RequiresGrad || b.RequiresGrad) && GradMode.IsEnabled;

    internal static bool AnyRecorded(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
            if (tensor.RequiresGrad) return GradMode.IsEnabled;
        return false;
    }

    /// <summary>
    /// The destination of this tensor's gradient: the node that made it, or the accumulator of a leaf.
    /// </summary>
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
        if (_retainsGrad) node.GetOrAddHooks().Retain(this, outputIndex);
    }

    /// <summary>True if the node made the tensor's present value, so that it was not overwritten since.</summary>
    internal bool IsResultOf(Node node, int outputIndex) =>
        ReferenceEquals(GradFn, node) && _outputIndex == outputIndex;
}
