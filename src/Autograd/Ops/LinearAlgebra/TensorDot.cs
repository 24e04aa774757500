namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Sums products over the last dimensions of this and the first of another tensor.</summary>
    /// <param name="other">The right operand.</param>
    /// <param name="dims">The number of dimensions to sum over; 0 gives the outer product.</param>
    /// <remarks>
    /// For example, 1 gives the matrix product of two matrices. The result has the remaining dimensions of this, then
    /// those of the other. Gradient: as for <see cref="MatMul"/>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An operand has fewer dimensions.</exception>
    /// <exception cref="ArgumentException">The sizes of a pair of dimensions differ.</exception>
    public Tensor TensorDot(Tensor other, int dims = 2)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (dims < 0 || dims > NDim || dims > other.NDim)
            throw new ArgumentOutOfRangeException(
                nameof(dims), $"TensorDot: {dims} dims of shapes {_shape} and {other._shape}; give from 0 to {Math.Min(NDim, other.NDim)}");
        var (left, right) = (new int[dims], new int[dims]);
        for (var i = 0; i < dims; i++) (left[i], right[i]) = (NDim - dims + i, i);
        return TensorDot(other, left, right);
    }

    /// <summary>Sums products over pairs of dimensions of this and another tensor.</summary>
    /// <param name="other">The right operand.</param>
    /// <param name="dims">The dimensions of this to sum over; negative counts from the last.</param>
    /// <param name="otherDims">For each, its partner among the dimensions of the other tensor.</param>
    /// <remarks>
    /// The result has the remaining dimensions of this, in order, then those of the other. Gradient: as for
    /// <see cref="MatMul"/>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">
    /// The lists differ in length, name a dimension twice, or the sizes of a pair differ.
    /// </exception>
    public Tensor TensorDot(Tensor other, ReadOnlySpan<int> dims, ReadOnlySpan<int> otherDims)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (dims.Length != otherDims.Length)
            throw new ArgumentException($"TensorDot: {dims.Length} dims of the left operand and {otherDims.Length} of the right; they are pairs");
        CheckNotBothBool("TensorDot", this, other);
        var inner = 1;
        for (var i = 0; i < dims.Length; i++)
        {
            var (size, otherSize) = (_shape.Sizes[_shape.Dim(dims[i], "TensorDot")], other._shape.Sizes[other._shape.Dim(otherDims[i], "TensorDot")]);
            if (size != otherSize)
                throw new ArgumentException(
                    $"TensorDot: dim {dims[i]} of shape {_shape} meets dim {otherDims[i]} of shape {other._shape}: "
                    + $"sizes {size} and {otherSize} differ");
            inner *= size;
        }

        var free = FreeDims(_shape, dims);
        var otherFree = FreeDims(other._shape, otherDims);
        var a = Permute([.. free, .. dims]);
        var b = other.Permute([.. otherDims, .. otherFree]);
        var rows = a._shape.Sizes[..free.Count];
        var columns = b._shape.Sizes[dims.Length..];
        var left = a.ReshapeTo(Shape.Create(Shape.Create(rows).Numel, inner));
        var right = b.ReshapeTo(Shape.Create(inner, Shape.Create(columns).Numel));
        return left.MatMul(right).ReshapeTo(Shape.Create([.. rows, .. columns]));
    }

    /// <summary>Returns the dimensions that are not named.</summary>
    private static List<int> FreeDims(Shape shape, ReadOnlySpan<int> named)
    {
        var free = new List<int>();
        for (var d = 0; d < shape.Count; d++) free.Add(d);
        foreach (var dim in named)
            if (!free.Remove(shape.Dim(dim, "TensorDot")))
                throw new ArgumentException($"TensorDot: dims {Shape.Format(named)} of shape {shape} name a dimension twice; name each once");
        return free;
    }
}
