namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Ordering() =>
    [
        Unary("sort", x => x.Sort().Values, In(2, 5)),
        Unary("sort_first", x => x.Sort(0).Values, In(4, 3)),
        Unary("sort_middle", x => x.Sort(1).Values, In(2, 4, 3)),
        Unary("sort_descending", x => x.Sort(1, descending: true).Values, In(2, 4, 3)),
        Unary("sort_squared", x => x.Sort().Values.Square(), In(2, 4)),
        Unary("topk", x => x.TopK(2).Values, In(2, 5)),
        Unary("topk_smallest", x => x.TopK(3, dim: 1, largest: false).Values, In(2, 4, 3)),
        Unary("topk_unsorted", x => x.TopK(3, sorted: false).Values, In(2, 5)) with { HasFixture = false },
        Unary("kthvalue", x => x.KthValue(2).Values, In(2, 5)),
        Unary("kthvalue_kept", x => x.KthValue(3, dim: 1, keepDim: true).Values, In(2, 4, 3)),
        Unary("median", x => x.Median()),
        Unary("median_dim", x => x.Median(1).Values, In(2, 4, 3)),
        Unary("median_kept", x => x.Median(0, keepDim: true).Values, In(3, 2)),
        Unary("median_squared", x => x.Median(1).Values.Square(), In(2, 4, 3)) with { HasFixture = false },
        Unary("nanmedian", x => x.NanMedian()),
        Unary("nanmedian_dim", x => x.NanMedian(1).Values, In(2, 4, 3)),
        Unary("mode", x => x.Mode().Values, In(2, 5)),
        Unary("mode_kept", x => x.Mode(0, keepDim: true).Values, In(4, 2)),
    ];
}
