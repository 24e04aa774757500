namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    /// <summary>Matrices of full rank, with singular values apart from each other, whatever the input.</summary>
    private static Tensor Spread(Tensor x) =>
        x * 0.2 + Tensor.Eye(x.Size(-2), x.Size(-1), x.DType) * (Tensor.Arange(x.Size(-1)) * 1.5 + 2);

    private static Tensor Positive(Tensor x) =>
        x.MatMul(x.Transpose(-2, -1)) + 2 * Tensor.Eye(x.Size(-2), dtype: DTypes.Promote(x.DType, DType.Float32));

    private static Tensor Symmetric(Tensor x) => Spread(x) + Spread(x).Transpose(-2, -1);

    /// <summary>A matrix of rank 2 at most.</summary>
    private static Tensor Thin(Tensor x) => x.MatMul(x.Transpose(-2, -1) * 0.5);

    private static OpCase[] Factorizations() =>
    [
        new("inv", x => Linalg.Inv(Spread(x[0])), In(3, 3)),
        new("matrix_power_inverse", x => Linalg.MatrixPower(Spread(x[0]), -2), In(3, 3)),
        new("inv_batch", x => Linalg.Inv(Spread(x[0])), In(2, 2, 2)),
        new("solve", x => Linalg.Solve(Spread(x[0]), x[1]), In(3, 3), In(3, 2)),
        new("solve_vector", x => Linalg.Solve(Spread(x[0]), x[1]), In(3, 3), In(3)),
        new("solve_vectors", x => Linalg.Solve(Spread(x[0]), x[1]), In(2, 3, 3), In(2, 3)),
        new("solve_right", x => Linalg.Solve(Spread(x[0]), x[1], left: false), In(3, 3), In(2, 3)),
        new("solve_broadcast", x => Linalg.Solve(Spread(x[0]), x[1]), In(2, 1, 3, 3), In(2, 3, 1)),
        new("solve_many_right_sides", x => Linalg.Solve(Spread(x[0]), x[1]), In(3, 3), In(2, 3, 2)),
        new("solve_triangular", x => Linalg.SolveTriangular(Spread(x[0]), x[1], upper: true), In(3, 3), In(3, 2)),
        new("solve_triangular_lower", x => Linalg.SolveTriangular(Spread(x[0]), x[1], upper: false), In(2, 3, 3), In(3, 1)),
        new("solve_triangular_right", x => Linalg.SolveTriangular(Spread(x[0]), x[1], upper: true, left: false), In(3, 3), In(2, 3)),
        new("solve_triangular_unit", x => Linalg.SolveTriangular(x[0], x[1], upper: false, unitriangular: true), In(3, 3), In(3, 2)),
        new("det", x => Linalg.Det(x[0]), In(3, 3)),
        new("det_batch", x => Linalg.Det(x[0]), In(2, 2, 2)),
        new("det_singular", x => Linalg.Det(Thin(x[0])), In(3, 2)) { HasFixture = false },
        new("slogdet", x => Linalg.SlogDet(Spread(x[0])).LogAbsDet, In(2, 3, 3)),
        new("logdet", x => Linalg.LogDet(Spread(x[0])), In(3, 3)),
        new("cholesky", x => Linalg.Cholesky(Positive(x[0])), In(3, 3)),
        new("cholesky_upper", x => Linalg.Cholesky(Positive(x[0]), upper: true), In(2, 3, 3)),
        new("cholesky_solve", x => Linalg.CholeskySolve(x[1], Spread(x[0]).Tril()), In(3, 3), In(3, 2)),
        new("cholesky_solve_upper", x => Linalg.CholeskySolve(x[1], Spread(x[0]).Triu(), upper: true), In(3, 3), In(3, 2)),
        new("qr_q", x => Linalg.Qr(Spread(x[0])).Q, In(4, 3)),
        new("qr_r", x => Linalg.Qr(Spread(x[0])).R, In(2, 4, 3)),
        new("qr_wide_q", x => Linalg.Qr(Spread(x[0])).Q, In(2, 3)),
        new("qr_wide_r", x => Linalg.Qr(Spread(x[0])).R, In(2, 3)),
        new("qr_wide_both", x => Joined(Linalg.Qr(Spread(x[0])), -1), In(2, 3)),
        new("qr_complete", x => Joined(Linalg.Qr(Spread(x[0]), QrMode.Complete)), In(3, 3)),
        new("lu_l", x => Linalg.Lu(Spread(x[0])).L, In(4, 3)),
        new("lu_u", x => Linalg.Lu(Spread(x[0])).U, In(2, 3, 4)),
        new("lu_product", x => Multiplied(Linalg.Lu(x[0] + 0)), In(3, 3)),
        new("lu_tall_u", x => Linalg.Lu(Spread(x[0])).U, In(4, 3)),
        new("lu_wide_l", x => Linalg.Lu(Spread(x[0])).L, In(3, 4)),
        new("eigh_values", x => Linalg.Eigh(Symmetric(x[0])).Eigenvalues, In(3, 3)),
        new("eigh_vectors", x => Linalg.Eigh(Symmetric(x[0])).Eigenvectors.Square(), In(2, 3, 3)),
        new("eigh_both", x => Recomposed(Linalg.Eigh(Symmetric(x[0]), upper: true)), In(3, 3)),
        new("eigvalsh", x => Linalg.EigValsH(Symmetric(x[0]), upper: true), In(2, 3, 3)),
        new("svd_u", x => Linalg.Svd(Spread(x[0]), fullMatrices: false).U.Square(), In(4, 3)),
        new("svd_s", x => Linalg.Svd(Spread(x[0])).S, In(2, 3, 4)),
        new("svd_vh", x => Linalg.Svd(Spread(x[0]), fullMatrices: false).Vh.Square(), In(3, 4)),
        new("svd_polar", x => Polar(Linalg.Svd(Spread(x[0]), fullMatrices: false)), In(4, 3)),
        new("svd_polar_wide", x => Polar(Linalg.Svd(Spread(x[0]), fullMatrices: false)), In(2, 2, 3)),
        new("svd_all", x => Recomposed(Linalg.Svd(Spread(x[0]), fullMatrices: false)), In(3, 3)),
        new("svd_full_vh", x => Linalg.Svd(Spread(x[0])).Vh.Narrow(-2, 0, Math.Min(x[0].Size(-2), x[0].Size(-1))).Square(), In(3, 4)),
        new("svdvals", x => Linalg.SvdVals(Spread(x[0])), In(4, 3)),
        new("pinv_tall", x => Linalg.PInv(Spread(x[0])), In(4, 3)),
        new("pinv_wide", x => Linalg.PInv(Spread(x[0])), In(2, 2, 3)),
        new("pinv_thin", x => Linalg.PInv(x[0].MatMul(x[1]), rtol: 1e-6), In(4, 2), In(2, 3)),
        new("pinv_hermitian", x => Linalg.PInv(Symmetric(x[0]), hermitian: true), In(3, 3)),
        new("lstsq", x => Linalg.LstSq(Spread(x[0]), x[1]).Solution, In(4, 3), In(4, 2)),
        new("lstsq_wide", x => Linalg.LstSq(Spread(x[0]), x[1]).Solution, In(2, 3), In(2, 2)),
        new("lstsq_residuals", x => Linalg.LstSq(Spread(x[0]), x[1]).Residuals, In(4, 3), In(4, 2)) { HasFixture = false },
        new("matrix_exp", x => Linalg.MatrixExp(x[0]), In(2, 3, 3)),
        new("matrix_exp_large", x => Linalg.MatrixExp(x[0] * 3), In(2, 2)),
        new("matrix_norm_fro", x => Linalg.MatrixNorm(x[0]), In(2, 3, 4)),
        new("matrix_norm_nuc", x => Linalg.MatrixNorm(Spread(x[0]), "nuc", keepDim: true), In(2, 3, 4)),
        new("matrix_norm_1", x => Linalg.MatrixNorm(x[0], 1), In(2, 3, 4)),
        new("matrix_norm_minus_1", x => Linalg.MatrixNorm(x[0], -1, (0, 1)), In(2, 3, 4)),
        new("matrix_norm_inf", x => Linalg.MatrixNorm(x[0], double.PositiveInfinity, (2, 0), keepDim: true), In(2, 3, 4)),
        new("matrix_norm_minus_inf", x => Linalg.MatrixNorm(x[0], double.NegativeInfinity), In(3, 4)),
        new("matrix_norm_2", x => Linalg.MatrixNorm(Spread(x[0]), 2), In(3, 4)),
        new("matrix_norm_minus_2", x => Linalg.MatrixNorm(Spread(x[0]), -2), In(3, 4)),
        new("cond", x => Linalg.Cond(Spread(x[0])), In(3, 4)),
        new("cond_1", x => Linalg.Cond(Spread(x[0]), 1), In(3, 3)),
        new("cond_fro", x => Linalg.Cond(Spread(x[0]), "fro"), In(2, 3, 3)),
    ];

    private static Tensor Joined((Tensor Q, Tensor R) factors, int dim = 0) => Tensor.Cat([factors.Q, factors.R], dim);

    private static Tensor Multiplied((Tensor P, Tensor L, Tensor U) factors) => factors.P.MatMul(factors.L.MatMul(factors.U));

    private static Tensor Polar((Tensor U, Tensor S, Tensor Vh) factors) => factors.U.MatMul(factors.Vh);

    private static Tensor Recomposed((Tensor U, Tensor S, Tensor Vh) factors) =>
        (factors.U * factors.S.Sqrt().Unsqueeze(-2)).MatMul(factors.Vh);

    private static Tensor Recomposed((Tensor Eigenvalues, Tensor Eigenvectors) factors) =>
        (factors.Eigenvectors * factors.Eigenvalues.Sqrt().Unsqueeze(-2)).MatMul(factors.Eigenvectors.Transpose(-2, -1));
}
