using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    private int _versionOffset;
    private bool _isInference;

    // The tensor that a view was made of, null if this is not a view; and the version at which the view's GradFn was
    // made.
    private Tensor? _base;
    private int _viewVersion;

    /// <summary>The version counter: the number of writes to the data. Views of one buffer share it.</summary>
    internal int Version => (_storage.Identity?.Version ?? 0) + _versionOffset;

    /// <summary>The version to store with a tensor that is saved for a backward pass.</summary>
    /// <exception cref="InvalidOperationException">The tensor was made inside of inference mode.</exception>
    internal int VersionToSave
    {
        get
        {
            if (_isInference) ThrowSavedInference();
            return Version;
        }
    }

    /// <summary>
    /// True if the tensor was made inside of <see cref="GradMode.InferenceMode"/>, so that it cannot become part of a
    /// graph. <c>Clone()</c> makes an ordinary tensor of it.
    /// </summary>
    public bool IsInference => _isInference;

    /// <summary>The tensor that this one is a view of; null if it is not a view.</summary>
    internal Tensor? Base => _base;

    /// <summary>True if other tensors share the buffer, or did.</summary>
    private bool IsBufferShared => _storage.Identity is { IsShared: true };

    private BufferIdentity ShareIdentity()
    {
        var identity = _storage.GetOrAddIdentity();
        identity.IsShared = true;
        return identity;
    }

    private void BumpVersion()
    {
        _number = null;
        if (!_isInference) Interlocked.Increment(ref _storage.GetOrAddIdentity().Version);
    }

    /// <summary>A view of this tensor's buffer, which the caller connects to the graph.</summary>
    internal Tensor View(Shape shape, int[] strides, int offset)
    {
        var identity = ShareIdentity();

        // An empty slice may start behind the end of the buffer, which even an empty span must not.
        if (shape.Numel == 0) offset = identity.Start;
        return new Tensor(_storage, shape, strides, offset, _dtype)
        {
            _versionOffset = _versionOffset,
            _base = _base ?? this,
            _viewVersion = identity.Version,
            _isInference = _isInference,
        };
    }

    /// <summary>
    /// The same memory with another shape and strides, for a kernel. It is part of no graph, and not tracked as a view.
    /// </summary>
    internal Tensor AliasWith(Shape shape, int[] strides, int offset) => new(_storage, shape, strides, offset, _dtype);

    /// <summary>
    /// Updates the history of a view after a write to its base or to another view of it: the view is then the
    /// corresponding part of the base as it is now.
    /// </summary>
    private void RefreshViewHistory()
    {
        if (_base is not null && _viewVersion != _storage.Identity!.Version) RegenerateHistory(_base);
    }

    private void RegenerateHistory(Tensor @base)
    {
        _viewVersion = _storage.Identity!.Version;
        if (!@base.SharesStorage(this)) return;
        if (@base.RequiresGrad)
        {
            new AsStridedNode(@base, this).SetHistory(this);
        }
        else if (_gradFn is not null)
        {
            _gradFn = null;
            _requiresGrad = false;
        }
    }

    /// <summary>Checks that the tensor may be written in place under the present mode.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is, or is a view of, a leaf that requires a gradient; its elements overlap in memory; it was made under
    /// another mode; or it is in the memory of an input of a checkpoint.
    /// </exception>
    internal void CheckWritable(string op)
    {
        if (HasOverlap)
            throw new InvalidOperationException(
                $"{op}: the tensor of shape {_shape} is expanded: several of its elements are one number in memory; Clone() it first");
        CheckInferenceWrite(op);
        if (Recording.ActiveScopes != 0) Recording.NotifyWrite(op, this);
        if (!GradMode.IsEnabled) return;
        if (_requiresGrad && GradFn is null)
            throw new InvalidOperationException(
                $"{op}: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the graph; "
                + "write under GradMode.NoGrad(), or compute a new tensor");
        if (_base is { _requiresGrad: true } && _base.GradFn is null)
            throw new InvalidOperationException(
                $"{op}: a view of a leaf that requires a gradient cannot be written in place; write under GradMode.NoGrad()");
        if (_base is { RequiresGrad: true } && GradFn is null && _base.SharesStorage(this))
            throw new InvalidOperationException(
                $"{op}: this view was made under GradMode.NoGrad(), so a write to it cannot be recorded for the tensor behind it; "
                + "make the view where recording is on, or write under GradMode.NoGrad() too");
    }

    /// <summary>
    /// Increments the version after a write. If the write was recorded, makes this tensor the output of
    /// <paramref name="node"/>, whose input 0 is the tensor before the write.
    /// </summary>
    private void CompleteWrite(Node? node)
    {
        BumpVersion();
        if (node is not null) CompleteWriteOf(node, 0);
    }

    /// <summary>
    /// Makes the tensor an output of <paramref name="node"/>, which overwrote its data; the version is incremented
    /// already.
    /// </summary>
    internal void CompleteWriteOf(Node node, int outputIndex)
    {
        if (_base is null || !_base.SharesStorage(this))
        {
            node.SetHistory(this, outputIndex);
            return;
        }

        // The write changed a part of the base, so the base gets the new node, and the view's history is derived from
        // it.
        new CopySlicesNode(_base, this, node).SetHistory(_base);
        RefreshViewHistory();
    }

    private void CheckInferenceWrite(string op)
    {
        if (_isInference && !GradMode.IsInferenceMode)
            throw new InvalidOperationException(
                $"{op}: the tensor of shape {_shape} was made inside of GradMode.InferenceMode(), where writes are not counted, and "
                + "cannot be written in place outside of it; Clone() it first, or make it under GradMode.NoGrad()");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowSavedInference() => throw new InvalidOperationException(
        $"InferenceMode: a tensor of shape {_shape} that was made inside of GradMode.InferenceMode() cannot be saved for a backward pass; Clone() it "
        + "outside and use the clone, or make it under GradMode.NoGrad()");
}
