using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static readonly OpInput[] Heads = [In(2, 3, 4), In(2, 5, 4), In(2, 5, 3)];

    private static Tensor Visible => Tensor.From(
        [true, false, true, true, false, true, true, true, true, true, false, true, false, false, false], [3, 5]);

    private static OpCase[] Layers() =>
    [
        new("layer_norm", x => F.LayerNorm(x[0], [5], x[1], x[2]), In(4, 5), In(5), In(5)),
        new("layer_norm_dims", x => F.LayerNorm(x[0], [3, 2], x[1], x[2], 0.1), In(2, 3, 2), In(3, 2), In(3, 2)),
        Unary("layer_norm_plain", x => F.LayerNorm(x, [4]), In(2, 4)),
        new("layer_norm_weight", x => F.LayerNorm(x[0], [37], x[1]), In(2, 37), In(37)),
        new("attention", x => F.ScaledDotProductAttention(x[0], x[1], x[2]), Heads),
        new("attention_causal", x => F.ScaledDotProductAttention(x[0], x[1], x[2], isCausal: true), In(4, 3), In(6, 3), In(6, 2)),
        new("attention_mask", x => F.ScaledDotProductAttention(x[0], x[1], x[2], x[3]), [.. Heads, In(3, 5)]),
        new("attention_visible", x => F.ScaledDotProductAttention(x[0], x[1], x[2], Visible), Heads),
        new("attention_broadcast", x => F.ScaledDotProductAttention(x[0], x[1], x[2], scale: 0.3),
            In(2, 2, 3, 4), In(2, 1, 5, 4), In(5, 3)),
        new OpCase("multihead_attention_packed", x => Tensor.MultiheadAttention([x[0]], 2, batchFirst: false, mask: null, isCausal: true), In(3, 2, 12))
            with { HasFixture = false },
        new OpCase("multihead_attention_mask", x => Tensor.MultiheadAttention([x[0], x[1], x[2]], 2, batchFirst: true, x[3], isCausal: false),
            In(2, 3, 4), In(2, 5, 4), In(2, 5, 4), In(2, 1, 1, 5)) with { HasFixture = false },
        new OpCase("multihead_attention_visible", x => Tensor.MultiheadAttention([x[0], x[1], x[1]], 1, batchFirst: true, Visible, isCausal: true),
            In(2, 3, 2), In(2, 5, 2)) with { HasFixture = false },
        Unary("dropout", x => Tensor.Dropped(x, Tensor.From([0, 2, 2, 0, 2, 2], [2, 3], x.DType)), In(2, 3)) with { HasFixture = false },
    ];
}
