using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static readonly Tensor _unpoolPlaces = Tensor.From([0L, 3, 9, 11, 1, 6, 8, 15], [1, 2, 2, 2]);

    private static Tensor Draws(Tensor x, int rank) =>
        (Tensor.Arange(x.Size(-rank - 1) * rank, DType.Float64) * 0.37 % 1).Reshape(1, x.Size(-rank - 1), rank);

    private static OpCase[] Pooling() =>
    [
        Unary("max_pool1d", x => F.MaxPool1d(x, 2), In(2, 3, 7)),
        Unary("max_pool1d_all", x => F.MaxPool1d(x, 3, 2, 1, 2, ceilMode: true), In(1, 2, 9)),
        Unary("max_pool2d", x => F.MaxPool2d(x, 2), In(2, 2, 4, 5)),
        Unary("max_pool2d_overlap", x => F.MaxPool2d(x, 3, 1, 1), In(1, 2, 4, 5)),
        Unary("max_pool2d_all", x => F.MaxPool2d(x, (3, 2), (2, 3), (1, 0), (1, 2), ceilMode: true), In(2, 2, 6, 7)),
        Unary("max_pool2d_unbatched", x => F.MaxPool2d(x, 2, ceilMode: true), In(2, 3, 5)),
        Unary("max_pool3d", x => F.MaxPool3d(x, 2, 1), In(1, 2, 3, 3, 3)),
        Unary("max_pool3d_all", x => F.MaxPool3d(x, (2, 3, 2), (1, 2, 2), (1, 1, 0), (2, 1, 1), ceilMode: true), In(1, 2, 3, 4, 5)),
        Unary("avg_pool1d", x => F.AvgPool1d(x, 3, 2, 1), In(2, 3, 8)),
        Unary("avg_pool1d_exclusive", x => F.AvgPool1d(x, 3, 2, 1, ceilMode: true, countIncludePad: false), In(2, 3, 8)),
        Unary("avg_pool2d", x => F.AvgPool2d(x, 2), In(2, 2, 4, 5)),
        Unary("avg_pool2d_all", x => F.AvgPool2d(x, (3, 2), (2, 1), (1, 1), ceilMode: true), In(2, 2, 6, 4)),
        Unary("avg_pool2d_exclusive", x => F.AvgPool2d(x, 3, 2, 1, ceilMode: true, countIncludePad: false), In(2, 2, 4, 5)),
        Unary("avg_pool2d_divisor", x => F.AvgPool2d(x, 2, 3, ceilMode: true, divisorOverride: -3), In(1, 2, 4, 5)),
        Unary("avg_pool2d_unbatched", x => F.AvgPool2d(x, 2, 1), In(2, 3, 4)),
        Unary("avg_pool3d", x => F.AvgPool3d(x, 2, 1), In(1, 2, 3, 3, 3)),
        Unary("avg_pool3d_all", x => F.AvgPool3d(x, (2, 3, 2), (1, 2, 2), 1, true, false), In(1, 2, 3, 4, 5)),
        Unary("adaptive_avg_pool1d", x => F.AdaptiveAvgPool1d(x, 3), In(2, 2, 7)),
        Unary("adaptive_avg_pool2d", x => F.AdaptiveAvgPool2d(x, (2, 3)), In(2, 2, 5, 7)),
        Unary("adaptive_avg_pool2d_kept", x => F.AdaptiveAvgPool2d(x, (null, 2)), In(2, 2, 3, 4)),
        Unary("adaptive_avg_pool2d_one", x => F.AdaptiveAvgPool2d(x, 1), In(2, 2, 3, 4)),
        Unary("adaptive_avg_pool2d_larger", x => F.AdaptiveAvgPool2d(x, 5), In(2, 3, 4)),
        Unary("adaptive_avg_pool3d", x => F.AdaptiveAvgPool3d(x, (2, 3, 2)), In(1, 2, 3, 4, 5)),
        Unary("adaptive_avg_pool3d_one", x => F.AdaptiveAvgPool3d(x, 1), In(1, 2, 3, 2, 2)),
        Unary("adaptive_max_pool1d", x => F.AdaptiveMaxPool1d(x, 3), In(2, 2, 7)),
        Unary("adaptive_max_pool2d", x => F.AdaptiveMaxPool2d(x, (2, 3)), In(2, 2, 5, 7)),
        Unary("adaptive_max_pool2d_kept", x => F.AdaptiveMaxPool2d(x, (2, null)), In(2, 5, 3)),
        Unary("adaptive_max_pool3d", x => F.AdaptiveMaxPool3d(x, (2, 3, 2)), In(1, 2, 3, 4, 5)),
        Unary("fractional_max_pool2d", x => F.FractionalMaxPool2d(x, (2, 1), (3, 4), randomSamples: Draws(x, 2)), In(1, 2, 6, 7)),
        Unary("fractional_max_pool2d_ratio", x => F.FractionalMaxPool2d(x, 2, outputRatio: (0.5, 0.7), randomSamples: Draws(x, 2)), In(2, 7, 6)),
        Unary("fractional_max_pool3d", x => F.FractionalMaxPool3d(x, 2, (2, 3, 4), randomSamples: Draws(x, 3)), In(1, 2, 4, 6, 7)),
        Unary("lp_pool1d", x => F.LpPool1d(x, 2, 3, 2), Positive(2, 2, 7)),
        Unary("lp_pool2d", x => F.LpPool2d(x, 3, (2, 3)), Positive(2, 2, 4, 7)),
        Unary("lp_pool2d_ceil", x => F.LpPool2d(x, 1.5, 2, 2, ceilMode: true), Positive(1, 2, 5, 4)),
        Unary("lp_pool3d", x => F.LpPool3d(x, 2, 2, 1), Positive(1, 2, 3, 2, 3)) with { HasFixture = false },
        Unary("max_unpool1d", x => F.MaxUnpool1d(x, Tensor.From([1L, 2, 5, 0, 3, 4], [1, 2, 3]), 2), In(1, 2, 3)),
        Unary("max_unpool2d", x => F.MaxUnpool2d(x, _unpoolPlaces, 2), In(1, 2, 2, 2)),
        Unary("max_unpool2d_size", x => F.MaxUnpool2d(x, _unpoolPlaces, 2, 2, 0, (5, 4)), In(1, 2, 2, 2)),
        Unary("max_unpool3d", x => F.MaxUnpool3d(x, Tensor.From([1L, 7], [1, 2, 1, 1, 1]), 2), In(1, 2, 1, 1, 1)),
    ];
}
