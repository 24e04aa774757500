using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpInput Probabilities => Between(0.1, 0.9, 2, 3);

    /// <summary>1, −1, 1, … in the shape of a tensor: targets of two classes.</summary>
    private static Tensor Signs(Tensor x) =>
        Tensor.From(Enumerable.Range(0, x.Numel).Select(i => i % 2 == 0 ? 1.0 : -1.0).ToArray(), x.Shape, x.DType);

    private static Tensor Three(Tensor x, double a, double b, double c) => Tensor.From([a, b, c], x.DType);

    private static OpCase[] PointwiseLosses() =>
    [
        new("smooth_l1_loss", x => F.SmoothL1Loss(x[0], x[1]), In(2, 3), In(2, 3)),
        new("smooth_l1_loss_beta", x => F.SmoothL1Loss(x[0], x[1], Reduction.Sum, 0.3), In(2, 3), In(2, 3)),
        new("smooth_l1_loss_none", x => F.SmoothL1Loss(x[0], x[1], Reduction.None), In(2, 3), In(2, 3)),
        new("smooth_l1_loss_zero", x => F.SmoothL1Loss(x[0], x[1], beta: 0), In(2, 3), Between(2.1, 4, 2, 3)),
        new("huber_loss", x => F.HuberLoss(x[0], x[1]), In(2, 3), In(2, 3)),
        new("huber_loss_delta", x => F.HuberLoss(x[0], x[1], Reduction.None, 0.4), In(2, 3), In(2, 3)),
        new("huber_loss_sum", x => F.HuberLoss(x[0], x[1], Reduction.Sum, 2.5), In(2, 3), In(2, 3)),
        new("binary_cross_entropy", x => F.BinaryCrossEntropy(x[0], x[1]), Probabilities, Probabilities),
        new("binary_cross_entropy_none", x => F.BinaryCrossEntropy(x[0], x[1], reduction: Reduction.None), Probabilities, Probabilities),
        new("binary_cross_entropy_weight",
            x => F.BinaryCrossEntropy(x[0], x[1], Three(x[0], 0.5, 1, 1.5)), Probabilities, Probabilities),
        new("binary_cross_entropy_with_logits", x => F.BinaryCrossEntropyWithLogits(x[0], x[1]), In(2, 3), Probabilities),
        new("binary_cross_entropy_with_logits_none",
            x => F.BinaryCrossEntropyWithLogits(x[0], x[1], reduction: Reduction.None), In(2, 3), Probabilities),
        new("binary_cross_entropy_with_logits_weights",
            x => F.BinaryCrossEntropyWithLogits(x[0], x[1], Three(x[0], 0.5, 1, 1.5), Reduction.Sum, Three(x[0], 2, 0.5, 3)), In(2, 3), Probabilities),
        new("binary_cross_entropy_with_logits_of_weights",
            x => F.BinaryCrossEntropyWithLogits(x[0], x[1], x[2], posWeight: x[3]), In(2, 3), Probabilities, In(2, 1), In(3)) { HasFixture = false },
        new("kl_div", x => F.KlDiv(x[0], x[1]), In(2, 3), Probabilities),
        new("kl_div_batchmean", x => F.KlDiv(x[0], x[1], Reduction.BatchMean), In(2, 3), Probabilities),
        new("kl_div_log", x => F.KlDiv(x[0], x[1], Reduction.Sum, logTarget: true), In(2, 3), In(2, 3)),
        new("kl_div_none", x => F.KlDiv(x[0], x[1], Reduction.None), In(2, 3), Probabilities),
        new("poisson_nll_loss", x => F.PoissonNllLoss(x[0], x[1]), In(2, 3), Positive(2, 3)),
        new("poisson_nll_loss_full", x => F.PoissonNllLoss(x[0], x[1], logInput: false, full: true, reduction: Reduction.Sum),
            Positive(2, 3), Between(0.2, 4, 2, 3) with { Avoid = [1] }),
        new("gaussian_nll_loss", x => F.GaussianNllLoss(x[0], x[1], x[2]), In(2, 3), In(2, 3), Positive(2, 3)),
        new("gaussian_nll_loss_full",
            x => F.GaussianNllLoss(x[0], x[1], x[2], full: true, reduction: Reduction.None), In(3, 2), In(3, 2), Positive(3)),
        Unary("soft_margin_loss", x => F.SoftMarginLoss(x, Signs(x))),
        Unary("soft_margin_loss_none", x => F.SoftMarginLoss(x, Signs(x), Reduction.None)),
        new("soft_margin_loss_target", x => F.SoftMarginLoss(x[0], x[1], Reduction.Sum), In(2, 3), In(2, 3)) { HasFixture = false },
    ];
}
