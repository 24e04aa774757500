namespace Autograd.IO;

/// <summary>
/// A part of a storage of tensors, while a pickle is read. It is no part of a result.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="start">The first element.</param>
/// <param name="length">The number of elements.</param>
internal sealed class PickleStorage(TorchStorage storage, long start, long length) : PickleValue
{
    public TorchStorage Storage => storage;

    public long Start => start;

    public long Length => length;

    public override PickleKind Kind => PickleKind.None;
}
