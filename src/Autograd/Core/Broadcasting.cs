namespace Autograd;

/// <summary>
/// NumPy's broadcasting: shapes are aligned at the last dimension, and a dimension of size 1 is expanded to the other's
/// size.
/// </summary>
internal static class Broadcasting
{
    /// <summary>Computes the shape of the result of an operation on operands of these two shapes.</summary>
    /// <exception cref="ArgumentException">They do not broadcast.</exception>
    public static Shape ResultShape(string op, Shape a, Shape b) =>
        a.Equals(b) || b.Count == 0 ? a : a.Count == 0 ? b : Broadcast(op, a, b);

    /// <summary>
    /// Computes the shape of the batch dimensions, all but the last two, of an operation on two batches of matrices.
    /// </summary>
    /// <exception cref="ArgumentException">They do not broadcast.</exception>
    public static Shape BatchShape(string op, Shape a, Shape b)
    {
        var (x, y) = (Shape.Create(a.Sizes[..^2]), Shape.Create(b.Sizes[..^2]));
        return x.Equals(y) || y.Count == 0 ? x : x.Count == 0 ? y : Broadcast(op, x, y, (a, b));
    }

    private static Shape Broadcast(string op, Shape a, Shape b, (Shape A, Shape B)? matrices = null)
    {
        var rank = Math.Max(a.Count, b.Count);
        Span<int> sizes = stackalloc int[rank];
        for (var d = 1; d <= rank; d++)
        {
            var x = d <= a.Count ? a.Sizes[^d] : 1;
            var y = d <= b.Count ? b.Sizes[^d] : 1;
            if (x != y && x != 1 && y != 1)
                throw new ArgumentException(
                    (matrices is { } whole
                        ? $"{op}: the batches {a} and {b} of shapes {whole.A} and {whole.B} do not broadcast"
                        : $"{op}: shapes {a} and {b} do not broadcast")
                    + $": sizes {x} and {y} meet in dimension {rank - d}; they must be equal, or one of them 1");
            sizes[^d] = x == 1 ? y : x;
        }

        return sizes.SequenceEqual(a.Sizes) ? a : sizes.SequenceEqual(b.Sizes) ? b : Shape.ForResult(op, sizes);
    }

    /// <summary>True if a tensor of shape <paramref name="from"/> can be expanded to <paramref name="to"/>.</summary>
    public static bool CanExpand(Shape from, Shape to)
    {
        if (from.Count > to.Count) return false;
        for (var d = 1; d <= from.Count; d++)
            if (from.Sizes[^d] != to.Sizes[^d] && from.Sizes[^d] != 1)
                return false;
        return true;
    }

    /// <summary>
    /// Computes the strides of a tensor that is expanded to another shape: 0 in every expanded dimension.
    /// </summary>
    public static void ExpandStrides(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, ReadOnlySpan<int> target, Span<int> result)
    {
        var lead = target.Length - sizes.Length;
        for (var d = 0; d < target.Length; d++)
            result[d] = d < lead || (sizes[d - lead] == 1 && target[d] != 1) ? 0 : strides[d - lead];
    }
}
