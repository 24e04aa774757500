using System.Collections;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// An index list, index tensor or mask after checking: for each dimension that it covers, the non-negative index of
/// each selected element.
/// </summary>
/// <param name="Dim">The first dimension that it covers, in the view that the basic indices produce.</param>
/// <param name="Values">One array for each dimension; a mask of several dimensions has several.</param>
/// <param name="Shape">
/// The shape of the selected elements: that of the index tensor, or one dimension for a mask.
/// </param>
internal sealed record AdvancedIndex(int Dim, IndexBuffer[] Values, Shape Shape)
{
    /// <summary>Reads and checks an index of dimension <paramref name="dim"/> of <paramref name="shape"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of its dimension.</exception>
    /// <exception cref="ArgumentException">
    /// The sizes of a mask differ from those of the dimensions that it covers.
    /// </exception>
    public static AdvancedIndex Read(TensorIndex index, Shape shape, int dim, int viewDim)
    {
        if (index.Kind == IndexKind.Tensor)
        {
            var tensor = index.AsTensor;
            return tensor.DType == DType.Bool
                ? OfMask(tensor, shape, dim, viewDim)
                : new AdvancedIndex(viewDim, [Wrapped(tensor, shape.Sizes[dim], dim, "Indexer")], tensor.Shape);
        }

        // If no value is negative, the array of the index itself serves: it is never written to.
        var values = index.Kind == IndexKind.OneElementList ? [index.Start] : (int[])index.Values!;
        var block = Shape.Create(values.Length);
        if (IndexConversion.AreInRange(values, shape.Sizes[dim])) return new AdvancedIndex(viewDim, [values], block);
        var wrapped = new int[values.Length];
        for (var i = 0; i < values.Length; i++) wrapped[i] = Tensor.WrapIndex(values[i], shape.Sizes[dim], dim, "Indexer");
        return new AdvancedIndex(viewDim, [wrapped], block);
    }

    /// <summary>
    /// Returns the values of an index tensor of any integer type, in row-major order, as non-negative indices.
    /// </summary>
    public static IndexBuffer Wrapped(Tensor indices, int size, int dim, string op)
    {
        indices = indices.Long().Contiguous();
        using var indicesData = indices.Read();
        var values = indicesData.Span<long>();
        var result = new IndexBuffer(values.Length);
        using var resultData = result.Write();
        var wrapped = resultData.Span<int>();
        if (!IndexConversion.TryNarrow(values, size, wrapped))
            for (var i = 0; i < wrapped.Length; i++) wrapped[i] = Tensor.WrapIndex(values[i], size, dim, op);
        Tracing.Current?.NoteIndices(result.Key, indices.GradientEdge());
        return result;
    }

    /// <summary>Like <see cref="Wrapped"/>, for the operations that reject negative indices, as PyTorch's do.</summary>
    public static IndexBuffer Checked(Tensor indices, int size, int dim, string op)
    {
        indices = indices.Long().Contiguous();
        using var indicesData = indices.Read();
        var values = indicesData.Span<long>();
        var result = new IndexBuffer(values.Length);
        using var resultData = result.Write();
        if (!IndexConversion.TryNarrow(values, size, resultData.Span<int>()))
        {
            foreach (var value in values)
                if ((ulong)value >= (ulong)size) throw Tensor.IndexOutOfRange(value, size, dim, op);
        }

        Tracing.Current?.NoteIndices(result.Key, indices.GradientEdge());
        return result;
    }

    private static AdvancedIndex OfMask(Tensor mask, Shape shape, int dim, int viewDim)
    {
        for (var d = 0; d < mask.NDim; d++)
        {
            if (mask.Shape.Sizes[d] != shape.Sizes[dim + d])
                throw new ArgumentException(
                    $"Indexer: a mask of shape {mask.Shape} over shape {shape}: sizes {mask.Shape.Sizes[d]} and "
                    + $"{shape.Sizes[dim + d]} meet in dimension {dim + d}; a mask has the sizes of the dimensions that it covers");
        }

        var values = TrueIndices(mask);
        return new AdvancedIndex(viewDim, values, Shape.Create(values[0].Length));
    }

    /// <summary>
    /// Returns the coordinates of a mask's true elements in row-major order: one array for each dimension; a
    /// 0-dimensional mask gives one.
    /// </summary>
    public static IndexBuffer[] TrueIndices(Tensor mask)
    {
        Tracing.RefuseToRead("Nonzero", mask);
        mask = mask.Contiguous();
        using var maskData = mask.Read();
        var values = maskData.Span<bool>();
        var count = values.Count(true);
        var coordinates = new IndexBuffer[Math.Max(mask.NDim, 1)];
        coordinates[0] = new IndexBuffer(count);
        using var flatData = coordinates[0].Write();
        var flat = flatData.Span<int>();
        IndexConversion.NonzeroIndices(values, flat);
        for (var d = mask.NDim - 1; d > 0; d--)
        {
            var size = mask.Shape.Sizes[d];
            coordinates[d] = new IndexBuffer(count);
            using var coordinateData = coordinates[d].Write();
            var coordinate = coordinateData.Span<int>();
            for (var k = 0; k < flat.Length; k++) (flat[k], coordinate[k]) = Math.DivRem(flat[k], size);
        }

        return coordinates;
    }
}

/// <summary>
/// The elements that an index selects from a tensor of a given shape, independent of the tensor's strides and offset.
/// </summary>
internal abstract class Selection(Shape inputShape, Shape resultShape)
{
    /// <summary>The shape of the tensor that the elements are selected from.</summary>
    public Shape InputShape { get; } = inputShape;

    /// <summary>The shape of the selected elements.</summary>
    public Shape ResultShape { get; } = resultShape;

    /// <summary>
    /// Returns the positions in the buffer of the selected elements, for a tensor with these strides and this offset.
    /// The caller disposes of them.
    /// </summary>
    public abstract IndexOffsets OffsetsFor(ReadOnlySpan<int> strides, int origin);

    /// <summary>
    /// Returns the row-major index of each selected element in a contiguous tensor of the input's shape.
    /// </summary>
    public virtual int[] FlatIndices()
    {
        using var at = OffsetsFor(InputShape.ContiguousStrides, 0);
        return at.ToArray();
    }

    /// <summary>
    /// Returns, for each selected element, true if a value that is written there stays because no later one has the
    /// same index; null if all stay.
    /// </summary>
    public virtual bool[]? LastWrites() => LastWrites(FlatIndices(), InputShape.Numel);

    /// <summary>Returns, for each entry, true if no later entry has the same index; null if no index repeats.</summary>
    protected static bool[]? LastWrites(ReadOnlySpan<int> indices, int limit)
    {
        var seen = new BitArray(limit);
        var last = new bool[indices.Length];
        var repeats = false;
        for (var k = indices.Length - 1; k >= 0; k--)
        {
            last[k] = !seen[indices[k]];
            repeats |= !last[k];
            seen[indices[k]] = true;
        }

        return repeats ? last : null;
    }
}

/// <summary>
/// Advanced indexing: some dimensions have index arrays, which broadcast with each other; the other dimensions are
/// taken in full. The broadcast dimensions replace the indexed ones if these are adjacent, and come first otherwise.
/// </summary>
internal sealed class IndexSelection : Selection
{
    private readonly int[] _dims;
    private readonly IndexBuffer[] _indices;
    private readonly int _leadingDims;

    private IndexSelection(Shape input, Shape result, int[] dims, IndexBuffer[] indices, int leadingDims)
        : base(input, result)
    {
        _dims = dims;
        _indices = indices;
        _leadingDims = leadingDims;
    }

    /// <summary>Creates the selection from the indices, which are listed in the order of their dimensions.</summary>
    /// <exception cref="ArgumentException">The index shapes do not broadcast.</exception>
    /// <summary>The dimensions that are indexed.</summary>
    public ReadOnlySpan<int> Dims => _dims;

    /// <summary>The indices of each, of one length.</summary>
    public ReadOnlySpan<IndexBuffer> Indices => _indices;

    /// <summary>The dimensions before the block of indexed elements.</summary>
    public int LeadingDims => _leadingDims;

    public static Selection Of(Shape input, List<AdvancedIndex> advanced)
    {
        if (advanced is [{ Dim: 0, Values: [var rows] } only]) return new RowSelection(input, rows, only.Shape);
        var block = advanced[0].Shape;
        var count = advanced[0].Values.Length;
        for (var i = 1; i < advanced.Count; i++)
        {
            block = Broadcasting.ResultShape("Indexer", block, advanced[i].Shape);
            count += advanced[i].Values.Length;
        }

        var dims = new int[count];
        var indices = new IndexBuffer[count];
        var n = 0;
        foreach (var index in advanced)
        {
            for (var d = 0; d < index.Values.Length; d++, n++)
            {
                dims[n] = index.Dim + d;
                indices[n] = Expand(index.Values[d], index.Shape, block);
            }
        }

        var adjacent = dims[^1] - dims[0] == count - 1;
        var leadingDims = adjacent ? dims[0] : 0;
        var sizes = new List<int>(input.Count + block.Count);
        for (var d = 0; d < leadingDims; d++) sizes.Add(input.Sizes[d]);
        foreach (var size in block.Sizes) sizes.Add(size);
        for (var d = leadingDims; d < input.Count; d++)
            if (Array.IndexOf(dims, d) < 0) sizes.Add(input.Sizes[d]);
        return new IndexSelection(input, Shape.Create([.. sizes]), dims, indices, leadingDims);
    }

    /// <summary>
    /// Creates a selection of indices of dimension <paramref name="dim"/>, which <paramref name="block"/> replaces in
    /// the shape.
    /// </summary>
    public static Selection OfDim(Shape input, int dim, IndexBuffer indices, Shape block) =>
        Of(input, [new AdvancedIndex(dim, [indices], block)]);

    public override IndexOffsets OffsetsFor(ReadOnlySpan<int> strides, int origin)
    {
        var positions = new RentedIndices(_indices[0].Length);
        using var firstData = _indices[0].Read();
        TensorPrimitives.Multiply(firstData.Span<int>(), strides[_dims[0]], positions.Span);
        for (var n = 1; n < _dims.Length; n++)
        {
            using var indicesData = _indices[n].Read();
            TensorPrimitives.MultiplyAdd(indicesData.Span<int>(), strides[_dims[n]], positions.Span, positions.Span);
        }

        var input = InputShape.Sizes;
        Span<int> sizes = stackalloc int[input.Length];
        Span<int> innerStrides = stackalloc int[input.Length];
        var rank = 0;
        for (var d = _leadingDims; d < input.Length; d++)
        {
            if (Array.IndexOf(_dims, d) >= 0) continue;
            sizes[rank] = input[d];
            innerStrides[rank++] = strides[d];
        }

        return new IndexOffsets(
            origin,
            IndexOffsets.OfBlock(input[.._leadingDims], strides[.._leadingDims]),
            positions,
            IndexOffsets.OfBlock(sizes[..rank], innerStrides[..rank]));
    }

    private static IndexBuffer Expand(IndexBuffer values, Shape from, Shape to)
    {
        if (from.Equals(to)) return values;
        Span<int> strides = stackalloc int[to.Count];
        Broadcasting.ExpandStrides(from.Sizes, from.ContiguousStrides, to.Sizes, strides);
        var expanded = new IndexBuffer(to.Numel);
        using var valuesData = values.Read();
        using var expandedData = expanded.Write();
        Strided.Gather<int>(valuesData.Span<int>(), 0, to.Sizes, strides, expandedData.Span<int>());
        if (Tracing.Current is { } trace) trace.NoteIndices(expanded.Key, trace.IndicesOf(values.Key));
        return expanded;
    }
}
