namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Arithmetic() =>
    [
        Binary("add", (a, b) => a + b),
        Binary("sub", (a, b) => a - b),
        Binary("mul", (a, b) => a * b),
        Binary("div", (a, b) => a / b, b: Nonzero(2, 3)),
        new("add_broadcast", x => x[0] + x[1] + x[2], In(2, 1, 3), In(4, 1), In()),
        new("mul_broadcast", x => x[0] * x[1] * x[2], In(2, 1, 3), In(4, 1), In()),
        new("div_broadcast", x => x[0] / x[1] / x[2], In(2, 1, 3), Nonzero(4, 1), Positive()),
        Unary("neg", x => -x),
        Unary("add_number", x => x + 1.5 + 2),
        Unary("number_add", x => 1.5 + (2 + x)),
        Unary("sub_number", x => x - 1.5 - 2),
        Unary("number_sub", x => 1.5 - (2 - x)),
        Unary("mul_number", x => x * 1.5 * 2),
        Unary("number_mul", x => 1.5 * (2 * x)),
        Unary("div_number", x => x / 1.5 / 2),
        Unary("number_div", x => 1.5 / x, Nonzero(2, 3)),
        Unary("used_three_times", x => x * x * x + x),
    ];
}
