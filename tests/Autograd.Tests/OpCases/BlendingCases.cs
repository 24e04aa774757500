namespace Autograd.Tests.OpCases;

/// <summary>What picks from several operands or blends them.</summary>
internal static partial class OpTable
{
    private static OpCase[] Blending() =>
    [
        new("clamp_tensors", x => x[0].Clamp(x[1], x[2]), In(2, 3), Between(-2, -0.5, 2, 3), Between(0, 2, 2, 3)),
        Binary("clamp_min_tensor", (a, b) => a.Clamp(min: b)),
        Binary("clamp_max_tensor", (a, b) => a.Clamp(max: b)),
        new("clamp_broadcast", x => x[0].Clamp(x[1], x[2]), In(2, 3), Between(-2, -0.5, 3), Between(0, 2)),
        Binary("fmax", (a, b) => a.Fmax(b)),
        Binary("fmin", (a, b) => a.Fmin(b)),
        Binary("lerp_number", (a, b) => a.Lerp(b, 0.3)),
        Binary("lerp_number_far", (a, b) => a.Lerp(b, 1.5)),
        new("lerp", x => x[0].Lerp(x[1], x[2]), In(2, 3), In(2, 3), In(2, 3)),
        new("lerp_broadcast", x => x[0].Lerp(x[1], x[2]), In(2, 1, 3), In(4, 1), In()),
        new("addcmul", x => x[0].AddCMul(x[1], x[2], 1.5), In(2, 3), In(2, 3), In(2, 3)),
        new("addcmul_broadcast", x => x[0].AddCMul(x[1], x[2]), In(2, 1, 3), In(4, 1), In()),
        new("addcdiv", x => x[0].AddCDiv(x[1], x[2], 1.5), In(2, 3), In(2, 3), Nonzero(2, 3)),
        Binary("heaviside", (a, b) => a.Heaviside(b), Nonzero(2, 3)),
        Unary("nan_to_num", x => x.NanToNum()),
        Unary("nan_to_num_given", x => x.NanToNum(1.5, 2.5, -3.5)),
        Binary("copysign", (a, b) => a.CopySign(b), Nonzero(2, 3), Nonzero(2, 3)),
        Unary("copysign_number", x => x.CopySign(-2), Nonzero(2, 3)),
        Binary("hypot", (a, b) => a.Hypot(b)),
        Binary("atan2", (a, b) => a.Atan2(b), Nonzero(2, 3), Nonzero(2, 3)),
    ];
}
