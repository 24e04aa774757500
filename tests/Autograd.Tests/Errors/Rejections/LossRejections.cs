using Autograd.NN;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class LossRejections
{
    public static readonly Rejection[] All =
    [
        new("F.binary_cross_entropy(V+2,V)", () => F.BinaryCrossEntropy(V + 2, V),
            "BinaryCrossEntropy: the input has 2 at position 0; probabilities are in [0, 1]: apply Sigmoid() first, "
            + "or use BinaryCrossEntropyWithLogits"),
        new("F.binary_cross_entropy(V,t.zeros(2))", () => F.BinaryCrossEntropy(V, Tensor.Zeros(2)),
            "BinaryCrossEntropy: input of shape (3,) beside target of shape (2,); a loss does not broadcast: bring "
            + "them to one shape first"),
        new("F.binary_cross_entropy(V,V,weight=t.zeros(2))", () => F.BinaryCrossEntropy(V, V, weight: Tensor.Zeros(2)),
            "BinaryCrossEntropy: weight of shape (2,) for input of shape (3,); it must broadcast to that shape"),
        new("F.binary_cross_entropy_with_logits(V,t.zeros(2))", () => F.BinaryCrossEntropyWithLogits(V, Tensor.Zeros(2)),
            "BinaryCrossEntropyWithLogits: input of shape (3,) beside target of shape (2,); a loss does not "
            + "broadcast: bring them to one shape first"),
        new("F.binary_cross_entropy_with_logits(V,V,pos_weight=t.zeros(2))", () => F.BinaryCrossEntropyWithLogits(V, V, posWeight: Tensor.Zeros(2)),
            "BinaryCrossEntropyWithLogits: posWeight of shape (2,) for input of shape (3,); it must broadcast to that "
            + "shape"),
        new("F.smooth_l1_loss(V,t.zeros(2))", () => F.SmoothL1Loss(V, Tensor.Zeros(2)),
            "SmoothL1Loss: input of shape (3,) beside target of shape (2,); a loss does not broadcast: bring them to "
            + "one shape first"),
        new("F.smooth_l1_loss(V,V,beta=-1)", () => F.SmoothL1Loss(V, V, beta: -1),
            "SmoothL1Loss: beta is -1; pass 0 or a number above (Parameter 'beta')"),
        new("F.huber_loss(V,V,delta=0)", () => F.HuberLoss(V, V, delta: 0),
            "HuberLoss: delta is 0; pass a number above 0 (Parameter 'delta')"),
        new("F.gaussian_nll_loss(V,V,V-1)", () => F.GaussianNllLoss(V, V, V - 1),
            "GaussianNllLoss: a variance is negative; pass variances, such as the exponential or Softplus() of an "
            + "output"),
        new("F.gaussian_nll_loss(V,V,t.ones(2))", () => F.GaussianNllLoss(V, V, Tensor.Ones(2)),
            "GaussianNllLoss: var of shape (2,) for input of shape (3,); it must be the same, or have one variance "
            + "for each row"),
        new("F.hinge_embedding_loss(V,t.zeros(2))", () => F.HingeEmbeddingLoss(V, Tensor.Zeros(2)),
            "HingeEmbeddingLoss: input of shape (3,) beside target of shape (2,); a loss does not broadcast: bring "
            + "them to one shape first"),
        new("F.margin_ranking_loss(V,V,X)", () => F.MarginRankingLoss(V, V, X),
            "MarginRankingLoss: input1 of shape (3,) beside target of shape (2, 3); a loss does not broadcast: bring "
            + "them to one shape first"),
        new("F.margin_ranking_loss(V,t.zeros(2),V)", () => F.MarginRankingLoss(V, Tensor.Zeros(2), V),
            "MarginRankingLoss: input1 of shape (3,) beside input2 of shape (2,); a loss does not broadcast: bring "
            + "them to one shape first"),
        new("F.multi_margin_loss(X,t.tensor([0,3]))", () => F.MultiMarginLoss(X, Tensor.From([0L, 3])),
            "MultiMarginLoss: class 3 at position 1 is out of range: there are 3 classes, 0 to 2 (Parameter 'target')"),
        new("F.multi_margin_loss(X,t.tensor([0]))", () => F.MultiMarginLoss(X, Tensor.From([0L])),
            "MultiMarginLoss: classes of shape (1,) for input of shape (2, 3); they must have its shape without C"),
        new("F.multi_margin_loss(X,IX,p=3)", () => F.MultiMarginLoss(X, IX, p: 3),
            "MultiMarginLoss: p is 3; pass 1 or 2 (Parameter 'p')"),
        new("F.multilabel_margin_loss(X,t.tensor([[0,3,-1],[0,1,-1]]))", () => F.MultilabelMarginLoss(X, Tensor.From(new[,] { { 0L, 3, -1 }, { 0, 1, -1 } })),
            "MultilabelMarginLoss: class 3 at position 1 is out of range: there are 3 classes, 0 to 2, and -1 for no "
            + "more (Parameter 'target')"),
        new("F.multilabel_soft_margin_loss(X,V.reshape(3,1))", () => F.MultilabelSoftMarginLoss(X, V.Reshape(3, 1)),
            "MultilabelSoftMarginLoss: input of shape (2, 3) beside target of shape (3, 1); a loss does not "
            + "broadcast: bring them to one shape first"),
        new("F.soft_margin_loss(V,t.zeros(2))", () => F.SoftMarginLoss(V, Tensor.Zeros(2)),
            "SoftMarginLoss: input of shape (3,) beside target of shape (2,); a loss does not broadcast: bring them "
            + "to one shape first"),
        new("F.triplet_margin_loss(V,V,t.zeros(2))", () => F.TripletMarginLoss(V, V, Tensor.Zeros(2)),
            "TripletMarginLoss: anchor of shape (3,) beside negative of shape (2,); a loss does not broadcast: bring "
            + "them to one shape first"),
        new("F.triplet_margin_loss(X,V,V)", () => F.TripletMarginLoss(X, V, V),
            "TripletMarginLoss: anchor of shape (2, 3) beside positive of shape (3,); a loss does not broadcast: "
            + "bring them to one shape first"),
        new("F.cosine_embedding_loss(X,X,X)", () => F.CosineEmbeddingLoss(X, X, X),
            "CosineEmbeddingLoss: target of shape (2, 3) for inputs of shape (2, 3); it must have one element for "
            + "each row"),
        new("F.ctc_loss(t.zeros(4,1,3),t.tensor([[1,2]]),t.tensor([5]),t.tensor([2]))", () => F.CtcLoss(Tensor.Zeros(4, 1, 3), Tensor.From(new[,] { { 1L, 2 } }), Tensor.From([5L]), Tensor.From([2L])),
            "CtcLoss: inputLengths has 5; a length is from 0 to 4 here (Parameter 'inputLengths')"),
        new("F.ctc_loss(t.zeros(4,1,3),t.tensor([[1,2]]),t.tensor([4]),t.tensor([3]))", () => F.CtcLoss(Tensor.Zeros(4, 1, 3), Tensor.From(new[,] { { 1L, 2 } }), Tensor.From([4L]), Tensor.From([3L])),
            "CtcLoss: targetLengths has 3; a length is from 0 to 2 here (Parameter 'targetLengths')"),
        new("F.ctc_loss(t.zeros(4,1,3),t.tensor([[1,2]]),t.tensor([4]),t.tensor([2]),blank=3)", () => F.CtcLoss(Tensor.Zeros(4, 1, 3), Tensor.From(new[,] { { 1L, 2 } }), Tensor.From([4L]), Tensor.From([2L]), blank: 3),
            "CtcLoss: blank 3 is out of range: there are 3 classes, 0 to 2 (Parameter 'blank')"),
        new("t.nn.AdaptiveLogSoftmaxWithLoss(4,5,[3,2])", () => new AdaptiveLogSoftmaxWithLoss(4, 5, [3, 2]),
            "AdaptiveLogSoftmaxWithLoss: cutoffs (3, 2); pass increasing classes from 1 to 4"),
        new("t.nn.AdaptiveLogSoftmaxWithLoss(4,5,[2])(t.zeros(2,4),t.tensor([0,5]))", () => new AdaptiveLogSoftmaxWithLoss(4, 5, [2]).Forward(Tensor.Zeros(2, 4), Tensor.From([0L, 5])),
            "AdaptiveLogSoftmaxWithLoss: class 5 at position 1 is out of range: there are 5 classes, 0 to 4 "
            + "(Parameter 'target')"),
    ];
}
