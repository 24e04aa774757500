using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Concatenates tensors along a dimension that they all have, promoted to one type.</summary>
    /// <param name="tensors">
    /// At least one. Their other sizes are the same; an empty 1-dimensional tensor is skipped, as in PyTorch.
    /// </param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Gradient: to each tensor its part of g.</remarks>
    /// <exception cref="ArgumentException">
    /// There is no tensor, one is 0-dimensional, or the other sizes differ.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Cat(ReadOnlySpan<Tensor> tensors, int dim = 0) => CatOf("Cat", tensors, dim);

    /// <inheritdoc cref="Cat(ReadOnlySpan{Tensor}, int)"/>
    public static Tensor Cat(IReadOnlyList<Tensor> tensors, int dim = 0) => Cat(AsSpanOf(tensors), dim);

    private static Tensor CatOf(string op, ReadOnlySpan<Tensor> tensors, int dim)
    {
        if (tensors.IsEmpty) throw new ArgumentException($"{op}: no tensor to join; pass at least one");
        NoneNull(op, tensors, nameof(tensors));
        var dtype = tensors[0]._dtype;
        Tensor? first = null;
        for (var i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].NDim == 0)
                throw new ArgumentException($"{op}: tensor {i} is 0-dimensional and has no dimension to join along; use Stack");
            dtype = DTypes.Promote(dtype, tensors[i]._dtype);
            if (first is null && !IsSkippedByCat(tensors[i])) first = tensors[i];
        }

        if (first is null) return tensors[0].To(dtype).Clone();
        var d = first._shape.Dim(dim, op);
        var length = 0L;
        var lengths = new int[tensors.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            if (IsSkippedByCat(tensors[i])) continue;
            CheckCatSizes(op, first, tensors[i], i, d);
            lengths[i] = tensors[i]._shape.Sizes[d];
            length += lengths[i];
        }

        var shape = first.ResizedTo(op, d, length);
        var inputs = new Tensor[tensors.Length];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = tensors[i].To(dtype);
        var result = Join(inputs, lengths, d, shape, dtype);
        if (AnyRecorded(inputs)) new CatNode(inputs, lengths, d).SetHistory(result);
        return result;
    }

    private static bool IsSkippedByCat(Tensor tensor) => tensor.NDim == 1 && tensor.Numel == 0;

    private static ReadOnlySpan<Tensor> AsSpanOf(IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        return tensors switch
        {
            List<Tensor> list => CollectionsMarshal.AsSpan(list),
            Tensor[] array => array,
            _ => tensors.ToArray(),
        };
    }

    private static void CheckCatSizes(string op, Tensor first, Tensor tensor, int index, int dim)
    {
        var same = tensor.NDim == first.NDim;
        for (var d = 0; same && d < first.NDim; d++) same = d == dim || tensor._shape.Sizes[d] == first._shape.Sizes[d];
        if (!same)
            throw new ArgumentException(
                $"{op}: tensor {index} has shape {tensor._shape} and does not fit {first._shape}; all sizes but that of "
                + $"dimension {dim} must be the same");
    }

    /// <summary>
    /// Copies tensors of one type one after the other; <paramref name="lengths"/> are their sizes in the dimension.
    /// </summary>
    private static Tensor Join(ReadOnlySpan<Tensor> tensors, ReadOnlySpan<int> lengths, int dim, Shape shape, DType dtype)
    {
        var result = Uninitialized(shape, dtype);
        if (shape.Numel == 0) return result;
        var outer = 1;
        for (var d = 0; d < dim; d++) outer *= shape.Sizes[d];
        var step = shape.Numel / outer;
        var inner = step / shape.Sizes[dim];
        var at = 0;
        for (var i = 0; i < tensors.Length; i++)
        {
            var length = lengths[i] * inner;
            if (length == 0) continue;
            result.WriteBlocks(tensors[i], at, step, length, outer);
            at += length;
        }

        return result;
    }

    private void WriteBlocks(Tensor source, int at, int step, int length, int count)
    {
        // Only the data are needed: contiguous, and not recorded.
        var x = source.IsContiguous ? source : source.CopyData();
        using var xData = x.Read();
        using var data = Write();
        switch (_dtype.ItemSize())
        {
            case 1: Kernels.StridedBlockCopy.Copy<byte>(xData.Span<byte>(), length, data.Span<byte>()[at..], step, length, count); break;
            case 2: Kernels.StridedBlockCopy.Copy<short>(xData.Span<short>(), length, data.Span<short>()[at..], step, length, count); break;
            case 4: Kernels.StridedBlockCopy.Copy<int>(xData.Span<int>(), length, data.Span<int>()[at..], step, length, count); break;
            default: Kernels.StridedBlockCopy.Copy<long>(xData.Span<long>(), length, data.Span<long>()[at..], step, length, count); break;
        }
    }

    private sealed class CatNode : Node
    {
        private readonly int[] _lengths;
        private readonly int _dim;
        private readonly bool[] _skipped;

        public CatNode(ReadOnlySpan<Tensor> inputs, int[] lengths, int dim)
        {
            InputCount = inputs.Length;
            _lengths = lengths;
            _dim = dim;
            _skipped = new bool[inputs.Length];
            for (var i = 0; i < inputs.Length; i++)
            {
                _skipped[i] = IsSkippedByCat(inputs[i]);
                Connect(i, inputs[i]);
            }
        }

        public override string Name => "CatBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var start = 0;
            for (var i = 0; i < _lengths.Length; i++)
            {
                if (inputs.Needs(i))
                    inputs.Set(i, _skipped[i] ? Zeros(Shape.Create(0), grad._dtype) : grad.Narrow(_dim, start, _lengths[i]));
                start += _lengths[i];
            }
        }
    }
}
