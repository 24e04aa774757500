namespace Autograd;

/// <summary>
/// The memory walk of a reduction over some dimensions: <see cref="Outer"/> blocks of <see cref="Length"/> rows of
/// <see cref="Inner"/> elements. The rows of each block are reduced to one row.
/// </summary>
internal readonly struct ReductionPlan
{
    private readonly int[]? _order;
    private readonly bool _usesMemoryOrder;

    private ReductionPlan(Shape kept, Shape dropped, int outer, int length, int inner, int[]? order, bool usesMemoryOrder)
    {
        KeptShape = kept;
        DroppedShape = dropped;
        Outer = outer;
        Length = length;
        Inner = inner;
        _order = order;
        _usesMemoryOrder = usesMemoryOrder;
    }

    public int Outer { get; }

    /// <summary>The number of elements that are reduced to one.</summary>
    public int Length { get; }

    public int Inner { get; }

    /// <summary>The shape of the result with the reduced dimensions kept at size 1.</summary>
    public Shape KeptShape { get; }

    /// <summary>The shape of the result without the reduced dimensions.</summary>
    public Shape DroppedShape { get; }

    /// <summary>The shape of the result, with or without the reduced dimensions.</summary>
    public Shape ResultShape(bool keepDim) => keepDim ? KeptShape : DroppedShape;

    /// <summary>
    /// The plan for reducing <paramref name="dims"/> of a contiguous tensor of this shape; no dims means all.
    /// </summary>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static ReductionPlan Of(string op, Shape shape, ReadOnlySpan<int> dims) => Of(op, shape, [], dims);

    /// <summary>
    /// The plan for reducing <paramref name="dims"/> of a tensor; no dims means all. A transposed tensor is walked in
    /// memory order where that gives the same result, which saves a copy.
    /// </summary>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static ReductionPlan Of(string op, Tensor x, ReadOnlySpan<int> dims)
    {
        if (x.IsContiguous) return dims.Length == 1 ? OfOne(op, x.Shape, [], dims[0]) : Of(op, x.Shape, [], dims);
        Span<int> buffer = stackalloc int[x.NDim];
        var order = x.TryMemoryOrder(buffer) ? buffer : [];
        return dims.Length == 1 ? OfOne(op, x.Shape, order, dims[0]) : Of(op, x.Shape, order, dims);
    }

    /// <summary>The plan for a single dimension: the usual case, without the general case's bookkeeping.</summary>
    private static ReductionPlan OfOne(string op, Shape shape, ReadOnlySpan<int> memoryOrder, int dim)
    {
        var sizes = shape.Sizes;
        dim = shape.DimOrScalar(dim, op);
        if (sizes.IsEmpty) return new ReductionPlan(shape, shape, 1, 1, 1, null, false);
        int outer = 1, inner = 1, lastKept = -1;
        var (isBefore, isOrdered) = (true, true);
        for (var i = 0; i < sizes.Length; i++)
        {
            var d = memoryOrder.IsEmpty ? i : memoryOrder[i];
            if (d == dim)
            {
                isBefore = false;
                continue;
            }

            if (isBefore) outer *= sizes[d];
            else inner *= sizes[d];
            isOrdered &= d > lastKept;
            lastKept = d;
        }

        if (!isOrdered) return OfOne(op, shape, [], dim);
        Span<int> kept = stackalloc int[sizes.Length];
        Span<int> dropped = stackalloc int[sizes.Length - 1];
        sizes.CopyTo(kept);
        kept[dim] = 1;
        sizes[..dim].CopyTo(dropped);
        sizes[(dim + 1)..].CopyTo(dropped[dim..]);
        return new ReductionPlan(Shape.Create(kept), Shape.Create(dropped), outer, sizes[dim], inner, null, !memoryOrder.IsEmpty);
    }

    private static ReductionPlan Of(string op, Shape shape, ReadOnlySpan<int> memoryOrder, ReadOnlySpan<int> dims)
    {
        var rank = shape.Count;
        Span<bool> reduced = stackalloc bool[Math.Max(rank, 1)];
        reduced.Clear();
        foreach (var dim in dims)
        {
            ref var flag = ref reduced[shape.DimOrScalar(dim, op)];
            if (flag) throw new ArgumentException($"{op}: dim {dim} is named twice in {Shape.Format(dims)}; name each once");
            flag = true;
        }

        if (dims.IsEmpty) reduced.Fill(true);
        reduced = reduced[..rank];

        int outer = 1, length = 1, inner = 1, runs = 0, lastKept = -1;
        var isOrdered = true;
        for (var i = 0; i < rank; i++)
        {
            var d = memoryOrder.IsEmpty ? i : memoryOrder[i];
            var size = shape.Sizes[d];
            if (reduced[d])
            {
                if (i == 0 || !reduced[memoryOrder.IsEmpty ? i - 1 : memoryOrder[i - 1]]) runs++;
                length *= size;
                continue;
            }

            if (runs == 0) outer *= size;
            else inner *= size;
            isOrdered &= d > lastKept;
            lastKept = d;
        }

        if (!memoryOrder.IsEmpty && (runs > 1 || !isOrdered)) return Of(op, shape, [], dims);
        int[]? order = null;
        if (runs > 1)
        {
            order = ReducedLast(reduced);
            outer *= inner;
            inner = 1;
        }

        var (kept, dropped) = ResultShapes(shape, reduced);
        return new ReductionPlan(kept, dropped, outer, length, inner, order, !memoryOrder.IsEmpty);
    }

    /// <summary>
    /// The order of dimensions that moves all reduced ones to the end, for reduced dimensions that are not adjacent.
    /// </summary>
    private static int[] ReducedLast(ReadOnlySpan<bool> reduced)
    {
        var order = new int[reduced.Length];
        var at = 0;
        for (var d = 0; d < reduced.Length; d++)
            if (!reduced[d]) order[at++] = d;
        for (var d = 0; d < reduced.Length; d++)
            if (reduced[d]) order[at++] = d;
        return order;
    }

    private static (Shape Kept, Shape Dropped) ResultShapes(Shape shape, ReadOnlySpan<bool> reduced)
    {
        Span<int> kept = stackalloc int[reduced.Length];
        Span<int> dropped = stackalloc int[reduced.Length];
        var count = 0;
        for (var d = 0; d < reduced.Length; d++)
        {
            kept[d] = reduced[d] ? 1 : shape.Sizes[d];
            if (!reduced[d]) dropped[count++] = shape.Sizes[d];
        }

        return (Shape.Create(kept), Shape.Create(dropped[..count]));
    }

    /// <summary>
    /// The tensor's data as one contiguous block of <see cref="Outer"/> x <see cref="Length"/> x <see cref="Inner"/>
    /// elements. It is a copy where the tensor's own memory is not in this order. Its shape has no meaning, and nothing
    /// is recorded.
    /// </summary>
    public Tensor ToBlock(Tensor x) =>
        _usesMemoryOrder ? x.AsRow() : _order is not null ? x.CopyInOrder(_order) : x.IsContiguous ? x : x.CopyData();
}
