namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The value of a tensor of one element, as a double; <c>x.item()</c>. Exact for every type but Int64 beyond 2^53: see <see
    /// cref="Item{T}"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
    public double Item() => _dtype == DType.Float32 ? Item<float>() : Item<double>();

    /// <summary>The value of a tensor of one element as a .NET number; integers that do not fit wrap around.</summary>
    /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
    public T Item<T>() where T : unmanaged
    {
        if (Numel != 1)
            throw new InvalidOperationException(
                $"Item: only a tensor of one element is a number, and this has shape {_shape}; use ToArray(), or index it first");
        var x = _dtype == DTypes.Of<T>() ? this : To(DTypes.Of<T>());
        using var xData = x.Read();
        return xData.Buffer<T>()[x._offset];
    }

    /// <summary>A copy of the elements in row-major order.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        var result = new T[Numel];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>Copies the elements in row-major order.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type, or the destination is too short.</exception>
    public void CopyTo<T>(Span<T> destination) where T : unmanaged
    {
        CheckElementType<T>("CopyTo");
        if (destination.Length < Numel)
            throw new ArgumentException($"CopyTo: {Numel} elements into a span of {destination.Length}; pass a longer one");
        using var data = Read();
        if (IsContiguous) data.Span<T>().CopyTo(destination);
        else Kernels.Strided.Gather(data.Buffer<T>(), _offset, _shape.Sizes, _strides, destination[..Numel]);
    }

    /// <summary>The elements of a contiguous tensor, in its own memory, to read.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
    /// <exception cref="InvalidOperationException">The tensor is a view whose elements are not in row-major order.</exception>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged
    {
        CheckElementType<T>("AsSpan");
        if (!IsContiguous)
            throw new InvalidOperationException(
                $"AsSpan: the elements of this view of shape {_shape} do not lie in row-major order; use Contiguous() first, or ToArray()");

        // A span does not keep the tensor alive, so the memory is the caller's for good.
        return _storage.GiveAway<T>(_offset, Numel, _dtype);
    }

    private void CheckElementType<T>(string op) where T : unmanaged
    {
        if (DTypes.Of<T>() != _dtype)
            throw new ArgumentException(
                $"{op}: the tensor is {_dtype}, not {DTypes.Of<T>()}; convert with To(DType.{DTypes.Of<T>()}) first");
    }
}
