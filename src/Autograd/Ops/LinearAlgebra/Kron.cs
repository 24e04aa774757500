namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The Kronecker product: every element of this, times all of the other tensor, in the place of the element.</summary>
    /// <param name="other">The right operand.</param>
    /// <remarks>
    /// The sizes multiply; an operand of fewer dimensions gets ones in front. y[i·m + j] = a[i]·b[j] in each dimension, where m is the other's
    /// size. Gradient: sums of g times the other operand.
    /// </remarks>
    public Tensor Kron(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rank = Math.Max(NDim, other.NDim);
        var (left, right, result) = (new int[2 * rank], new int[2 * rank], new int[rank]);
        for (var d = 0; d < rank; d++)
        {
            var (a, b) = (SizeFromEnd(_shape, rank - d), SizeFromEnd(other._shape, rank - d));
            (left[2 * d], left[2 * d + 1], right[2 * d], right[2 * d + 1]) = (a, 1, 1, b);
            result[d] = checked(a * b);
        }

        return (ReshapeTo(Shape.Create(left)) * other.ReshapeTo(Shape.Create(right))).ReshapeTo(Shape.Create(result));

        static int SizeFromEnd(Shape shape, int fromEnd) => fromEnd <= shape.Count ? shape.Sizes[^fromEnd] : 1;
    }
}
