using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static Tensor Classes => Tensor.From([2L, 0, 1]);
    private static Tensor ClassWeights => Tensor.From([0.5, 1.0, 1.5, 2.0], DType.Float64);

    private static OpCase[] Losses() =>
    [
        new("mse_loss", x => F.MseLoss(x[0], x[1]), In(2, 3), In(2, 3)),
        new("mse_loss_none", x => F.MseLoss(x[0], x[1], Reduction.None), In(2, 3), In(2, 3)),
        new("l1_loss", x => F.L1Loss(x[0], x[1]), In(2, 3), Between(2.1, 4, 2, 3)),
        Unary("cross_entropy", x => F.CrossEntropy(x, Classes), In(3, 4)),
        Unary("cross_entropy_sum", x => F.CrossEntropy(x, Classes, reduction: Reduction.Sum), In(3, 4)),
        Unary("cross_entropy_none", x => F.CrossEntropy(x, Classes, reduction: Reduction.None), In(3, 4)),
        Unary("cross_entropy_weights", x => F.CrossEntropy(x, Classes, ClassWeights, ignoreIndex: 0, labelSmoothing: 0.1), In(3, 4)),
        new("cross_entropy_probabilities", x => F.CrossEntropy(x[0], x[1]), In(3, 4), Between(0.1, 0.9, 3, 4)),
        new("cross_entropy_probabilities_weights",
            x => F.CrossEntropy(x[0], x[1], ClassWeights, labelSmoothing: 0.1), In(3, 4), Between(0.1, 0.9, 3, 4)),
        Unary("nll_loss", x => F.NllLoss(x, Classes), In(3, 4)),
        Unary("nll_loss_weights", x => F.NllLoss(x, Classes, ClassWeights), In(3, 4)),
    ];
}
