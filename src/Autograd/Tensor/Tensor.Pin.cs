namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Pins the memory of a contiguous tensor for native code.</summary>
    /// <exception cref="InvalidOperationException">The tensor's elements are not in row-major order.</exception>
    internal PinnedTensor Pin()
    {
        if (!IsContiguous)
            throw new InvalidOperationException($"Pin: the elements of this view of shape {_shape} do not lie in row-major order; use Contiguous() first");
        return new PinnedTensor(this, _storage.GetArray(), _offset);
    }
}
