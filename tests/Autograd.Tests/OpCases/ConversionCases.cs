namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Conversion() =>
    [
        Unary("clone", x => x.Clone()),
        Unary("to_same", x => x.To(x.DType)) with { IsView = true },
        Unary("to_float32_and_back", x => x.Float().To(x.DType)) with
        {
            MatchesDifferences = false, // Rounding is a staircase; the gradient passes as if it were not there.
            IsView = true, // In Float32 there is nothing to convert.
        },
        new("mul_by_integers", x => x[0] * Tensor.From([1L, 2, 3]), In(2, 3)),
        new("mul_by_float32", x => x[0] * Tensor.From([0.5f, 2, 3]), In(2, 3)),
    ];
}
