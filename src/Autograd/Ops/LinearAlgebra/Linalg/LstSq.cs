namespace Autograd;

public static partial class Linalg
{
    /// <summary>
    /// Solves least squares problems: returns the X that minimizes ‖A·X − B‖, and if there are several, the one of
    /// least norm.
    /// </summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <param name="b">B: (*, m, k), or vectors (*, m), if it has one dimension less than A; batches broadcast.</param>
    /// <param name="rcond">
    /// Singular values up to this times the greatest count as zero; by default max(m, n) times the type's precision.
    /// </param>
    /// <returns>
    /// X (*, n, k); the squared lengths of the columns of A·X − B (*, k), empty unless m &gt; n and all ranks are n;
    /// the ranks of A (*); and its singular values (*, min(m, n)).
    /// </returns>
    /// <remarks>
    /// Computes X = A⁺·B with the singular value decomposition, for matrices of any rank. X and the residuals are
    /// differentiable, as <see cref="PInv"/> is.
    /// </remarks>
    /// <exception cref="LinalgException">A has elements that are not finite.</exception>
    /// <exception cref="ArgumentException">The sizes do not match, or a tensor is not floating.</exception>
    public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) LstSq(Tensor a, Tensor b, double? rcond = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (a, b) = Promoted(a, b);
        CheckMatrices("LstSq", a);
        var (m, n) = (a.Shape.Sizes[^2], a.Shape.Sizes[^1]);
        var isVector = b.NDim == a.NDim - 1;
        var right = isVector ? b.Unsqueeze(-1) : b;
        CheckMatrices("LstSq", right);
        if (right.Shape.Sizes[^2] != m)
            throw new ArgumentException(
                $"LstSq: matrices of shape {a.Shape} and right sides of shape {b.Shape}: {m} equations and {right.Shape.Sizes[^2]} values; "
                + "they must be as many");
        Broadcasting.BatchShape("LstSq", a.Shape, right.Shape);
        var solution = PInvOf("LstSq", a, null, rcond, hermitian: false).MatMulUncast(right);
        var singularValues = SvdValsOf("LstSq", a.Detach());
        var rank = (singularValues > Tolerance("LstSq", singularValues, a, null, rcond)).Sum(-1);
        var hasResiduals = m > n && rank.Eq(n).All().Item<bool>();
        var residuals = hasResiduals ? (a.MatMulUncast(solution) - right).Square().Sum(-2) : Tensor.Zeros(Shape.Create(0), a.DType);
        return isVector
            ? (solution.Squeeze(-1), hasResiduals ? residuals.Squeeze(-1) : residuals, rank, singularValues)
            : (solution, residuals, rank, singularValues);
    }
}
