namespace Autograd;

/// <summary>
/// How a reduction over some dimensions walks memory: as <see cref="Outer"/> blocks of <see cref="Length"/> rows of <see cref="Inner"/>
/// elements, of which the rows of a block are reduced to one.
/// </summary>
internal readonly struct ReductionPlan
{
    private readonly int[]? _order;

    private ReductionPlan(Shape kept, Shape dropped, int outer, int length, int inner, int[]? order)
    {
        KeptShape = kept;
        DroppedShape = dropped;
        Outer = outer;
        Length = length;
        Inner = inner;
        _order = order;
    }

    public int Outer { get; }

    /// <summary>The number of elements that become one.</summary>
    public int Length { get; }

    public int Inner { get; }

    /// <summary>The shape of the result with the reduced dimensions kept at size 1.</summary>
    public Shape KeptShape { get; }

    /// <summary>The shape of the result without the reduced dimensions.</summary>
    public Shape DroppedShape { get; }

    /// <summary>The shape of the result that was asked for.</summary>
    public Shape ResultShape(bool keepDim) => keepDim ? KeptShape : DroppedShape;

    /// <summary>The plan for reducing <paramref name="dims"/> of a tensor of this shape; no dims means all.</summary>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static ReductionPlan Of(string op, Shape shape, ReadOnlySpan<int> dims)
    {
        var rank = shape.Count;
        Span<bool> reduced = stackalloc bool[Math.Max(rank, 1)];
        reduced.Clear();
        foreach (var dim in dims)
        {
            ref var flag = ref reduced[shape.DimOrScalar(dim, op)];
            if (flag) throw new ArgumentException($"{op}: dim {dim} is named twice in {Shape.Format(dims)}");
            flag = true;
        }

        if (dims.IsEmpty) reduced.Fill(true);
        reduced = reduced[..rank];

        int outer = 1, length = 1, inner = 1, runs = 0;
        Span<int> kept = stackalloc int[rank];
        Span<int> dropped = stackalloc int[rank];
        var droppedCount = 0;
        for (var d = 0; d < rank; d++)
        {
            var size = shape.Sizes[d];
            if (reduced[d])
            {
                if (d == 0 || !reduced[d - 1]) runs++;
                length *= size;
                kept[d] = 1;
                continue;
            }

            kept[d] = size;
            dropped[droppedCount++] = size;
            if (runs == 0) outer *= size;
            else inner *= size;
        }

        int[]? order = null;
        if (runs > 1)
        {
            // Dimensions that do not lie together are brought together at the end.
            order = new int[rank];
            var at = 0;
            for (var d = 0; d < rank; d++)
                if (!reduced[d]) order[at++] = d;
            for (var d = 0; d < rank; d++)
                if (reduced[d]) order[at++] = d;
            outer *= inner;
            inner = 1;
        }

        return new ReductionPlan(Shape.Create(kept), Shape.Create(dropped[..droppedCount]), outer, length, inner, order);
    }

    /// <summary>The tensor's data, contiguous, in the order that the plan walks.</summary>
    public Tensor Arrange(Tensor x)
    {
        using var off = GradMode.NoGrad();
        return _order is null ? x.Contiguous() : x.Permute(_order).Contiguous();
    }
}
