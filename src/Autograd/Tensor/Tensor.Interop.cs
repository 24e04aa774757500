using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A read-only span of a contiguous tensor's own memory; nothing is copied.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a view whose elements are not in row-major order.
    /// </exception>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged => Expose<T>("AsSpan").Span;

    /// <summary>
    /// A contiguous tensor's own memory, to be read by methods that run later; nothing is copied.
    /// </summary>
    /// <remarks>
    /// The memory may be kept for any time: it outlives the tensor, and is never reused for others. Later writes to the
    /// tensor are seen through it.
    /// </remarks>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a view whose elements are not in row-major order.
    /// </exception>
    public ReadOnlyMemory<T> AsMemory<T>() where T : unmanaged => Expose<T>("AsMemory");

    /// <summary>
    /// The tensor's own memory with its sizes and strides, for <c>System.Numerics.Tensors</c>; nothing is copied. A
    /// 0-dimensional tensor is a span of one dimension there, of size 1.
    /// </summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a view with negative strides or with overlapping rows.
    /// </exception>
    public ReadOnlyTensorSpan<T> AsTensorSpan<T>() where T : unmanaged
    {
        CheckIs<T>("AsTensorSpan");
        if (NDim == 0) return new ReadOnlyTensorSpan<T>(_storage.Expose<T>(_offset, 1, _dtype).Span, [1]);
        Span<nint> lengths = stackalloc nint[NDim];
        Span<nint> strides = stackalloc nint[NDim];
        var count = 1;
        for (var d = 0; d < lengths.Length; d++)
        {
            // The stride of a step that is never made must be 0 there.
            (lengths[d], strides[d]) = (_shape.Sizes[d], _shape.Sizes[d] > 1 ? _strides[d] : 0);
            count += (int)((lengths[d] - 1) * strides[d]);
        }

        if (Numel == 0) return new ReadOnlyTensorSpan<T>(_storage.Expose<T>(_offset, 0, _dtype).Span, lengths);
        if (strides.ContainsAnyInRange(nint.MinValue, -1) || HasOverlapOfRows())
            throw new InvalidOperationException(
                $"AsTensorSpan: a view of shape {_shape} with strides ({string.Join(", ", _strides)}) is no tensor span, whose strides "
                + "are not negative and whose rows do not overlap; use Contiguous() first");
        return new ReadOnlyTensorSpan<T>(_storage.Expose<T>(_offset, count, _dtype).Span, lengths, strides);
    }

    private ReadOnlyMemory<T> Expose<T>(string op) where T : unmanaged
    {
        CheckIs<T>(op);
        if (!IsContiguous)
            throw new InvalidOperationException(
                $"{op}: the elements of this view of shape {_shape} do not lie in row-major order; use Contiguous() first, or ToArray()");

        // Neither a span nor a memory keeps the tensor alive, so these elements never go back to the buffer pool.
        return _storage.Expose<T>(_offset, Numel, _dtype);
    }

    private void CheckIs<T>(string op) where T : unmanaged
    {
        if (Recording.ActiveScopes != 0) Tracing.RefuseToRead(op, this);
        if (DTypes.Of<T>() != _dtype)
            throw new ArgumentException(
                $"{op}: the tensor is {_dtype}, not {DTypes.Of<T>()}; convert with To(DType.{DTypes.Of<T>()}) first, or use ToArray()");
    }

    /// <summary>True if rows overlap that are not merely repeated, as an expanded tensor's are.</summary>
    private bool HasOverlapOfRows()
    {
        if (!HasOverlap) return false;
        var kept = Enumerable.Range(0, NDim).Where(d => _strides[d] != 0).ToArray();
        return AliasWith(
            Shape.Create(Array.ConvertAll(kept, d => _shape.Sizes[d])), Array.ConvertAll(kept, d => _strides[d]), _offset).HasOverlap;
    }
}
