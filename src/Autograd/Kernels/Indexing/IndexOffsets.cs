namespace Autograd.Kernels;

/// <summary>
/// The offsets in a buffer of the elements that an index selects: element (o, p, i) of the result is at <c>Origin +
/// Outer[o] + Positions[p] + Inner[i]</c>.
/// </summary>
internal readonly struct IndexOffsets(int origin, int[] outer, RentedIndices positions, int[] inner) : IDisposable
{
    private static readonly int[] Zero = [0];

    /// <summary>The offsets of single elements, each given by its position.</summary>
    public IndexOffsets(int origin, RentedIndices positions)
        : this(origin, Zero, positions, Zero)
    {
    }

    public int Origin { get; } = origin;

    public int[] Outer { get; } = outer;

    public ReadOnlySpan<int> Positions => positions.Span;

    public int[] Inner { get; } = inner;

    /// <summary>True if the inner elements are contiguous.</summary>
    public bool InnerIsContiguous { get; } = IsRun(inner);

    /// <summary>The offset of each element of a strided block from the first, in row-major order.</summary>
    public static int[] OfBlock(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
    {
        if (sizes.IsEmpty) return Zero;
        var count = 1;
        foreach (var size in sizes) count *= size;
        var offsets = new int[count];
        if (count == 0) return offsets;

        // The offsets of the dimensions from d on are those from d + 1 on, repeated at the stride of d; filled from the
        // end.
        var filled = 1;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            for (var i = 1; i < sizes[d]; i++)
                for (var k = 0; k < filled; k++)
                    offsets[i * filled + k] = i * strides[d] + offsets[k];
            filled *= sizes[d];
        }

        return offsets;
    }

    /// <summary>Returns the positions to the pool.</summary>
    public void Dispose() => positions.Dispose();

    /// <summary>The offsets of all selected elements, in order.</summary>
    public int[] ToArray()
    {
        var places = new int[Outer.Length * Positions.Length * Inner.Length];
        var k = 0;
        foreach (var outer in Outer)
            foreach (var position in Positions)
                foreach (var inner in Inner) places[k++] = Origin + outer + position + inner;
        return places;
    }

    private static bool IsRun(int[] offsets)
    {
        for (var i = 0; i < offsets.Length; i++)
            if (offsets[i] != i) return false;
        return true;
    }
}
