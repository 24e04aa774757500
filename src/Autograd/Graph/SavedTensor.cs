using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// A tensor that an operation saves for its backward pass, with the value of its version counter. If the data are
/// overwritten before the backward pass reads them, the versions differ and <see cref="Unpack"/> throws.
/// </summary>
internal struct SavedTensor : ISavedTensor
{
    private Tensor? _tensor;
    private int _version;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SavedTensor(Tensor tensor)
        : this(tensor, tensor.VersionToSave)
    {
    }

    /// <summary>
    /// Saves a tensor for a node that is made before the operation decides whether to record it. Tensors that were made
    /// in inference mode cannot be saved for a recorded operation; they are accepted if <paramref name="isRecorded"/>
    /// is false.
    /// </summary>
    public static SavedTensor Of(Tensor tensor, bool isRecorded) =>
        isRecorded ? new SavedTensor(tensor) : new SavedTensor(tensor, tensor.Version);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SavedTensor(Tensor? tensor, int version)
    {
        _tensor = tensor;
        _version = version;
    }

    /// <summary>The tensor and the version, for a struct that stores them in fields of its own.</summary>
    internal readonly (Tensor? Tensor, int Version) Parts => (_tensor, _version);

    readonly Tensor? ISavedTensor.Tensor => _tensor;

    /// <summary>The tensor, whose data are unchanged since it was saved.</summary>
    /// <exception cref="InvalidOperationException">
    /// It was overwritten, or released by an earlier backward pass.
    /// </exception>
    public readonly Tensor Unpack(Node node)
    {
        if (_tensor is not { } tensor) throw AlreadyReleased(node);
        if (tensor.Version != _version) throw Overwritten(node, tensor, _version);
        return tensor;
    }

    /// <summary>Drops the reference to the tensor.</summary>
    public void Release() => _tensor = null;

    /// <summary>Replaces the saved tensor by a copy if it shares the memory that is about to be overwritten.</summary>
    public void Preserve(Tensor overwritten)
    {
        if (_tensor is not { } tensor || !tensor.SharesStorage(overwritten) || tensor.Version != _version) return;
        _tensor = tensor.Snapshot();
        _version = _tensor.Version;
    }

    private static InvalidOperationException AlreadyReleased(Node node) => new(
        $"Backward: the values that {node.Name} saved were released by an earlier Backward through it; if a state of the previous "
        + "step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the first time");

    private static InvalidOperationException Overwritten(Node node, Tensor tensor, int version) => new(
        $"Backward: a tensor of shape {tensor.Shape} that {node.Name} needs for its gradient was overwritten in place "
        + $"(it is at version {tensor.Version}, and was saved at version {version}); compute the new value out of place, "
        + "or Clone() the tensor before the operation that needs it");
}

/// <summary>
/// A <see cref="SavedTensor"/> together with the operation whose formula reads it. They are one struct to save memory:
/// an operation without constants fits into the padding behind the version.
/// </summary>
internal struct SavedTensor<TOp> : ISavedTensor
    where TOp : struct
{
    private readonly TOp _op;
    private Tensor? _tensor;
    private int _version;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SavedTensor(SavedTensor saved, TOp op)
    {
        _op = op;
        (_tensor, _version) = saved.Parts;
    }

    /// <summary>The operation.</summary>
    public readonly TOp Op => _op;

    readonly Tensor? ISavedTensor.Tensor => _tensor;

    readonly IElementwiseOp? ISavedTensor.Op => _op as IElementwiseOp;

    /// <inheritdoc cref="SavedTensor.Unpack"/>
    public readonly Tensor Unpack(Node node) => new SavedTensor(_tensor, _version).Unpack(node);

    /// <inheritdoc cref="SavedTensor.Release"/>
    public void Release() => _tensor = null;

    /// <inheritdoc cref="SavedTensor.Preserve"/>
    public void Preserve(Tensor overwritten)
    {
        var saved = new SavedTensor(_tensor, _version);
        saved.Preserve(overwritten);
        (_tensor, _version) = saved.Parts;
    }
}
