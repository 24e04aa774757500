namespace Autograd;

/// <summary>NumPy's rule for shapes that meet in one operation: sizes are aligned at the last dimension, and a 1 stretches.</summary>
internal static class Broadcasting
{
    /// <summary>The shape of an operation on operands of these two shapes.</summary>
    /// <exception cref="ArgumentException">They do not broadcast.</exception>
    public static Shape ResultShape(string op, Shape a, Shape b) =>
        a.Equals(b) || b.Count == 0 ? a : a.Count == 0 ? b : Stretched(op, a, b);

    /// <summary>The shape of the batches, all dimensions but the last two, of an operation on two batches of matrices.</summary>
    /// <exception cref="ArgumentException">They do not broadcast.</exception>
    public static Shape BatchShape(string op, Shape a, Shape b)
    {
        var (x, y) = (Shape.Create(a.Sizes[..^2]), Shape.Create(b.Sizes[..^2]));
        return x.Equals(y) || y.Count == 0 ? x : x.Count == 0 ? y : Stretched(op, x, y, (a, b));
    }

    private static Shape Stretched(string op, Shape a, Shape b, (Shape A, Shape B)? matrices = null)
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

    /// <summary>True if a tensor of shape <paramref name="from"/> can be stretched to <paramref name="to"/>.</summary>
    public static bool CanExpand(Shape from, Shape to)
    {
        if (from.Count > to.Count) return false;
        for (var d = 1; d <= from.Count; d++)
            if (from.Sizes[^d] != to.Sizes[^d] && from.Sizes[^d] != 1)
                return false;
        return true;
    }

    /// <summary>The strides with which a tensor walks a shape that it is stretched to: 0 in every stretched dimension.</summary>
    public static void ExpandStrides(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, ReadOnlySpan<int> target, Span<int> result)
    {
        var lead = target.Length - sizes.Length;
        for (var d = 0; d < target.Length; d++)
            result[d] = d < lead || (sizes[d - lead] == 1 && target[d] != 1) ? 0 : strides[d - lead];
    }
}
