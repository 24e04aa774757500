using System.Runtime.CompilerServices;
using Autograd.Kernels;

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

    // Leases in the form of a call: a kernel is passed the elements of contiguous tensors, which are kept alive until
    // it returns. Small operations use it, because the `finally` of a `using` declaration takes a tenth of their time.
    // An exception ends the method without KeepAlive, but then nothing reads the spans any more.

    /// <summary>Runs a kernel on the elements of a contiguous tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TResult Apply<T, TResult, TKernel>(TKernel kernel, Tensor x)
        where T : unmanaged
        where TKernel : struct, IReadKernel<T, TResult>
    {
        var result = kernel.Invoke(x.DangerousGetSpan<T>());
        GC.KeepAlive(x);
        return result;
    }

    /// <summary>Runs a kernel that writes the elements of a contiguous tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<T, TKernel>(TKernel kernel, Tensor y)
        where T : unmanaged
        where TKernel : struct, IWriteKernel<T>
    {
        kernel.Invoke(y.DangerousGetSpan<T>());
        GC.KeepAlive(y);
    }

    /// <summary>Runs a kernel from one contiguous tensor to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TIn, TOut, TKernel>(TKernel kernel, Tensor x, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        kernel.Invoke(x.DangerousGetSpan<TIn>(), y.DangerousGetSpan<TOut>());
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    /// <summary>Runs a kernel from two contiguous tensors to a third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TIn, TOut, TKernel>(TKernel kernel, Tensor a, Tensor b, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        kernel.Invoke(a.DangerousGetSpan<TIn>(), b.DangerousGetSpan<TIn>(), y.DangerousGetSpan<TOut>());
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> DangerousGetSpan<T>() where T : unmanaged => _storage.DangerousGetSpan<T>(_offset, _shape.Numel, _dtype);

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
