using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// A strided view of a buffer of numbers that remembers how it was computed, so that <see cref="Backward()"/> can differentiate
/// it. Sizes, strides and element types are PyTorch's.
/// </summary>
/// <remarks>
/// Reading a tensor from several threads is safe; writing to it while others read is not. Nothing has to be disposed.
/// </remarks>
public sealed partial class Tensor
{
    private Array _data;
    private Shape _shape;
    private int[] _strides;
    private int _offset;
    private DType _dtype;

    internal Tensor(Array data, Shape shape, DType dtype)
        : this(data, shape, shape.ContiguousStrides, 0, dtype)
    {
    }

    private Tensor(Array data, Shape shape, int[] strides, int offset, DType dtype)
    {
        _data = data;
        _shape = shape;
        _strides = strides;
        _offset = offset;
        _dtype = dtype;
    }

    /// <summary>The sizes of the dimensions.</summary>
    public Shape Shape => _shape;

    /// <summary>The type of the elements.</summary>
    public DType DType => _dtype;

    /// <summary>The number of dimensions.</summary>
    public int NDim => _shape.Count;

    /// <summary>The number of elements.</summary>
    public int Numel => _shape.Numel;

    /// <summary>The step, in elements, from one index of each dimension to the next. A transposed or stepped view has others than its copy.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>Where in its buffer the tensor's first element is.</summary>
    public int StorageOffset => _offset;

    /// <summary>The size of one dimension; negative counts from the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public int Size(int dim) => _shape.Sizes[_shape.Dim(dim, "size")];

    /// <summary>Whether the elements lie one after the other in row-major order.</summary>
    public bool IsContiguous => ReferenceEquals(_strides, _shape.ContiguousStrides) || HasContiguousStrides();

    private bool HasContiguousStrides()
    {
        var expected = 1;
        var sizes = _shape.Sizes;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            if (sizes[d] == 0) return true;
            if (sizes[d] == 1) continue;
            if (_strides[d] != expected) return false;
            expected *= sizes[d];
        }

        return true;
    }

    /// <summary>
    /// The elements of a contiguous tensor, to read or to write. They are there as long as the tensor is: whoever works on the span refers to
    /// the tensor afterwards, if only by <see cref="GC.KeepAlive"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<T> Span<T>() where T : unmanaged => new(Buffer<T>(), _offset, _shape.Numel);

    /// <summary>
    /// The whole buffer, for walks by strides from <see cref="StorageOffset"/>. It belongs to the tensor only as long as the tensor lives, as
    /// with <see cref="Span{T}"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T[] Buffer<T>() where T : unmanaged
    {
        var buffer = Unsafe.As<T[]>(_data);
        if (MemoryCheck.IsOn) MemoryCheck.Look();
        return buffer;
    }

    /// <summary>Whether the two look at the same buffer.</summary>
    internal bool SharesStorage(Tensor other) => ReferenceEquals(_data, other._data);

    /// <summary>Whether one buffer element stands for several of the tensor's, as after <c>Expand</c>.</summary>
    internal bool HasOverlap
    {
        get
        {
            for (var d = 0; d < _strides.Length; d++)
                if (_strides[d] == 0 && _shape.Sizes[d] > 1) return true;
            return false;
        }
    }
}
