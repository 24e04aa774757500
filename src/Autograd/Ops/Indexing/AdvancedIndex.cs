using System.Collections;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// An index list, index tensor or mask whose values are checked and counted from the start: for each dimension that it stands
/// for, the index of each selected element.
/// </summary>
/// <param name="Dim">The first of its dimensions, in the view that the basic indices left.</param>
/// <param name="Values">One array for each dimension; a mask of several dimensions has several.</param>
/// <param name="Shape">The shape of the selected elements: that of the index tensor, or one dimension for a mask.</param>
internal sealed record AdvancedIndex(int Dim, IndexBuffer[] Values, Shape Shape)
{
    /// <summary>Reads an index of dimension <paramref name="dim"/> of <paramref name="shape"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of its dimension.</exception>
    /// <exception cref="ArgumentException">A mask has other sizes than the dimensions that it covers.</exception>
    public static AdvancedIndex Read(TensorIndex index, Shape shape, int dim, int viewDim)
    {
        if (index.Kind == IndexKind.Tensor)
        {
            var tensor = index.AsTensor;
            return tensor.DType == DType.Bool
                ? OfMask(tensor, shape, dim, viewDim)
                : new AdvancedIndex(viewDim, [Wrapped(tensor, shape.Sizes[dim], dim, "Indexer")], tensor.Shape);
        }

        // The index's own array will do where nothing is to be changed: nobody writes to it.
        int[] values = index.Kind == IndexKind.OneElementList ? [index.Start] : (int[])index.Values!;
        var block = Shape.Create(values.Length);
        if (IndexConversion.AreInRange(values, shape.Sizes[dim])) return new AdvancedIndex(viewDim, [values], block);
        var wrapped = new int[values.Length];
        for (var i = 0; i < values.Length; i++) wrapped[i] = Tensor.WrapIndex(values[i], shape.Sizes[dim], dim, "Indexer");
        return new AdvancedIndex(viewDim, [wrapped], block);
    }

    /// <summary>The values of an index tensor of any integer type, in row-major order, counted from the start of a
    /// dimension.</summary>
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
        return result;
    }

    /// <summary>As <see cref="Wrapped"/> for the operations that, as in PyTorch, take no negative index.</summary>
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

    /// <summary>For each dimension of a mask, that coordinate of its true elements in row-major order; one array for no
    /// dimension.</summary>
    public static IndexBuffer[] TrueIndices(Tensor mask)
    {
        mask = mask.Contiguous();
        using var maskData = mask.Read();
        ReadOnlySpan<bool> values = maskData.Span<bool>();
        var count = values.Count(true);
        var coordinates = new IndexBuffer[Math.Max(mask.NDim, 1)];
        coordinates[0] = new IndexBuffer(count);
        using var placesData = coordinates[0].Write();
        var places = placesData.Span<int>();
        IndexConversion.NonzeroIndices(values, places);
        for (var d = mask.NDim - 1; d > 0; d--)
        {
            var size = mask.Shape.Sizes[d];
            coordinates[d] = new IndexBuffer(count);
            using var coordinateData = coordinates[d].Write();
            var coordinate = coordinateData.Span<int>();
            for (var k = 0; k < places.Length; k++) (places[k], coordinate[k]) = Math.DivRem(places[k], size);
        }

        return coordinates;
    }
}

/// <summary>The elements of a tensor of one shape that an index selects, wherever in memory such a tensor lies.</summary>
internal abstract class Selection(Shape inputShape, Shape resultShape)
{
    /// <summary>The shape of what is selected from.</summary>
    public Shape InputShape { get; } = inputShape;

    /// <summary>The shape of the selected elements.</summary>
    public Shape ResultShape { get; } = resultShape;

    /// <summary>Where the selected elements lie in a tensor of the input's shape; to be disposed of.</summary>
    public abstract IndexOffsets OffsetsFor(ReadOnlySpan<int> strides, int origin);

    /// <summary>The places of the selected elements, one after the other, in a contiguous tensor of the input's shape.</summary>
    public virtual int[] Places()
    {
        using var at = OffsetsFor(InputShape.ContiguousStrides, 0);
        return at.ToArray();
    }

    /// <summary>
    /// For each selected element whether a value that is written there stays, because no later element is in the same
    /// place; null if all stay.
    /// </summary>
    public virtual bool[]? LastWrites() => LastWrites(Places(), InputShape.Numel);

    /// <summary>For each place whether it is the last of its number in the list; null if no number repeats.</summary>
    protected static bool[]? LastWrites(ReadOnlySpan<int> places, int limit)
    {
        var seen = new BitArray(limit);
        var last = new bool[places.Length];
        var repeats = false;
        for (var k = places.Length - 1; k >= 0; k--)
        {
            last[k] = !seen[places[k]];
            repeats |= !last[k];
            seen[places[k]] = true;
        }

        return repeats ? last : null;
    }
}

/// <summary>
/// Advanced indexing: index arrays that broadcast against each other for some dimensions, and all of the others. The broadcast dimensions stand
/// where the first index was if the indexed dimensions are neighbours, and in front if not.
/// </summary>
internal sealed class IndexSelection : Selection
{
    private readonly int[] _dims;
    private readonly IndexBuffer[] _indices;
    private readonly int _lead;

    private IndexSelection(Shape input, Shape result, int[] dims, IndexBuffer[] indices, int lead)
        : base(input, result)
    {
        _dims = dims;
        _indices = indices;
        _lead = lead;
    }

    /// <summary>The selection of some dimensions' indices, which are listed in the order of the dimensions.</summary>
    /// <exception cref="ArgumentException">The index shapes do not broadcast.</exception>
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
        var lead = adjacent ? dims[0] : 0;
        var sizes = new List<int>(input.Count + block.Count);
        for (var d = 0; d < lead; d++) sizes.Add(input.Sizes[d]);
        foreach (var size in block.Sizes) sizes.Add(size);
        for (var d = lead; d < input.Count; d++)
            if (Array.IndexOf(dims, d) < 0) sizes.Add(input.Sizes[d]);
        return new IndexSelection(input, Shape.Create([.. sizes]), dims, indices, lead);
    }

    /// <summary>The selection of rows of dimension <paramref name="dim"/>, of which <paramref name="block"/> takes the
    /// place.</summary>
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
        for (var d = _lead; d < input.Length; d++)
        {
            if (Array.IndexOf(_dims, d) >= 0) continue;
            sizes[rank] = input[d];
            innerStrides[rank++] = strides[d];
        }

        return new IndexOffsets(
            origin,
            IndexOffsets.OfBlock(input[.._lead], strides[.._lead]),
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
        return expanded;
    }
}
