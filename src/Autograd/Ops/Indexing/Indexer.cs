using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    // The indexers are compiled as "Part", because their default name, Item, is that of the method that reads a single
    // number.
    /// <summary>
    /// Reads or writes a part of the tensor: a view for integers and slices, a copy for index lists, index tensors and
    /// masks.
    /// </summary>
    /// <param name="index">The index of dimension 0.</param>
    /// <remarks>
    /// Gradient of reading: zeros with g added at the index; repeated indices are summed. Assigning converts and
    /// broadcasts the value, writes it in place, and is recorded. Its gradient: to the old values g with zeros at the
    /// index, to the new ones g at the index. Where an index list names an element several times, the last value stays;
    /// the others have no effect, and gradient 0.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of its dimension.</exception>
    /// <exception cref="ArgumentException">
    /// There are more indices than dimensions, or the sizes of a mask differ from those it covers, or a value does not
    /// broadcast.
    /// </exception>
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
            if (index.Kind == IndexKind.OneElementList && NDim > 0 && Numel > 0 && CanSetRow(value))
                SetRow(Wrap(index.Start, 0), value);
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

    /// <summary>x[list]: takes rows directly, without the view that other indices need first.</summary>
    private Tensor TakeRows(TensorIndex index)
    {
        var rows = AdvancedIndex.Read(index, _shape, 0, 0);
        return Take(new RowSelection(_shape, rows.Values[0], rows.Shape), "Index");
    }

    private void SetAt(ReadOnlySpan<TensorIndex> indices, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CheckWritable("Indexer");
        if (Tracing.IsActive && value.Numel == 1 && indices is [{ Kind: IndexKind.Tensor } index] && index.AsTensor is { DType: DType.Bool, RequiresGrad: true } mask)
        {
            // How many elements the mask chooses is not known in a trace; the same write chooses between numbers.
            var all = mask.ReshapeTo(Shape.Create([.. mask._shape.Sizes, .. Enumerable.Repeat(1, NDim - mask.NDim)]));
            CopyInPlace(Where(all, value.ToAssign(_dtype, "Indexer").ReshapeTo(Shape.Scalar), this));
            return;
        }

        var advanced = AdvancedParts(indices);
        var view = BasicView(indices, advanced);
        if (advanced is null)
        {
            view.CopyInPlace(view.ValueToAssign(value, view._shape));
            return;
        }

        var selection = IndexSelection.Of(view._shape, advanced);
        (view.IsSameViewAs(this) ? this : view).IndexPut(selection, value);
    }

    /// <summary>
    /// Returns an empty list to collect the lists, index tensors and masks in; null if there are none, so that the
    /// result is a view.
    /// </summary>
    private static List<AdvancedIndex>? AdvancedParts(ReadOnlySpan<TensorIndex> indices)
    {
        foreach (var index in indices)
            if (index.IsAdvanced) return [];
        return null;
    }

    /// <summary>
    /// Reads <c>x[..]</c> of a 0-dimensional tensor as an ellipsis, because <c>x[..] = value</c> is the way to assign
    /// in place.
    /// </summary>
    private TensorIndex OfScalar(TensorIndex index) => NDim == 0 && index.IsFullSlice ? TensorIndex.Ellipsis : index;

    /// <summary>Returns the index of a dimension counted from its start.</summary>
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
    /// Prepares a value to be written to a part of this tensor: converts it to the tensor's type and, as PyTorch does,
    /// drops leading dimensions of size 1 beyond those of the part.
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
