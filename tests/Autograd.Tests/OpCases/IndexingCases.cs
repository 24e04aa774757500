namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Indexing() =>
    [
        View("index_row", x => x[1], In(3, 4)),
        View("index_row_from_end", x => x[^1], In(3, 4)),
        View("index_element", x => x[1, -1], In(3, 4)),
        View("index_range", x => x[1..], In(3, 4)),
        View("index_column", x => x[.., 2], In(3, 4)),
        View("index_block", x => x[..2, 1..3], In(3, 4)),
        View("index_stepped", x => x[TensorIndex.Slice(step: 2), TensorIndex.Slice(1, null, 2)], In(3, 4)),
        View("index_backwards", x => x[TensorIndex.Slice(step: -1), TensorIndex.Slice(step: -2)], In(3, 4)) with { HasFixture = false },
        View("index_new_axis", x => x[.., TensorIndex.NewAxis, 1], In(3, 4)),
        View("index_ellipsis", x => x[TensorIndex.Ellipsis, 0], In(2, 3, 2)),
        Unary("index_one_in_list", x => x[[1]], In(3, 4)),
        Unary("index_list", x => x[[2, 0, 2]], In(3, 4)),
        Unary("index_list_of_columns", x => x[.., new[] { 3, 0, 3 }], In(3, 4)),
        Unary("index_two_lists", x => x[new[] { 0, 2, 0 }, new[] { 1, 3, 1 }], In(3, 4)),
        Unary("index_list_and_range", x => x[new[] { 0, 2 }, 1..], In(3, 4)),
        Unary("index_tensor", x => x[Tensor.From(new[,] { { 0L, 2 }, { 2, 1 } })], In(3, 4)),
        Unary("index_mask", x => x[new[] { true, false, true }], In(3, 4)),
        Unary("index_full_mask", x => x[x.Detach() > 0], Nonzero(3, 4)),
        Unary("masked_select", x => x.MaskedSelect(x.Detach() > 0), Nonzero(3, 4)),
        Unary("gather", x => x.Gather(1, Tensor.From(new[,] { { 0L, 2, 0 }, { 3, 3, 1 } })), In(2, 4)),
        new("scatter_add", x => x[0].ScatterAdd(1, Tensor.From(new[,] { { 0L, 2, 0 }, { 3, 3, 1 } }), x[1]), In(2, 4), In(2, 3)),
        Unary("index_select", x => x.IndexSelect(0, Tensor.From([2L, 0, 2])), In(3, 4)),
        View("select", x => x.Select(1, 2), In(3, 4)),
        View("narrow", x => x.Narrow(1, 1, 2), In(3, 4)),
        Binary("where", (a, b) => Tensor.Where(a.Detach() > b.Detach(), a, b)),
        Unary("where_number", x => Tensor.Where(x.Detach() > 0, x, 0.5), Nonzero(2, 3)),
        Unary("masked_fill", x => x.MaskedFill(x.Detach() > 0, 0.5), Nonzero(2, 3)),
        new("masked_fill_tensor", x => x[0].MaskedFill(x[0].Detach() > 0, x[1]), Nonzero(2, 3), In()),
        Unary("embedding", x => Tensor.EmbeddingLookup(x, Tensor.From(new[,] { { 0L, 2 }, { 2, 1 } })), In(3, 4)),
        Unary("embedding_padding", x => Tensor.EmbeddingLookup(x, Tensor.From(new[,] { { 0L, 2 }, { 2, 1 } }), 2), In(3, 4)) with
        {
            MatchesDifferences = false, // The row that stands for padding is not to be trained.
        },
    ];
}
