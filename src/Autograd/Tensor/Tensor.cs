using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// A strided view of a buffer of numbers, with the recorded operation that computed it, so that <see cref="Backward"/>
/// can differentiate it. Sizes, strides and element types are PyTorch's.
/// </summary>
/// <remarks>
/// Several threads may read a tensor at the same time; writing to it while others read is not safe. Tensors need not be
/// disposed.
/// </remarks>
public sealed partial class Tensor
{
    private TensorStorage _storage;
    private Shape _shape;
    private int[] _strides;
    private int _offset;
    private DType _dtype;

    internal Tensor(Array data, Shape shape, DType dtype)
        : this(new TensorStorage(data), shape, shape.ContiguousStrides, 0, dtype)
    {
        if (GradMode.IsInferenceMode) _isInference = true;
    }

    private Tensor(TensorStorage storage, Shape shape, int[] strides, int offset, DType dtype)
    {
        _storage = storage;
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

    /// <summary>
    /// The distance, in elements, between adjacent indices of each dimension. Those of a transposed or stepped view
    /// differ from those of its contiguous copy.
    /// </summary>
    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>
    /// The index of the tensor's first element in the memory that it shares with its views: 0 unless it is a view.
    /// </summary>
    public int StorageOffset => _offset - _storage.Start;

    /// <summary>The index of the tensor's first element in <see cref="TensorStorage.ReadLease.Buffer{T}"/>.</summary>
    internal int Offset => _offset;

    /// <summary>The size of a dimension; negative indices count from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public int Size(int dim) => _shape.Sizes[_shape.Dim(dim, "Size")];

    /// <summary>True if the elements are adjacent in memory, in row-major order.</summary>
    public bool IsContiguous
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(_strides, _shape.ContiguousStrides) || HasContiguousStrides();
    }

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
    /// A lease on the elements for reading: <c>using var xData = x.Read();</c>, in this form only; see
    /// <see cref="TensorStorage"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TensorStorage.ReadLease Read(in byte scope = 0) => _storage.Read(_offset, _shape.Numel, _dtype, in scope);

    /// <summary>
    /// A lease on the elements for writing: <c>using var resultData = result.Write();</c>, in this form only.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TensorStorage.WriteLease Write(in byte scope = 0) => _storage.Write(_offset, _shape.Numel, _dtype, in scope);

    /// <summary>
    /// A lease on an optional operand for reading; if the operand is null, the lease's span is empty.
    /// </summary>
    internal static TensorStorage.ReadLease ReadIfAny(Tensor? tensor, in byte scope = 0) =>
        tensor is null ? default : tensor.Read(in scope);

    /// <summary>A lease on an optional result for writing; if the result is null, the lease's span is empty.</summary>
    internal static TensorStorage.WriteLease WriteIfAny(Tensor? tensor, in byte scope = 0) =>
        tensor is null ? default : tensor.Write(in scope);

    /// <summary>An object that identifies the buffer: the same for all tensors that share it.</summary>
    internal object? StorageKey => _storage.Key;

    /// <summary>True if the two share a buffer.</summary>
    internal bool SharesStorage(Tensor other) => _storage.SharesArrayWith(other._storage);

    /// <summary>
    /// True if several elements of the tensor may be one element of the buffer, as after <c>Expand</c> or in
    /// overlapping windows. Strides are checked from the smallest to the greatest: each must exceed the extent of all
    /// smaller ones, as it does in every slice of a contiguous tensor.
    /// </summary>
    internal bool HasOverlap
    {
        get
        {
            if (IsContiguous) return false;
            Span<int> order = stackalloc int[_strides.Length];
            var reach = 0L;
            for (var d = 0; d < order.Length; d++)
            {
                var at = d;
                for (; at > 0 && Math.Abs(_strides[order[at - 1]]) > Math.Abs(_strides[d]); at--) order[at] = order[at - 1];
                order[at] = d;
            }

            foreach (var d in order)
            {
                var steps = _shape.Sizes[d] - 1;
                if (steps <= 0) continue;
                long stride = Math.Abs(_strides[d]);
                if (stride <= reach) return true;
                reach += stride * steps;
            }

            return false;
        }
    }
}
