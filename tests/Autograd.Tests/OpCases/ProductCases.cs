namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Products() =>
    [
        new("dot", x => x[0].Dot(x[1]), In(4), In(4)),
        new("outer", x => x[0].Outer(x[1]), In(3), In(4)),
        new("addmm", x => x[0].AddMM(x[1], x[2]), In(2, 4), In(2, 3), In(3, 4)),
        new("addmm_scaled", x => x[0].AddMM(x[1], x[2], beta: 0.5, alpha: -2), In(4), In(2, 3), In(3, 4)),
        new("addmm_beta_0", x => x[0].AddMM(x[1], x[2], beta: 0), In(2, 4), In(2, 3), In(3, 4)),
        new("addmv", x => x[0].AddMV(x[1], x[2], beta: 1.5, alpha: 0.5), In(2), In(2, 3), In(3)),
        new("baddbmm", x => x[0].BAddBMM(x[1], x[2], beta: 2, alpha: 3), In(2, 1, 4), In(2, 3, 5), In(2, 5, 4)),
        new("diagonal", x => x[0].Diagonal(), In(3, 4)) { IsView = true },
        new("diagonal_above", x => x[0].Diagonal(1, -1, 0), In(3, 2, 4)) { IsView = true },
        new("diagonal_below", x => x[0].Diagonal(-2, 1, 2), In(2, 4, 3)) { IsView = true },
        new("diagonal_outside", x => x[0].Diagonal(5), In(3, 4)) { IsView = true },
        new("diag_embed", x => x[0].DiagEmbed(), In(2, 3)),
        new("diag_embed_above", x => x[0].DiagEmbed(1, 0, 2), In(2, 3)),
        new("diag_embed_below", x => x[0].DiagEmbed(-2, -1, 0), In(2, 3)),
        new("diag_vector", x => x[0].Diag(1), In(3)),
        new("diag_matrix", x => x[0].Diag(-1), In(3, 4)),
        new("trace", x => x[0].Trace(), In(3, 4)),
        new("tensordot", x => x[0].TensorDot(x[1]), In(2, 3, 4), In(3, 4, 2)),
        new("tensordot_0", x => x[0].TensorDot(x[1], 0), In(2, 3), In(3)),
        new("tensordot_dims", x => x[0].TensorDot(x[1], [2, 0], [-1, 0]), In(2, 3, 4), In(2, 5, 4)),
        new("kron", x => x[0].Kron(x[1]), In(2, 3), In(3, 2)),
        new("kron_ranks", x => x[0].Kron(x[1]), In(2, 2, 1), In(3)),
        new("cross", x => x[0].Cross(x[1]), In(2, 3), In(2, 3)),
        new("cross_dim", x => x[0].Cross(x[1], 0), In(3, 1), In(3, 2)),
        new("multi_dot", x => Linalg.MultiDot(x), In(2, 3), In(3, 5), In(5, 1), In(1, 4)),
        new("multi_dot_vectors", x => Linalg.MultiDot(x), In(3), In(3, 4), In(4)),
        new("matrix_power_3", x => Linalg.MatrixPower(x[0], 3), In(2, 3, 3)),
        new("matrix_power_0", x => Linalg.MatrixPower(x[0], 0), In(3, 3)),
        new("vander", x => Linalg.Vander(x[0]), In(2, 3)),
        new("vander_n", x => Linalg.Vander(x[0], 5), In(3)),
    ];
}
