using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpInput[] Triplets => [In(3, 4), In(3, 4), In(3, 4)];

    private static Tensor Labels => Tensor.From(new long[,] { { 3, 0, -1, 1 }, { 1, 2, 0, -1 } });

    private static Tensor CtcLabels => Tensor.From(new long[,] { { 1, 2, 2 }, { 3, 1, 0 } });

    private static Tensor Ctc(
        Tensor x, Tensor labels, int blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false) =>
        F.CtcLoss(x.LogSoftmax(2), labels, Tensor.From([6L, 4]), Tensor.From([3L, 2]), blank, reduction, zeroInfinity);

    private static OpCase[] MarginLosses() =>
    [
        Unary("hinge_embedding_loss", x => F.HingeEmbeddingLoss(x, Signs(x)), Bends(1)),
        Unary("hinge_embedding_loss_none", x => F.HingeEmbeddingLoss(x, Signs(x), 0.5, Reduction.None), Bends(0.5)),
        new("margin_ranking_loss", x => F.MarginRankingLoss(x[0], x[1], Signs(x[0]), 0.25), In(2, 3), In(2, 3)),
        new("margin_ranking_loss_none", x => F.MarginRankingLoss(x[0], x[1], Signs(x[0]), reduction: Reduction.None), In(2, 3), In(2, 3)),
        new("cosine_embedding_loss", x => F.CosineEmbeddingLoss(x[0], x[1], Signs(x[0].Select(1, 0)), -0.7), In(4, 3), In(4, 3)),
        new("cosine_embedding_loss_one", x => F.CosineEmbeddingLoss(x[0], x[1], 1), In(3), In(3)),
        Unary("multi_margin_loss", x => F.MultiMarginLoss(x, Classes), In(3, 4)),
        Unary("multi_margin_loss_square",
            x => F.MultiMarginLoss(x, Classes, 2, 0.7, ClassWeights.To(x.DType), Reduction.None), In(3, 4)),
        Unary("multi_margin_loss_one", x => F.MultiMarginLoss(x, 1), In(4)),
        Unary("multilabel_margin_loss", x => F.MultilabelMarginLoss(x, Labels), In(2, 4)),
        Unary("multilabel_margin_loss_none", x => F.MultilabelMarginLoss(x, Labels, Reduction.None), In(2, 4)),
        new("multilabel_soft_margin_loss", x => F.MultilabelSoftMarginLoss(x[0], x[1]), In(2, 3), Probabilities),
        new("multilabel_soft_margin_loss_weight",
            x => F.MultilabelSoftMarginLoss(x[0], x[1], Three(x[0], 0.5, 1, 1.5), Reduction.None), In(2, 3), Probabilities),
        new("triplet_margin_loss", x => F.TripletMarginLoss(x[0], x[1], x[2]), Triplets),
        new("triplet_margin_loss_swap",
            x => F.TripletMarginLoss(x[0], x[1], x[2], 2, p: 1, swap: true, reduction: Reduction.None), Triplets),
        new("triplet_margin_with_distance_loss",
            x => F.TripletMarginWithDistanceLoss(
                x[0], x[1], x[2], (a, b) => 1 - F.CosineSimilarity(a, b), swap: true, reduction: Reduction.Sum), Triplets),
        Unary("ctc_loss", x => Ctc(x, CtcLabels), In(6, 2, 4)),
        Unary("ctc_loss_none", x => Ctc(x, Tensor.From([1L, 2, 2, 3, 1]), reduction: Reduction.None), In(6, 2, 4)),
        Unary("ctc_loss_blank", x => Ctc(x, CtcLabels % 3, 3, Reduction.Sum, true), In(6, 2, 4)),
        Unary("focal_loss", x => F.FocalLoss(x, Classes, 0.25, 2), Between(0.05, 0.95, 3, 4)),
        Unary("softmax_focal_loss", x => F.SoftmaxFocalLoss(x, Classes, 1.5, 0.5), In(3, 4)),
        Unary("multiclass_hinge", x => F.MulticlassHinge(x, Classes, 0.8), In(3, 4)),
    ];
}
