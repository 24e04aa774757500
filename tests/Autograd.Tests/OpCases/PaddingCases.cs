using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Padding() =>
    [
        Unary("pad", x => F.Pad(x, [1, 2])),
        Unary("pad_value", x => F.Pad(x, [0, 1, 2, 0], value: -1.5)),
        Unary("pad_all", x => F.Pad(x, [1, 0, 0, 2, 1, 1]), In(2, 3, 4)),
        Unary("pad_negative", x => F.Pad(x, [-1, 2]), In(2, 4)),
        Unary("pad_crop", x => F.Pad(x, [-1, -1, 0, -1]), In(3, 4)),
        Unary("pad_transposed", x => F.Pad(x.T, [1, 1])),
        Unary("pad_nothing", x => F.Pad(x, [])),
        Unary("pad_reflect", x => F.Pad(x, [3, 2], PadMode.Reflect), In(2, 3, 4)),
        Unary("pad_reflect_2d", x => F.Pad(x, [1, 2, 2, 0], PadMode.Reflect), In(2, 1, 3, 4)),
        Unary("pad_reflect_crop", x => F.Pad(x, [3, -1], PadMode.Reflect), In(2, 3, 4)),
        Unary("pad_replicate", x => F.Pad(x, [2, 5], PadMode.Replicate), In(2, 3, 4)),
        Unary("pad_replicate_2d", x => F.Pad(x, [1, 2, 2, 0], PadMode.Replicate), In(2, 1, 3, 4)),
        Unary("pad_replicate_crop", x => F.Pad(x, [-1, 3], PadMode.Replicate), In(2, 3, 4)),
        Unary("pad_circular", x => F.Pad(x, [1, 4], PadMode.Circular), In(2, 3, 4)),
        Unary("pad_circular_2d", x => F.Pad(x, [1, 2, 3, 0], PadMode.Circular), In(2, 1, 3, 4)),
        Unary("pad_circular_crop", x => F.Pad(x, [2, -1], PadMode.Circular), In(2, 3, 4)),
    ];
}
