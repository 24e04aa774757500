namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Shaping() =>
    [
        View("reshape", x => x.Reshape(3, -1)),
        View("reshape_of_transposed", x => x.T.Reshape(2, 3)),
        View("view", x => x.View(6)) with { NeedsContiguous = true },
        View("flatten", x => x.Flatten(1), In(2, 3, 2)),
        View("unsqueeze", x => x.Unsqueeze(1)),
        View("squeeze", x => x.Squeeze(), In(2, 1, 3, 1)),
        View("squeeze_dim", x => x.Squeeze(1), In(2, 1, 3, 1)),
        View("expand", x => x.Expand(2, -1, 3), In(2, 1)),
        View("permute", x => x.Permute(2, 0, 1), In(2, 3, 2)),
        View("transpose", x => x.Transpose(0, -1), In(2, 3, 2)),
        View("t", x => x.T),
        Unary("tril", x => x.Tril(), In(3, 4)),
        Unary("triu", x => x.Triu(1), In(2, 3, 4)),
        View("contiguous", x => x.T.Contiguous()),
    ];

    private static OpCase View(string name, Func<Tensor, Tensor> function, OpInput? input = null) =>
        Unary(name, function, input) with { IsView = true };
}
