namespace Autograd;

public sealed partial class Tensor
{
    private int _versionOffset;

    // What a view was made of, and the version at which its GradFn was computed; null for a tensor that is no view.
    private Tensor? _base;
    private int _viewVersion;

    /// <summary>How often the data were written since the tensor was made; views of one buffer count together.</summary>
    internal int Version => (_storage.Identity?.Version ?? 0) + _versionOffset;

    /// <summary>The tensor that this one is a view of, or null.</summary>
    internal Tensor? Base => _base;

    /// <summary>Whether other tensors look, or looked, at the buffer.</summary>
    private bool IsBufferShared => _storage.Identity is { IsShared: true };

    private BufferIdentity ShareIdentity()
    {
        var identity = _storage.GetOrAddIdentity();
        identity.IsShared = true;
        return identity;
    }

    private void BumpVersion()
    {
        if (!_isInference) Interlocked.Increment(ref _storage.GetOrAddIdentity().Version);
    }

    /// <summary>A view of this tensor's buffer, not yet part of any graph.</summary>
    internal Tensor View(Shape shape, int[] strides, int offset)
    {
        var identity = ShareIdentity();

        // Slices that leave nothing may start behind the end of the buffer, where not even an empty span can.
        if (shape.Numel == 0) offset = identity.Start;
        return new Tensor(_storage, shape, strides, offset, _dtype)
        {
            _versionOffset = _versionOffset,
            _base = _base ?? this,
            _viewVersion = identity.Version,
            _isInference = _isInference,
        };
    }

    /// <summary>The same memory seen otherwise, for a kernel: of no graph, and no view that anyone could follow.</summary>
    private Tensor AliasWith(Shape shape, int[] strides, int offset) => new(_storage, shape, strides, offset, _dtype);

    /// <summary>
    /// A write through another view may have made this view's history stale: it is then the corresponding part of what its base
    /// now is.
    /// </summary>
    private void RefreshViewHistory()
    {
        if (_base is not null && _viewVersion != _storage.Identity!.Version) TakeHistoryFrom(_base);
    }

    private void TakeHistoryFrom(Tensor @base)
    {
        _viewVersion = _storage.Identity!.Version;
        if (!@base.SharesStorage(this)) return;
        if (@base.RequiresGrad)
        {
            new AsStridedNode(@base, this).Produce(this);
        }
        else if (_gradFn is not null)
        {
            _gradFn = null;
            _requiresGrad = false;
        }
    }

    /// <summary>Checks that the tensor may be written to here.</summary>
    /// <exception cref="InvalidOperationException">It is a leaf that requires a gradient, or several elements share memory.</exception>
    internal void CheckWritable(string op)
    {
        if (HasOverlap)
            throw new InvalidOperationException(
                $"{op}: the tensor of shape {_shape} is expanded: several of its elements are one number in memory; Clone() it first");
        CheckInferenceWrite(op);
        if (Recording.Watchers != 0) Recording.NoticeWrite(op, this);
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
    /// Notes that the data were overwritten, and, if the write was recorded, that this tensor is now the result of
    /// <paramref name="node"/>, whose input 0 is what it was before.
    /// </summary>
    private void CompleteWrite(Node? node)
    {
        BumpVersion();
        if (node is not null) CompleteWriteOf(node, 0);
    }

    /// <summary>Makes the tensor, whose data were overwritten and counted, an output of <paramref name="node"/>.</summary>
    internal void CompleteWriteOf(Node node, int outputIndex)
    {
        if (_base is null || !_base.SharesStorage(this))
        {
            node.Produce(this, outputIndex);
            return;
        }

        // The base changed in the part that this view shows; the view's own history follows from the base's.
        new CopySlicesNode(_base, this, node).Produce(_base);
        RefreshViewHistory();
    }
}
