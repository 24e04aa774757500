namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Rounding() =>
    [
        Binary("div_floor", (a, b) => a.Div(b, RoundingMode.Floor), Between(0.1, 0.9, 2, 3), Between(2, 4, 2, 3)),
        Binary("div_trunc", (a, b) => a.Div(b, RoundingMode.Trunc), Between(0.1, 0.9, 2, 3), Between(2, 4, 2, 3)),
        Unary("div_floor_number", x => x.Div(0.75, RoundingMode.Floor), Multiples(2, 3)),
        Unary("div_trunc_number", x => x.Div(-0.75, RoundingMode.Trunc), Multiples(2, 3)),
        Binary("fmod", (a, b) => a.Fmod(b), Between(5.2, 5.8, 2, 3), Between(2.1, 2.4, 2, 3)),
        Unary("fmod_number", x => x.Fmod(-0.75), Multiples(2, 3)),
        Unary("round_decimals", x => x.Round(1), new OpInput(2, 3) { Low = 0.01, High = 0.04 }),
        Unary("round_tens", x => x.Round(-1), Between(-4, 4, 2, 3)),
        Unary("frac", x => x.Frac(), Whole(2, 3)),
    ];

    private static OpInput Multiples(params int[] shape) => new(shape) { Avoid = [-1.5, -0.75, 0, 0.75, 1.5] };
}
