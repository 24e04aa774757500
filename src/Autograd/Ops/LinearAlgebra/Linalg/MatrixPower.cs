namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes Aⁿ for square matrices, by repeated squaring.</summary>
    /// <param name="a">A: (*, m, m), of any number type; floating for a negative n.</param>
    /// <param name="n">The exponent: 0 gives the identity, a negative one powers of the inverse.</param>
    /// <remarks>Gradient: that of the products.</remarks>
    /// <exception cref="LinalgException">A is singular, and n negative.</exception>
    /// <exception cref="ArgumentException">A is not square, or not floating and n negative.</exception>
    public static Tensor MatrixPower(Tensor a, int n)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.NDim < 2 || a.Shape.Sizes[^1] != a.Shape.Sizes[^2])
            throw new ArgumentException($"MatrixPower: shape {a.Shape} has no square matrices; its last two sizes must be equal");

        // Uses Where, not a product with 0, so that an infinity or NaN in A does not reach the result.
        if (n == 0)
        {
            var dtype = a.DType == DType.Bool ? DType.Int64 : a.DType;
            return Tensor.Where(Tensor.Ones(Shape.Scalar, DType.Bool), Identity(a.Shape.Sizes[^1], dtype), a.To(dtype));
        }

        Tensor.CheckNotBothBool("MatrixPower", a, a);
        var square = n < 0 ? Inverse("MatrixPower", a) : a;
        Tensor? result = null;
        for (var left = Math.Abs((long)n); ; square = square.MatMulUncast(square))
        {
            if ((left & 1) != 0) result = result is null ? square : result.MatMulUncast(square);
            left >>= 1;
            if (left == 0) return ReferenceEquals(result, a) ? a.Clone() : result!;
        }
    }
}
