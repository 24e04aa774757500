using Autograd.NN;

namespace Autograd.Tests.Errors;

public class SmallModuleErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Indices = Tensor.From([0L, 1, 1]);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => F.Dropout1d(X[0]), "Dropout1d: input of shape (3,); it must be (N, C, L) or (C, L)"),
        Mistake.Argument(() => F.Dropout2d(X.Unsqueeze(0)),
            "Dropout2d: input of shape (1, 2, 3); it must be (N, C, H, W); use Unsqueeze(0) for one image, Dropout1d for (N, C, L)"),
        Mistake.Argument(() => F.Dropout3d(X), "Dropout3d: input of shape (2, 3); it must be (N, C, D, H, W) or (C, D, H, W)"),
        Mistake.Argument(() => F.FeatureAlphaDropout(X[0]), "FeatureAlphaDropout: input of shape (3,); it must be (N, C, ...)"),
        Mistake.Range(() => F.AlphaDropout(X, -1), "AlphaDropout: dropout probability has to be between 0 and 1, but got -1 (Parameter 'p')"),
        Mistake.Range(() => new Dropout2d(2), "Dropout2d: dropout probability has to be between 0 and 1, but got 2 (Parameter 'p')"),
        Mistake.Argument(() => F.Rrelu(X, 2, 1), "Rrelu: slopes from 2 to 1; pass finite bounds, the lower first"),
        Mistake.Range(() => F.GumbelSoftmax(X, 0), "GumbelSoftmax: tau is 0; pass another number (Parameter 'tau')"),
        Mistake.Argument(() => F.GumbelSoftmax(Tensor.Zeros(2, 0), hard: true),
            "GumbelSoftmax: no class along dimension 1 of shape (2, 0); a hard sample has one"),
        Mistake.Argument(() => new Softmax2d().Forward(X), "Softmax2d: input of shape (2, 3); it must be (N, C, H, W) or (C, H, W)"),
        Mistake.Argument(() => F.Bilinear(X, X, X), "Bilinear: a weight of shape (2, 3); it must be (outFeatures, in1Features, in2Features)"),
        Mistake.Argument(() => F.Bilinear(X, X[0], Tensor.Zeros(4, 3, 3)),
            "Bilinear: inputs of shape (2, 3) and of shape (3,) for a weight of shape (4, 3, 3); they must be (..., 3) and (..., 3)"),
        Mistake.Argument(() => F.Bilinear(X, X, Tensor.Zeros(4, 3, 3), X), "Bilinear: a bias of shape (2, 3) for 4 outputs; it must be (4,)"),
        Mistake.Range(() => new Bilinear(0, 1, 1), "Bilinear: in1Features is 0; pass 1 or more (Parameter 'in1Features')"),
        Mistake.Argument(() => F.PixelShuffle(X.Unsqueeze(2), 2),
            "PixelShuffle: 2 channels in shape (2, 3, 1); they must be a multiple of 4, the square of 2"),
        Mistake.Range(() => F.PixelShuffle(X, 0), "PixelShuffle: upscaleFactor is 0; pass 1 or more (Parameter 'upscaleFactor')"),
        Mistake.Argument(() => F.PixelUnshuffle(X, 2), "PixelUnshuffle: input of shape (2, 3); it must be (..., C, H, W)"),
        Mistake.Argument(() => F.PixelUnshuffle(X.Unsqueeze(0), 2), "PixelUnshuffle: height and width of shape (1, 2, 3); they must be multiples of 2"),
        Mistake.Range(() => F.ChannelShuffle(X, 0), "ChannelShuffle: 0 groups; pass 1 or more (Parameter 'groups')"),
        Mistake.Argument(() => F.ChannelShuffle(X, 1), "ChannelShuffle: input of shape (2, 3); it must be (N, C, ...), of three dimensions or more"),
        Mistake.Argument(() => F.ChannelShuffle(X.Unsqueeze(2), 2), "ChannelShuffle: 3 channels in shape (2, 3, 1); they must be a multiple of 2"),
        Mistake.Argument(() => new AdaptiveLogSoftmaxWithLoss(2, 5, [3, 3]),
            "AdaptiveLogSoftmaxWithLoss: cutoffs (3, 3); pass increasing classes from 1 to 4"),
        Mistake.Argument(() => new AdaptiveLogSoftmaxWithLoss(2, 5, [3], 0), "AdaptiveLogSoftmaxWithLoss: divValue is 0; pass a number above 0"),
        Mistake.Argument(() => Adaptive().LogProb(Tensor.Zeros(2)), "AdaptiveLogSoftmaxWithLoss: input of shape (2,); it must be (N, 3) or (3,)"),
        Mistake.Argument(() => Adaptive().Forward(X, Indices),
            "AdaptiveLogSoftmaxWithLoss: target of Int64 and shape (3,) for input of shape (2, 3); it must have one integer for each row"),
        Mistake.Range(() => Adaptive().Forward(X, Tensor.From([0L, 5])),
            "AdaptiveLogSoftmaxWithLoss: class 5 at position 1 is out of range: there are 5 classes, 0 to 4 (Parameter 'target')"),
        Mistake.Argument(() => Embedding.FromPretrained(X[0]), "FromPretrained: a table of shape (3,); it must be (numEmbeddings, embeddingDim)"),
        Mistake.Argument(() => EmbeddingBag.FromPretrained(X[0]), "FromPretrained: a table of shape (3,); it must be (numEmbeddings, embeddingDim)"),
        Mistake.Range(() => new EmbeddingBag(2, 3, paddingIdx: 2),
            "EmbeddingBag: paddingIdx 2 is out of range for 2 rows; use -2 to 1 (Parameter 'paddingIdx')"),
        Mistake.Argument(() => F.Embedding(Indices, X.Long(), maxNorm: 1),
            "Embedding: maxNorm for a table of Int64; norms are floating: convert it with To(DType.Float32) first"),
        Mistake.Range(() => F.Embedding(Indices, X, maxNorm: -1), "Embedding: maxNorm is -1; pass 0 or a number above (Parameter 'maxNorm')"),
        Mistake.Range(() => F.EmbeddingBag(Indices, X, Indices, mode: (EmbeddingBagMode)7),
            "EmbeddingBag: mode 7; use Sum, Mean or Max (Parameter 'mode')"),
        Mistake.Argument(() => F.EmbeddingBag(X, X), "EmbeddingBag: the input is Float32; indices are integers: use To(DType.Int64)"),
        Mistake.Argument(() => F.EmbeddingBag(Indices, X[0], Indices), "EmbeddingBag: a weight of shape (3,); it must have two dimensions"),
        Mistake.Argument(() => F.EmbeddingBag(Indices, X, Indices, mode: EmbeddingBagMode.Max, scaleGradByFreq: true),
            "EmbeddingBag: scaleGradByFreq with the maximum; use Sum or Mean"),
        Mistake.Argument(() => F.EmbeddingBag(Indices, X, Indices, perSampleWeights: X[0]), "EmbeddingBag: perSampleWeights with mode Mean; use Sum"),
        Mistake.Range(() => F.EmbeddingBag(Indices, X, Tensor.From([0L]), paddingIdx: 2),
            "EmbeddingBag: paddingIdx 2 is out of range for 2 rows; use -2 to 1 (Parameter 'paddingIdx')"),
        Mistake.Range(() => F.EmbeddingBag(Indices + 1, X, Tensor.From([0L])),
            "EmbeddingBag: index 2 at position 1 is out of range for 2 rows; use 0 to 1 (Parameter 'input')"),
        Mistake.Argument(() => F.EmbeddingBag(X.Long(), X, Indices),
            "EmbeddingBag: offsets for an input of shape (2, 3), whose rows are the bags; leave them out, or Flatten() the input"),
        Mistake.Argument(() => F.EmbeddingBag(X.Long().Sum(), X, Indices), "EmbeddingBag: input of shape (); it must have one dimension or two"),
        Mistake.Argument(() => F.EmbeddingBag(Indices, X),
            "EmbeddingBag: an input of shape (3,) without offsets; pass where each bag begins, or bags of one size as (B, N)"),
        Mistake.Argument(() => F.EmbeddingBag(Indices, X, X), "EmbeddingBag: offsets are Float32 of shape (2, 3); they must be integers in one dimension"),
        Mistake.Argument(() => F.EmbeddingBag(Indices, X, Tensor.From(new long[0]), includeLastOffset: true),
            "EmbeddingBag: no offsets, and the last one is to be the end; pass one at least"),
        Mistake.Argument(() => F.EmbeddingBag(Indices, X, Tensor.From([0L, 2, 1])),
            "EmbeddingBag: offset 1 at position 2 for 3 indices; offsets begin with 0 and do not decrease"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    private static AdaptiveLogSoftmaxWithLoss Adaptive() => new(3, 5, [2]);
}
