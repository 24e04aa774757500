namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Elementwise() =>
    [
        Unary("exp", x => x.Exp()),
        Unary("expm1", x => x.Expm1()),
        Unary("log", x => x.Log(), Positive(2, 3)),
        Unary("log2", x => x.Log2(), Positive(2, 3)),
        Unary("log10", x => x.Log10(), Positive(2, 3)),
        Unary("log1p", x => x.Log1p(), Between(-0.8, 3, 2, 3)),
        Unary("sqrt", x => x.Sqrt(), Positive(2, 3)),
        Unary("rsqrt", x => x.Rsqrt(), Positive(2, 3)),
        Unary("reciprocal", x => x.Reciprocal(), Nonzero(2, 3)),
        Unary("square", x => x.Square()),
        Unary("abs", x => x.Abs(), Nonzero(2, 3)),
        Unary("sign", x => x.Sign(), Nonzero(2, 3)),
        Unary("floor", x => x.Floor(), Whole(2, 3)),
        Unary("ceil", x => x.Ceil(), Whole(2, 3)),
        Unary("round", x => x.Round(), new OpInput(2, 3) { Avoid = [-1.5, -0.5, 0.5, 1.5] }),
        Unary("trunc", x => x.Trunc(), Whole(2, 3)),
        Unary("sin", x => x.Sin()),
        Unary("cos", x => x.Cos()),
        Unary("tan", x => x.Tan(), Between(-1.2, 1.2, 2, 3)),
        Unary("asin", x => x.Asin(), Between(-0.9, 0.9, 2, 3)),
        Unary("acos", x => x.Acos(), Between(-0.9, 0.9, 2, 3)),
        Unary("atan", x => x.Atan()),
        Unary("sinh", x => x.Sinh()),
        Unary("cosh", x => x.Cosh()),
        Unary("clamp", x => x.Clamp(-1, 0.5), new OpInput(2, 3) { Avoid = [-1, 0.5] }),
        Unary("clamp_min", x => x.Clamp(min: 0.25), new OpInput(2, 3) { Avoid = [0.25] }),
        Unary("clamp_max", x => x.Clamp(max: 0.25), new OpInput(2, 3) { Avoid = [0.25] }),
        Unary("clamp_crossed", x => x.Clamp(1, -1)),
        Binary("maximum", (a, b) => a.Maximum(b)),
        Binary("minimum", (a, b) => a.Minimum(b)),
        Binary("pow", (a, b) => a.Pow(b), Positive(2, 3)),
        Unary("pow_0", x => x.Pow(0)),
        Unary("pow_1", x => x.Pow(1)),
        Unary("pow_2", x => x.Pow(2)),
        Unary("pow_3", x => x.Pow(3)),
        Unary("pow_minus_2", x => x.Pow(-2), Nonzero(2, 3)),
        Unary("pow_half", x => x.Pow(0.5), Positive(2, 3)),
        Unary("pow_minus_half", x => x.Pow(-0.5), Positive(2, 3)),
        Unary("zero_pow", x => Tensor.Pow(0.0, x), Positive(2, 3)) with { HasFixture = false }, // PyTorch's second derivative is NaN.
        Unary("number_pow", x => Tensor.Pow(2.5, x)),
        Binary("remainder", (a, b) => a % b, Between(5.2, 5.8, 2, 3), Between(2.1, 2.4, 2, 3)),
        Unary("remainder_number", x => x % 0.75, new OpInput(2, 3) { Avoid = [-1.5, -0.75, 0, 0.75, 1.5] }),
    ];

    private static OpInput Whole(params int[] shape) => new(shape) { Avoid = [-1, 0, 1] };
}
