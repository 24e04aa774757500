namespace Autograd;

/// <summary>
/// A <see cref="SavedTensor"/> and the operation that reads it. An operation without constants fits into the padding of
/// the struct, so it does not make its node larger.
/// </summary>
internal struct SavedTensor<TOp> : ISavedTensor
    where TOp : struct
{
    private readonly TOp _op;
    private Tensor? _tensor;
    private int _version;

    public SavedTensor(SavedTensor saved, TOp op)
    {
        _op = op;
        (_tensor, _version) = saved.Parts;
    }

    /// <summary>The operation.</summary>
    public readonly TOp Op => _op;

    readonly Tensor? ISavedTensor.Tensor => _tensor;

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
