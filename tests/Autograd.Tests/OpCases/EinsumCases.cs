namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Einsum() =>
    [
        new("einsum_identity", x => Tensor.Einsum("ij->ij", x), In(2, 3)) { IsView = true },
        new("einsum_transpose", x => Tensor.Einsum("ij->ji", x), In(2, 3)) { IsView = true },
        new("einsum_implicit_transpose", x => Tensor.Einsum("ba", x), In(2, 3)) { IsView = true },
        new("einsum_capitals_first", x => Tensor.Einsum("aB", x), In(2, 3)) { IsView = true },
        new("einsum_sum", x => Tensor.Einsum("ij->", x), In(2, 3)),
        new("einsum_trace", x => Tensor.Einsum("ii", x), In(3, 3)),
        new("einsum_diagonal", x => Tensor.Einsum("ii->i", x), In(3, 3)) { IsView = true },
        new("einsum_cube_diagonal", x => Tensor.Einsum("iii->i", x), In(3, 3, 3)) { IsView = true },
        new("einsum_two_diagonals", x => Tensor.Einsum("ijij->ji", x), In(2, 3, 2, 3)) { IsView = true },
        new("einsum_ellipsis_first", x => Tensor.Einsum("...ij->...ji", x), In(2, 2, 3)) { IsView = true },
        new("einsum_ellipsis_last", x => Tensor.Einsum("ij...->ji...", x), In(2, 3, 4)) { IsView = true },
        new("einsum_ellipsis_between", x => Tensor.Einsum("i...j->...", x), In(2, 4, 3)),
        new("einsum_ellipsis_summed", x => Tensor.Einsum("...ij->ij", x), In(2, 2, 3)),
        new("einsum_matmul", x => Tensor.Einsum("ij,jk", x), In(2, 3), In(3, 4)),
        new("einsum_matmul_transposed", x => Tensor.Einsum(" i j , k j -> k i ", x), In(2, 3), In(4, 3)),
        new("einsum_dot", x => Tensor.Einsum("i,i", x), In(3), In(3)),
        new("einsum_outer", x => Tensor.Einsum("i,j->ij", x), In(2), In(3)),
        new("einsum_elementwise", x => Tensor.Einsum("ij,ij->ij", x), In(2, 3), In(2, 3)),
        new("einsum_number", x => Tensor.Einsum(",ij->ji", x), In(), In(2, 3)),
        new("einsum_batch", x => Tensor.Einsum("bij,bjk->bik", x), In(2, 3, 4), In(2, 4, 5)),
        new("einsum_attention", x => Tensor.Einsum("bqhd,bkhd->bhqk", x), In(2, 3, 2, 4), In(2, 5, 2, 4)),
        new("einsum_batch_broadcast", x => Tensor.Einsum("...ij,...jk->...ik", x), In(2, 1, 3, 4), In(5, 4, 2)),
        new("einsum_size_1_broadcast", x => Tensor.Einsum("ij,ij->i", x), In(2, 3), In(1, 3)),
        new("einsum_bilinear", x => Tensor.Einsum("bn,anm,bm->ba", x), In(2, 3), In(5, 3, 4), In(2, 4)),
        new("einsum_diagonal_and_sum", x => Tensor.Einsum("iij,jk,l->k", x), In(3, 3, 2), In(2, 4), In(2)),
        new("einsum_chain", x => Tensor.Einsum("ij,jk,kl,lm->im", x), In(2, 3), In(3, 4), In(4, 2), In(2, 3)),
        new("einsum_same_operand", x => Tensor.Einsum("ij,kj->ik", x[0], x[0]), In(2, 3)),
    ];
}
