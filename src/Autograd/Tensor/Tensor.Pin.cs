namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Pins the memory of a contiguous tensor for native code.</summary>
    /// <exception cref="InvalidOperationException">The tensor's elements are not in row-major order.</exception>
    internal PinnedTensor Pin()
    {
        if (!IsContiguous)
            throw new InvalidOperationException("a tensor was pinned that is not contiguous; this is a fault of the library, please report it");
        return new PinnedTensor(this, _storage.GetArray(), _offset);
    }
}
