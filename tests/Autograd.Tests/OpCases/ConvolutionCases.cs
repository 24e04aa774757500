using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Convolutions() =>
    [
        new("conv1d", x => F.Conv1d(x[0], x[1], x[2]), In(2, 3, 7), In(4, 3, 3), In(4)),
        new("conv1d_stride", x => F.Conv1d(x[0], x[1], x[2], stride: 3, padding: 2, dilation: 2), In(2, 2, 9), In(3, 2, 3), In(3)),
        new("conv1d_unbatched", x => F.Conv1d(x[0], x[1]), In(2, 6), In(3, 2, 2)),
        new("conv1d_same", x => F.Conv1d(x[0], x[1], padding: Autograd.Padding.Same), In(1, 2, 5), In(2, 2, 4)),
        new("conv2d", x => F.Conv2d(x[0], x[1], x[2]), In(2, 3, 5, 6), In(4, 3, 3, 2), In(4)),
        new("conv2d_no_bias", x => F.Conv2d(x[0], x[1]), In(1, 2, 4, 4), In(3, 2, 2, 3)),
        new("conv2d_point", x => F.Conv2d(x[0], x[1], x[2]), In(2, 3, 3, 3), In(5, 3, 1, 1), In(5)),
        new("conv2d_point_stride", x => F.Conv2d(x[0], x[1], stride: 2), In(2, 3, 5, 4), In(2, 3, 1, 1)),
        new("conv2d_all", x => F.Conv2d(x[0], x[1], x[2], (2, 1), (1, 2), (1, 2), 2), In(2, 4, 6, 5), In(6, 2, 3, 2), In(6)),
        new("conv2d_stride_2", x => F.Conv2d(x[0], x[1], x[2], 2, 1), In(2, 2, 6, 7), In(3, 2, 3, 3), In(3)),
        new("conv2d_unbatched", x => F.Conv2d(x[0], x[1], x[2], padding: 1), In(2, 4, 4), In(3, 2, 3, 3), In(3)),
        new("conv2d_same", x => F.Conv2d(x[0], x[1], padding: Autograd.Padding.Same, dilation: (1, 2)), In(1, 2, 4, 5), In(2, 2, 2, 3)),
        new("conv2d_valid", x => F.Conv2d(x[0], x[1], padding: Autograd.Padding.Valid), In(1, 1, 4, 5), In(2, 1, 2, 3)),
        new("conv2d_depthwise", x => F.Conv2d(x[0], x[1], x[2], padding: 1, groups: 3), In(2, 3, 5, 5), In(3, 1, 3, 3), In(3)),
        new("conv2d_depthwise_stride", x => F.Conv2d(x[0], x[1], stride: 2, padding: (0, 1), dilation: (2, 1), groups: 2),
            In(2, 2, 7, 6), In(2, 1, 3, 2)),
        new("conv2d_depthwise_twice", x => F.Conv2d(x[0], x[1], groups: 2), In(1, 2, 4, 4), In(4, 1, 2, 2)),
        new("conv2d_wide_padding", x => F.Conv2d(x[0], x[1], padding: 3, groups: 2), In(1, 2, 3, 2), In(2, 1, 2, 2)),
        new("conv2d_one_patch", x => F.Conv2d(x[0], x[1], x[2]), In(2, 2, 3, 4), In(3, 2, 3, 4), In(3)),
        new("conv2d_left_over", x => F.Conv2d(x[0], x[1], stride: 3), In(1, 2, 8, 7), In(2, 2, 2, 3)),
        new("conv3d", x => F.Conv3d(x[0], x[1], x[2]), In(1, 2, 3, 4, 3), In(2, 2, 2, 2, 2), In(2)),
        new("conv3d_all", x => F.Conv3d(x[0], x[1], x[2], (1, 2, 1), (1, 0, 1), (2, 1, 1), 2), In(1, 2, 4, 4, 3), In(4, 1, 2, 2, 2), In(4)),
        new("conv_transpose1d", x => F.ConvTranspose1d(x[0], x[1], x[2], 2, 1, 1), In(2, 3, 4), In(3, 2, 3), In(2)),
        new("conv_transpose2d", x => F.ConvTranspose2d(x[0], x[1], x[2]), In(2, 3, 3, 4), In(3, 2, 2, 3), In(2)),
        new("conv_transpose2d_all", x => F.ConvTranspose2d(x[0], x[1], x[2], (2, 3), (1, 0), (1, 2), 2, (1, 2)),
            In(2, 4, 3, 2), In(4, 3, 3, 2), In(6)),
        new("conv_transpose2d_depthwise", x => F.ConvTranspose2d(x[0], x[1], x[2], 2, 1, groups: 3), In(2, 3, 3, 3), In(3, 1, 3, 3), In(3)),
        new("conv_transpose2d_depthwise_1", x => F.ConvTranspose2d(x[0], x[1], x[2], groups: 2), In(1, 2, 3, 4), In(2, 1, 2, 3), In(2)),
        new("conv_transpose2d_point", x => F.ConvTranspose2d(x[0], x[1], x[2]), In(2, 3, 2, 3), In(3, 2, 1, 1), In(2)),
        new("conv_transpose2d_gaps", x => F.ConvTranspose2d(x[0], x[1], x[2], 3), In(1, 2, 2, 3), In(2, 2, 1, 2), In(2)),
        new("conv_transpose2d_unbatched", x => F.ConvTranspose2d(x[0], x[1]), In(2, 3, 3), In(2, 1, 2, 2)),
        new("conv_transpose3d", x => F.ConvTranspose3d(x[0], x[1], x[2], (1, 2, 1), 1), In(1, 2, 2, 3, 2), In(2, 2, 2, 3, 3), In(2)),
        Unary("unfold_image", x => F.Unfold(x, (2, 3)), In(2, 3, 4, 5)),
        Unary("unfold_image_all", x => F.Unfold(x, 2, (1, 2), (2, 1), (2, 1)), In(2, 2, 3, 4)),
        Unary("unfold_image_unbatched", x => F.Unfold(x, 2), In(2, 3, 3)),
        Unary("fold", x => F.Fold(x, (4, 5), (2, 3)), In(2, 12, 9)),
        Unary("fold_all", x => F.Fold(x, (3, 4), 2, (1, 2), (2, 1), (2, 1)), In(2, 8, 12)),
        Unary("fold_unbatched", x => F.Fold(x, 3, 2), In(8, 4)),
    ];
}
