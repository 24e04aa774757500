using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Along one dimension, for each element of <paramref name="index"/> the element that it names: y[i, j] = x[i,
    /// index[i, j]] for dim 1.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, with as many dimensions as the tensor; in every other dimension no larger than it.</param>
    /// <returns>A tensor of the index's shape.</returns>
    /// <remarks>Gradient: zeros with g added at the named elements.</remarks>
    /// <exception cref="ArgumentException">The index has other dimensions, or is not of an integer type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is outside of it.</exception>
    public Tensor Gather(int dim, Tensor index) => Take(AlongDim("gather", dim, index), "Gather");

    /// <summary>
    /// A copy to which the source is added along one dimension where the index says: y[i, index[i, j]] += source[i, j] for dim 1.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, with as many dimensions as the tensor; in every other dimension no larger than it.</param>
    /// <param name="source">What is added, of the tensor's type; no smaller than the index in any dimension.</param>
    /// <remarks>Gradient: g to this tensor; g at the index to the source. Repeated indices are summed, always in the same
    /// order.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or the types differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is outside of it.</exception>
    public Tensor ScatterAdd(int dim, Tensor index, Tensor source)
    {
        var selection = AlongDim("scatterAdd", dim, index);
        if (source._dtype != _dtype)
            throw new ArgumentException(
                $"scatterAdd: a source of type {source._dtype} for a tensor of type {_dtype}; convert it with To");
        if (source.NDim != index.NDim) throw SourceDoesNotFit();
        for (var d = 0; d < index.NDim; d++)
        {
            if (source._shape.Sizes[d] < index._shape.Sizes[d]) throw SourceDoesNotFit();
            source = source._shape.Sizes[d] == index._shape.Sizes[d] ? source : source.Narrow(d, 0, index._shape.Sizes[d]);
        }

        var result = CopyData();
        result.AddAt(selection, source);
        if (AnyRecorded(this, source)) new ScatterAddNode(this, source, selection).Produce(result);
        return result;

        ArgumentException SourceDoesNotFit() => new(
            $"scatterAdd: a source of shape {source._shape} for an index of shape {index._shape}; it must be as large in "
            + "every dimension");
    }

    /// <summary>The indices of one dimension that a list names, in its order; the list may repeat.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="index">Integers, in one dimension or none.</param>
    /// <remarks>Gradient: zeros with g added at the indices.</remarks>
    /// <exception cref="ArgumentException">The index has more than one dimension, or is not of an integer type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is outside of it.</exception>
    public Tensor IndexSelect(int dim, Tensor index)
    {
        var d = _shape.Dim(dim, "indexSelect");
        CheckIsIndex("indexSelect", index);
        if (index.NDim > 1)
            throw new ArgumentException($"indexSelect: an index of shape {index._shape}; it must have one dimension");
        var indices = AdvancedIndex.Checked(index, _shape.Sizes[d], d, "indexSelect");
        return Take(IndexSelection.OfDim(_shape, d, indices, Shape.Create(indices.Length)), "IndexSelect");
    }

    private Selection AlongDim(string op, int dim, Tensor index)
    {
        CheckIsIndex(op, index);
        var d = _shape.Dim(dim, op);
        var fits = index.NDim == NDim;
        for (var k = 0; fits && k < NDim; k++) fits = k == d || index._shape.Sizes[k] <= _shape.Sizes[k];
        if (!fits)
            throw new ArgumentException(
                $"{op}: an index of shape {index._shape} for shape {_shape}; it needs {NDim} dimensions, and but for "
                + $"dimension {d} no larger ones");
        return new DimSelection(_shape, index._shape, d, AdvancedIndex.Checked(index, _shape.Sizes[d], d, op));
    }

    private static void CheckIsIndex(string op, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (!index._dtype.IsInteger())
            throw new ArgumentException(
                $"{op}: an index of type {index._dtype}; it must be of an integer type, as To(DType.Int64) makes it");
    }

    /// <summary>One index of a dimension for each element of the result, whose other coordinates are its own.</summary>
    private sealed class DimSelection(Shape inputShape, Shape indexShape, int dim, int[] indices)
        : Selection(inputShape, indexShape)
    {
        public override IndexOffsets OffsetsFor(ReadOnlySpan<int> strides, int origin)
        {
            Span<int> others = stackalloc int[strides.Length];
            strides.CopyTo(others);
            others[dim] = 0;
            var block = IndexOffsets.OfBlock(ResultShape.Sizes, others);
            var positions = new int[indices.Length];
            for (var k = 0; k < positions.Length; k++) positions[k] = block[k] + indices[k] * strides[dim];
            return new IndexOffsets(origin, positions);
        }
    }

    private sealed class ScatterAddNode : Node
    {
        private readonly Selection _selection;

        public ScatterAddNode(Tensor target, Tensor source, Selection selection)
        {
            InputCount = 2;
            _selection = selection;
            Connect(0, target);
            Connect(1, source);
        }

        public override string Name => "ScatterAddBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            inputs.Set(0, grad);
            if (inputs.Needs(1)) inputs.Set(1, grad.Take(_selection, "Gather"));
        }
    }
}
