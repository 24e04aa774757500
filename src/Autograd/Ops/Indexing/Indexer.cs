using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    // The compiled name of the indexers; the default, Item, is the method that reads a single number.
    /// <summary>A part of the tensor: a view for integers and slices, a copy for index lists, index tensors and masks.</summary>
    /// <param name="index">The index of dimension 0.</param>
    /// <remarks>
    /// Gradient of reading: zeros with g added at the index, repeated indices summed. Assigning writes in place, converted and
    /// broadcast, and joins the graph; its gradient: g with zeros at the index to the old values, and g at the index to the
    /// new ones. Where an index list names an element several times, the last value stays; the others had no effect,
    /// and have gradient 0.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of its dimension.</exception>
    /// <exception cref="ArgumentException">There are more indices than dimensions, or a mask does not fit; or a value does not
    /// broadcast.</exception>
    /// <exception cref="InvalidOperationException">Assigning to a leaf that requires a gradient, while recording is
    /// on.</exception>
    [IndexerName("Part")]
    public Tensor this[TensorIndex index]
    {
        get
        {
            if (NDim > 0 && Numel > 0)
            {
                if (index.Kind == IndexKind.Integer) return SelectRow(Wrap(index.Start, 0));
                if (index.Kind == IndexKind.OneElementList) return TakeRow(Wrap(index.Start, 0));
                if (index.IsRowList) return TakeRows(index);
            }

            return index.Kind == IndexKind.Tuple ? GetAt(index.AsTuple) : GetAt([OfScalar(index)]);
        }
        set
        {
            if (index.Kind == IndexKind.OneElementList && NDim > 0 && Numel > 0 && CanPutRow(value))
                PutRow(Wrap(index.Start, 0), value);
            else if (index.Kind == IndexKind.Tuple) SetAt(index.AsTuple, value);
            else SetAt([OfScalar(index)], value);
        }
    }

    /// <inheritdoc cref="this[TensorIndex]"/>
    [IndexerName("Part")]
    public Tensor this[TensorIndex i0, TensorIndex i1]
    {
        get => GetAt([i0, i1]);
        set => SetAt([i0, i1], value);
    }

    /// <inheritdoc cref="this[TensorIndex]"/>
    [IndexerName("Part")]
    public Tensor this[TensorIndex i0, TensorIndex i1, TensorIndex i2]
    {
        get => GetAt([i0, i1, i2]);
        set => SetAt([i0, i1, i2], value);
    }

    /// <inheritdoc cref="this[TensorIndex]"/>
    [IndexerName("Part")]
    public Tensor this[TensorIndex i0, TensorIndex i1, TensorIndex i2, TensorIndex i3]
    {
        get => GetAt([i0, i1, i2, i3]);
        set => SetAt([i0, i1, i2, i3], value);
    }

    /// <inheritdoc cref="this[TensorIndex]"/>
    [IndexerName("Part")]
    public Tensor this[TensorIndex i0, TensorIndex i1, TensorIndex i2, TensorIndex i3, TensorIndex i4]
    {
        get => GetAt([i0, i1, i2, i3, i4]);
        set => SetAt([i0, i1, i2, i3, i4], value);
    }

    /// <inheritdoc cref="this[TensorIndex]"/>
    [IndexerName("Part")]
    public Tensor this[TensorIndex i0, TensorIndex i1, TensorIndex i2, TensorIndex i3, TensorIndex i4, TensorIndex i5]
    {
        get => GetAt([i0, i1, i2, i3, i4, i5]);
        set => SetAt([i0, i1, i2, i3, i4, i5], value);
    }

    private Tensor GetAt(ReadOnlySpan<TensorIndex> indices)
    {
        var advanced = AdvancedParts(indices);
        var view = BasicView(indices, advanced);
        return advanced is null ? view : view.Take(IndexSelection.Of(view._shape, advanced), "Index");
    }

    /// <summary>x[list]: whole rows, without the view that other indices would first make.</summary>
    private Tensor TakeRows(TensorIndex index)
    {
        var rows = AdvancedIndex.Read(index, _shape, 0, 0);
        return Take(new RowSelection(_shape, rows.Values[0], rows.Shape), "Index");
    }

    private void SetAt(ReadOnlySpan<TensorIndex> indices, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CheckWritable("Indexer");
        var advanced = AdvancedParts(indices);
        var view = BasicView(indices, advanced);
        if (advanced is null)
        {
            view.CopyInPlace(view.ValueToAssign(value, view._shape));
            return;
        }

        var selection = IndexSelection.Of(view._shape, advanced);
        (view.IsSameViewAs(this) ? this : view).Put(selection, value);
    }

    /// <summary>Where the parsed lists, index tensors and masks are gathered; null if there are none, and the index is a
    /// view.</summary>
    private static List<AdvancedIndex>? AdvancedParts(ReadOnlySpan<TensorIndex> indices)
    {
        foreach (var index in indices)
            if (index.IsAdvanced) return [];
        return null;
    }

    /// <summary><c>x[..]</c> is all of a tensor without dimensions too, because it is how assignment in place is
    /// spelled.</summary>
    private TensorIndex OfScalar(TensorIndex index) => NDim == 0 && index.IsWhole ? TensorIndex.Ellipsis : index;

    /// <summary>An index of a dimension counted from the start.</summary>
    private int Wrap(long index, int dim, string op = "Indexer") => WrapIndex(index, _shape.Sizes[dim], dim, op);

    internal static int WrapIndex(long index, int size, int dim, string op)
    {
        var wrapped = index < 0 ? index + size : index;
        if ((ulong)wrapped < (ulong)size) return (int)wrapped;
        throw IndexOutOfRange(index, size, dim, op);
    }

    internal static ArgumentOutOfRangeException IndexOutOfRange(long index, int size, int dim, string op) =>
        new(nameof(index), $"{op}: index {index} is out of range for dimension {dim} with size {size}");

    /// <summary>
    /// A value as it is written to a part of this tensor: of its type and, as in PyTorch, without leading dimensions of size 1
    /// beyond those of the part.
    /// </summary>
    private Tensor ValueToAssign(Tensor value, Shape target)
    {
        value = value.ToAssign(_dtype, "Indexer");
        var extra = value.NDim - target.Count;
        if (extra > 0 && !value._shape.Sizes[..extra].ContainsAnyExcept(1))
            value = value.ReshapeTo(Shape.Create(value._shape.Sizes[extra..]));
        if (!Broadcasting.CanExpand(value._shape, target))
            throw new ArgumentException(
                $"Indexer: a value of shape {value._shape} does not broadcast to the indexed part of shape {target}; its sizes must be those, or 1");
        return value;
    }
}
