namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes the Kronecker product: each element of this is replaced by its product with the other tensor.
    /// </summary>
    /// <param name="other">The right operand.</param>
    /// <remarks>
    /// The sizes multiply; an operand of fewer dimensions gets dimensions of size 1 in front. y[i·m + j] = a[i]·b[j] in
    /// each dimension, where m is the other's size. Gradient: sums of g times the other operand.
    /// </remarks>
    public Tensor Kron(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rank = Math.Max(NDim, other.NDim);
        var (left, right, result) = (new List<int>(2 * rank), new List<int>(2 * rank), new long[rank]);
        for (var d = 0; d < rank; d++)
        {
            var (a, b) = (SizeFromEnd(_shape, rank - d), SizeFromEnd(other._shape, rank - d));
            result[d] = (long)a * b;
            left.Add(a);
            right.Add(a == 1 ? b : 1);

            // If neither size is 1, the dimension becomes two: (a, 1) times (1, b).
            if (a == 1 || b == 1) continue;
            left.Add(1);
            right.Add(b);
        }

        var shape = Shape.ForResult("Kron", result);
        return (ReshapeTo(Shape.Create([.. left])) * other.ReshapeTo(Shape.Create([.. right]))).ReshapeTo(shape);

        static int SizeFromEnd(Shape shape, int fromEnd) => fromEnd <= shape.Count ? shape.Sizes[^fromEnd] : 1;
    }
}
