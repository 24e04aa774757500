namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Activations() =>
    [
        Unary("softplus", x => x.Softplus()),
        Unary("softplus_sharp", x => x.Softplus(5, 4), Bends(0.8)),
        Unary("elu", x => x.Elu(), Nonzero(2, 3)),
        Unary("elu_alpha", x => x.Elu(1.5), Nonzero(2, 3)),
        Unary("celu", x => x.Celu(1.5), Nonzero(2, 3)),
        Unary("selu", x => x.Selu(), Nonzero(2, 3)),
        Unary("leaky_relu", x => x.LeakyRelu(), Nonzero(2, 3)),
        Unary("leaky_relu_steep", x => x.LeakyRelu(0.3), Nonzero(2, 3)),
        new("prelu", x => x[0].Prelu(x[1]), Nonzero(2, 3), In(3)),
        new("prelu_one", x => x[0].Prelu(x[1]), Nonzero(2, 3, 2), In(1)),
        new("prelu_channels", x => x[0].Prelu(x[1]), Nonzero(2, 3, 2), In(3)),
        Unary("mish", x => x.Mish()),
        Unary("hardtanh", x => x.Hardtanh(), Bends(-1, 1)),
        Unary("hardtanh_bounds", x => x.Hardtanh(-1.5, 0.25), Bends(-1.5, 0.25)),
        Unary("relu6", x => x.Relu6(), new OpInput(2, 3) { Low = -4, High = 10, Avoid = [0, 6] }),
        Unary("hardsigmoid", x => x.Hardsigmoid(), new OpInput(2, 3) { Low = -5, High = 5, Avoid = [-3, 3] }),
        Unary("hardswish", x => x.Hardswish(), new OpInput(2, 3) { Low = -5, High = 5, Avoid = [-3, 3] }),
        Unary("softsign", x => x.Softsign(), Nonzero(2, 3)),
        Unary("tanhshrink", x => x.Tanhshrink()),
        Unary("softshrink", x => x.Softshrink(), Bends(-0.5, 0.5)),
        Unary("hardshrink", x => x.Hardshrink(0.75), Bends(-0.75, 0.75)),
        Unary("threshold", x => x.Threshold(0.25, -3), Bends(0.25)),
        Unary("log_sigmoid", x => x.LogSigmoid()),
        Unary("glu", x => x.Glu(), In(2, 4)),
        Unary("glu_first", x => x.Glu(0), In(4, 3)),
        Unary("glu_middle", x => x.Glu(1), In(2, 4, 2)),
        Unary("softmin", x => x.Softmin(-1)),
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

    private static OpInput Bends(params double[] points) => new(2, 3) { Avoid = points };
}
