namespace Autograd;

// Products that accept operands of one rank only, so that an unintended vector or batch is an error.
public sealed partial class Tensor
{
    /// <summary>
    /// Computes the product of two matrices, (m, n)·(n, p) → (m, p); like <see cref="MatMul"/>, but it refuses any
    /// other rank.
    /// </summary>
    /// <param name="mat2">The right matrix.</param>
    /// <remarks>Gradient: g·bᵀ to a, aᵀ·g to b.</remarks>
    /// <exception cref="ArgumentException">An operand is not a matrix, or the inner sizes differ.</exception>
    public Tensor Mm(Tensor mat2)
    {
        CheckFactors("Mm", 2, NotNull(mat2), 2, nameof(mat2), "two matrices");
        return MatMul(mat2);
    }

    /// <summary>
    /// Computes the products of two batches of matrices, (b, m, n)·(b, n, p) → (b, m, p); nothing broadcasts.
    /// </summary>
    /// <param name="mat2">The right matrices, as many as there are left ones.</param>
    /// <remarks>Gradient: g·bᵀ to a, aᵀ·g to b.</remarks>
    /// <exception cref="ArgumentException">
    /// An operand is not 3-dimensional, the batches differ, or the inner sizes do.
    /// </exception>
    public Tensor Bmm(Tensor mat2)
    {
        CheckFactors("Bmm", 3, NotNull(mat2), 3, nameof(mat2), "two batches of matrices");
        if (_shape.Sizes[0] != mat2._shape.Sizes[0])
            throw new ArgumentException(
                $"Bmm: batches of {_shape.Sizes[0]} and {mat2._shape.Sizes[0]} matrices, {_shape} x {mat2._shape}; they must be as many, "
                + "or use MatMul, which broadcasts", nameof(mat2));
        return MatMul(mat2);
    }

    /// <summary>Computes the product of a matrix and a vector, (m, n)·(n) → (m).</summary>
    /// <param name="vec">The vector.</param>
    /// <remarks>Gradient: g·vᵀ to the matrix, aᵀ·g to the vector.</remarks>
    /// <exception cref="ArgumentException">
    /// This is not a matrix, the other is not a vector, or the inner sizes differ.
    /// </exception>
    public Tensor Mv(Tensor vec)
    {
        CheckFactors("Mv", 2, NotNull(vec), 1, nameof(vec), "a matrix and a vector");
        return MatMul(vec);
    }

    private void CheckFactors(string op, int rank, Tensor other, int otherRank, string name, string what)
    {
        if (NDim != rank || other.NDim != otherRank)
            throw new ArgumentException($"{op}: operands of shapes {_shape} x {other._shape}; it takes {what}, use MatMul for others", name);
        var (inner, otherInner) = (_shape.Sizes[^1], other._shape.Sizes[otherRank == 1 ? 0 : otherRank - 2]);
        if (inner != otherInner)
            throw new ArgumentException(
                $"{op}: inner sizes differ: {_shape} x {other._shape}: {inner} and {otherInner}; they must be the same", name);
        CheckNotBothBool(op, this, other);
    }
}
