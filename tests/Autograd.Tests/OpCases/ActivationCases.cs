namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Activations() =>
    [
        Unary("softplus", x => x.Softplus()),
        Unary("tanh", x => x.Tanh()),
        Unary("sigmoid", x => x.Sigmoid()),
        Unary("relu", x => x.Relu(), Nonzero(2, 3)),
        Unary("gelu", x => x.Gelu()),
        Unary("gelu_tanh", x => x.Gelu(GeluApproximation.Tanh)),
        Unary("silu", x => x.Silu()),
        Unary("softmax_last", x => x.Softmax(-1)),
        Unary("softmax_first", x => x.Softmax(0)),
        Unary("softmax_middle", x => x.Softmax(1), In(2, 3, 2)),
        Unary("log_softmax_last", x => x.LogSoftmax(-1)),
        Unary("log_softmax_first", x => x.LogSoftmax(0)),
        Unary("log_softmax_middle", x => x.LogSoftmax(1), In(2, 3, 2)),
    ];
}
