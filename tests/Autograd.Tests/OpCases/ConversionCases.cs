namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Conversion() =>
    [
        Unary("clone", x => x.Clone()),
        Unary("to_same", x => x.To(x.DType)) with { IsView = true },
        new("mul_by_integers", x => x[0] * Tensor.From([1L, 2, 3]), In(2, 3)),
        new("mul_by_float32", x => x[0] * Tensor.From([0.5f, 2, 3]), In(2, 3)),
    ];
}
