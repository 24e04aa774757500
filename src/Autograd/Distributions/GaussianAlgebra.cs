namespace Autograd.Distributions;

/// <summary>What distributions of vectors and matrices compute with matrices.</summary>
internal static class GaussianAlgebra
{
    /// <summary>A·x for batches of matrices and vectors.</summary>
    public static Tensor MatVec(Tensor matrix, Tensor vector) => matrix.MatMul(vector.Unsqueeze(-1)).Squeeze(-1);

    /// <summary>|L⁻¹·x|², the squared Mahalanobis distance, for a lower triangular L and batches of vectors.</summary>
    public static Tensor Mahalanobis(Tensor lower, Tensor x)
    {
        if (lower.NDim > 2 || x.NDim < 2)
            return Linalg.SolveTriangular(lower, x.Unsqueeze(-1), upper: false).Squeeze(-1).Square().Sum(-1);

        // One matrix: the vectors are columns of one system.
        var columns = x.Reshape(x.Numel / Math.Max(x.Size(-1), 1), x.Size(-1)).T;
        return Linalg.SolveTriangular(lower, columns, upper: false).Square().Sum(0).Reshape(Shapes.WithoutLast(x.Shape, 1));
    }

    /// <summary>Σ ln Lᵢᵢ, half of the logarithm of the determinant of L·Lᵀ.</summary>
    public static Tensor HalfLogDet(Tensor lower) => lower.Diagonal(0, -2, -1).Log().Sum(-1);

    /// <summary>ln Γₙ(x), of the multivariate gamma function.</summary>
    public static Tensor MvLgamma(Tensor x, int n) => (x.Unsqueeze(-1) - 0.5 * Tensor.Arange(n, x.DType)).Lgamma().Sum(-1) + n * (n - 1) / 4.0 * Math.Log(Math.PI);

    /// <summary>The derivative of ln Γₙ(x).</summary>
    public static Tensor MvDigamma(Tensor x, int n) => (x.Unsqueeze(-1) - 0.5 * Tensor.Arange(n, x.DType)).Digamma().Sum(-1);

    /// <summary>The trace of X·Xᵀ: the sum of squares.</summary>
    public static Tensor TraceOfSquare(Tensor x) => x.Square().Sum([-2, -1]);

    /// <summary>The lower triangular L with L·Lᵀ = P⁻¹.</summary>
    public static Tensor PrecisionToScaleTril(Tensor precision)
    {
        // P = U·Uᵀ with an upper triangular U, found on the matrix turned around; then L = U⁻ᵀ.
        var upper = Linalg.Cholesky(precision.Flip(-2, -1)).Flip(-2, -1);
        return Linalg.SolveTriangular(upper.Transpose(-2, -1), Tensor.Eye(precision.Size(-1), dtype: precision.DType), upper: false);
    }

    /// <summary>The lower triangular factor of I + Wᵀ·D⁻¹·W, the capacitance matrix of W·Wᵀ + D.</summary>
    public static Tensor CapacitanceTril(Tensor factor, Tensor diagonal)
    {
        var scaled = factor.Transpose(-2, -1) / diagonal.Unsqueeze(-2);
        return Linalg.Cholesky(scaled.MatMul(factor) + Tensor.Eye(factor.Size(-1), dtype: factor.DType));
    }
}
