using Autograd.NN;

namespace Autograd.Tests.Errors;

public class LossErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Column = Tensor.Zeros(2, 1);
    private static readonly Tensor Classes = Tensor.From([0L, 1]);
    private static readonly Tensor Integers = Tensor.From([1L, 2, 3]);

    private const string Shapes = ": input of shape (2, 3) beside target of shape (2, 1); a loss does not broadcast: bring them to one shape first";

    private static IEnumerable<Mistake> Mistakes =>
    [
        .. from loss in new (string Name, Func<Tensor, Tensor, Tensor> Of)[]
           {
               ("SmoothL1Loss", (x, y) => F.SmoothL1Loss(x, y)), ("HuberLoss", (x, y) => F.HuberLoss(x, y)),
               ("BinaryCrossEntropy", (x, y) => F.BinaryCrossEntropy(x, y)),
               ("BinaryCrossEntropyWithLogits", (x, y) => F.BinaryCrossEntropyWithLogits(x, y)), ("KlDiv", (x, y) => F.KlDiv(x, y)),
               ("PoissonNllLoss", (x, y) => F.PoissonNllLoss(x, y)), ("HingeEmbeddingLoss", (x, y) => F.HingeEmbeddingLoss(x, y)),
               ("SoftMarginLoss", (x, y) => F.SoftMarginLoss(x, y)), ("MultilabelMarginLoss", (x, y) => F.MultilabelMarginLoss(x, y)),
               ("MultilabelSoftMarginLoss", (x, y) => F.MultilabelSoftMarginLoss(x, y)),
           }
           select Mistake.Argument(() => loss.Of(X, Column), loss.Name + Shapes),
        .. from loss in new (string Name, Func<Tensor, Tensor> Of)[]
           {
               ("BinaryCrossEntropy", x => F.BinaryCrossEntropy(x, x)), ("KlDiv", x => F.KlDiv(x, x)),
               ("PoissonNllLoss", x => F.PoissonNllLoss(x, x)), ("SoftMarginLoss", x => F.SoftMarginLoss(x, x)),
               ("Normalize", x => F.Normalize(x)), ("Pdist", x => F.Pdist(x)), ("Rrelu", x => F.Rrelu(x)),
               ("GumbelSoftmax", x => F.GumbelSoftmax(x)), ("AlphaDropout", x => F.AlphaDropout(x, training: true)),
               ("MultiMarginLoss", x => F.MultiMarginLoss(x, 1)),
           }
           select Mistake.Argument(() => loss.Of(Integers), loss.Name + ": the input is Int64; convert it with To(DType.Float32) first"),
        Mistake.Range(() => F.L1Loss(X, X, Reduction.BatchMean), "L1Loss: reduction BatchMean; use None, Mean or Sum (Parameter 'reduction')"),
        Mistake.Range(() => F.CrossEntropy(X, Classes, reduction: (Reduction)9), "CrossEntropy: reduction 9; use None, Mean or Sum (Parameter 'reduction')"),
        Mistake.Range(() => F.NllLoss(X, Classes, reduction: Reduction.BatchMean),
            "NllLoss: reduction BatchMean; use None, Mean or Sum (Parameter 'reduction')"),
        Mistake.Range(() => F.SmoothL1Loss(X, X, beta: -1), "SmoothL1Loss: beta is -1; pass 0 or a number above (Parameter 'beta')"),
        Mistake.Range(() => F.HuberLoss(X, X, delta: 0), "HuberLoss: delta is 0; pass a number above 0 (Parameter 'delta')"),
        Mistake.Argument(() => F.BinaryCrossEntropy(X + 2, X),
            "BinaryCrossEntropy: the input has 2 at position 0; probabilities are in [0, 1]: apply Sigmoid() first, or use BinaryCrossEntropyWithLogits"),
        Mistake.Argument(() => F.BinaryCrossEntropy(X, X, Tensor.Ones(2)),
            "BinaryCrossEntropy: weight of shape (2,) for input of shape (2, 3); it must broadcast to that shape"),
        Mistake.Argument(() => F.BinaryCrossEntropyWithLogits(X, X, posWeight: Tensor.Ones(1, 2, 3)),
            "BinaryCrossEntropyWithLogits: posWeight of shape (1, 2, 3) for input of shape (2, 3); it must broadcast to that shape"),
        Mistake.Argument(() => F.GaussianNllLoss(X, X, Tensor.Ones(3)),
            "GaussianNllLoss: var of shape (3,) for input of shape (2, 3); it must be the same, or have one variance for each row"),
        Mistake.Argument(() => F.GaussianNllLoss(X, X, X - 1),
            "GaussianNllLoss: a variance is negative; pass variances, such as the exponential or Softplus() of an output"),
        Mistake.Argument(() => F.GaussianNllLoss(X, X, X.Long()), "GaussianNllLoss: the variance is Int64; convert it with To(DType.Float32) first"),
        Mistake.Argument(() => F.MarginRankingLoss(X, Column, X),
            "MarginRankingLoss: input1 of shape (2, 3) beside input2 of shape (2, 1); a loss does not broadcast: bring them to one shape first"),
        Mistake.Argument(() => F.CosineEmbeddingLoss(X, X, Tensor.Ones(3)),
            "CosineEmbeddingLoss: target of shape (3,) for inputs of shape (2, 3); it must have one element for each row"),
        Mistake.Argument(() => F.CosineEmbeddingLoss(X.Unsqueeze(0), X.Unsqueeze(0), Tensor.Ones(1, 2)),
            "CosineEmbeddingLoss: inputs of shape (1, 2, 3); they must be (N, D) or (D)"),
        Mistake.Range(() => F.MultiMarginLoss(X, Classes, 3), "MultiMarginLoss: p is 3; pass 1 or 2 (Parameter 'p')"),
        Mistake.Argument(() => F.MultiMarginLoss(X.Unsqueeze(0), Classes), "MultiMarginLoss: input of shape (1, 2, 3); it must be (N, C) or (C)"),
        Mistake.Range(() => F.MulticlassHinge(X, Classes + 2),
            "MulticlassHinge: class 3 at position 1 is out of range: there are 3 classes, 0 to 2 (Parameter 'target')"),
        Mistake.Argument(() => F.MultilabelMarginLoss(X, X),
            "MultilabelMarginLoss: targets are Float32; classes are integers: use target.To(DType.Int64)"),
        Mistake.Range(() => F.MultilabelMarginLoss(X, X.Long() + 3),
            "MultilabelMarginLoss: class 3 at position 0 is out of range: there are 3 classes, 0 to 2, and -1 for no more (Parameter 'target')"),
        Mistake.Argument(() => F.MultilabelSoftMarginLoss(X.Sum(), X.Sum()),
            "MultilabelSoftMarginLoss: the input is a single number; its shape must be (..., C)"),
        Mistake.Argument(() => F.TripletMarginLoss(X, X, Column),
            "TripletMarginLoss: anchor of shape (2, 3) beside negative of shape (2, 1); a loss does not broadcast: bring them to one shape first"),
        Mistake.Argument(() => F.TripletMarginLoss(X.Sum(), X.Sum(), X.Sum()),
            "TripletMarginLoss: the anchor is a single number; its shape must be (N, D) or (D)"),
        Mistake.Range(() => F.FocalLoss(X, Classes, gamma: -1), "FocalLoss: gamma is -1; pass 0 or a number above (Parameter 'gamma')"),
        Mistake.Argument(() => Ctc(X.Sum(), Classes, Classes), "CtcLoss: logProbs of shape (); they must be (T, N, C) or (T, C), and not empty"),
        Mistake.Range(() => F.CtcLoss(X, Classes, 2, 2, blank: 3), "CtcLoss: blank 3 is out of range: there are 3 classes, 0 to 2 (Parameter 'blank')"),
        Mistake.Argument(() => Ctc(X, X[0], 3), "CtcLoss: targets are Float32; classes are integers: use targets.To(DType.Int64)"),
        Mistake.Argument(() => Ctc(X, Tensor.Ones([2, 2], DType.Int64), 2),
            "CtcLoss: targets of shape (2, 2) for logProbs of shape (2, 1, 3); they must be (1, S), or one after the other in one dimension"),
        Mistake.Argument(() => Ctc(X, Classes, 1), "CtcLoss: 2 targets one after the other, and targetLengths that add up to 1; they must be the same"),
        Mistake.Range(() => Ctc(X, Classes, 2), "CtcLoss: label 0 of sequence 0; a label is a class from 0 to 2, and not the blank 0 (Parameter 'targets')"),
        Mistake.Argument(() => Ctc(X, Classes, Classes),
            "CtcLoss: targetLengths are Int64 of shape (2,); they must be 1 integers, one for each sequence"),
        Mistake.Range(() => F.CtcLoss(X, Classes, 3, 2), "CtcLoss: inputLengths has 3; a length is from 0 to 2 here (Parameter 'inputLengths')"),
        Mistake.Argument(() => X.Cdist(X.Double()), "Cdist: rows of Float32 and rows of Float64; convert one of them with To()"),
        Mistake.Argument(() => X.Cdist(Column), "Cdist: rows of shape (2, 3) and of shape (2, 1); they must be (..., P, M) and (..., R, M)"),
        Mistake.Range(() => X.Cdist(X, -1), "Cdist: the order is -1; pass 0 or a number above (Parameter 'p')"),
        Mistake.Argument(() => F.Pdist(X[0]), "Pdist: input of shape (3,); it must be (N, M)"),
        Mistake.Range(() => F.Pdist(X, -1), "Pdist: the order is -1; pass 0 or a number above (Parameter 'p')"),
        Mistake.Argument(() => F.PairwiseDistance(1.5, 2.5), "PairwiseDistance: two single numbers; vectors have a dimension: use Unsqueeze(0)"),
        Mistake.Argument(() => F.CosineSimilarity(X, X.Long()), "CosineSimilarity: the second vector is Int64; convert it with To(DType.Float32) first"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    private static Tensor Ctc(Tensor logProbs, Tensor targets, Tensor targetLengths) => F.CtcLoss(logProbs, targets, 2, targetLengths);
}
