using Autograd.NN;

namespace Autograd.Tests.Memory.Temporaries;

internal static partial class Subjects
{
    /// <summary>Losses, distances, embeddings, dropouts and small modules, for a (3, 4) input of Float32 or what it takes.</summary>
    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call)[] LossesAndSmallModules =>
    [
        Plain(() => new Identity()), Plain(() => new Unflatten(1, [2, 2])), Plain(() => new AlphaDropout()), Plain(() => new FeatureAlphaDropout()),
        Plain(() => new RReLU()), Plain(() => new Dropout1d()),
        Of<Dropout2d>(() => new Dropout2d(), (module, x) => module.Forward(x.Reshape(1, 3, 2, 2))),
        Of<Dropout3d>(() => new Dropout3d(), (module, x) => module.Forward(x.Reshape(3, 1, 2, 2))),
        Of<Softmax2d>(() => new Softmax2d(), (module, x) => module.Forward(x.Reshape(1, 3, 2, 2))),
        Of<PixelShuffle>(() => new PixelShuffle(2), (module, x) => module.Forward(x.Reshape(4, 3, 1))),
        Of<PixelUnshuffle>(() => new PixelUnshuffle(2), (module, x) => module.Forward(x.Reshape(3, 2, 2))),
        Of<ChannelShuffle>(() => new ChannelShuffle(2), (module, x) => module.Forward(x.Reshape(1, 6, 2))),
        Of<Bilinear>(() => new Bilinear(4, 4, 2), (module, x) => module.Forward(x, x * 2)),
        Of<CosineSimilarity>(() => new CosineSimilarity(), (module, x) => module.Forward(x, x + 1)),
        Of<PairwiseDistance>(() => new PairwiseDistance(), (module, x) => module.Forward(x, x + 1)),
        Of<EmbeddingBag>(() => new EmbeddingBag(6, 3, maxNorm: 1, paddingIdx: 1), (module, x) => module.Forward(x.Abs().Long())),
        Of<AdaptiveLogSoftmaxWithLoss>(
            () => new AdaptiveLogSoftmaxWithLoss(4, 6, [2, 4]), (module, x) => module.Forward(x, Tensor.From([1L, 5, 3])).Loss),
        Of<L1Loss>(() => new L1Loss(), (module, x) => module.Forward(x, x * 2)),
        Of<SmoothL1Loss>(() => new SmoothL1Loss(), (module, x) => module.Forward(x, x * 2)),
        Of<HuberLoss>(() => new HuberLoss(), (module, x) => module.Forward(x, x * 2)),
        Of<BCELoss>(() => new BCELoss(), (module, x) => module.Forward(x.Sigmoid(), (x * 2).Sigmoid())),
        Of<BCEWithLogitsLoss>(() => new BCEWithLogitsLoss(), (module, x) => module.Forward(x, x.Sigmoid())),
        Of<NLLLoss>(() => new NLLLoss(), (module, x) => module.Forward(x.LogSoftmax(1), Tensor.From([1L, 0, 3]))),
        Of<KLDivLoss>(() => new KLDivLoss(Reduction.BatchMean), (module, x) => module.Forward(x.LogSoftmax(1), x.Softmax(1))),
        Of<PoissonNLLLoss>(() => new PoissonNLLLoss(full: true), (module, x) => module.Forward(x, x.Abs() * 2)),
        Of<GaussianNLLLoss>(() => new GaussianNLLLoss(), (module, x) => module.Forward(x, x * 2, x.Exp())),
        Of<HingeEmbeddingLoss>(() => new HingeEmbeddingLoss(), (module, x) => module.Forward(x, (x + 0.1f).Sign())),
        Of<MarginRankingLoss>(() => new MarginRankingLoss(), (module, x) => module.Forward(x, x * 2, (x + 0.1f).Sign())),
        Of<SoftMarginLoss>(() => new SoftMarginLoss(), (module, x) => module.Forward(x, (x + 0.1f).Sign())),
        Of<CosineEmbeddingLoss>(() => new CosineEmbeddingLoss(), (module, x) => module.Forward(x, x + 1, Tensor.From([1f, -1, 1]))),
        Of<MultiMarginLoss>(() => new MultiMarginLoss(), (module, x) => module.Forward(x, Tensor.From([1L, 0, 3]))),
        Of<MultiLabelMarginLoss>(
            () => new MultiLabelMarginLoss(), (module, x) => module.Forward(x, Tensor.From([1L, 0, -1, 0, 2, -1, 0, 0, -1, 0, 0, 0], [3, 4]))),
        Of<MultiLabelSoftMarginLoss>(() => new MultiLabelSoftMarginLoss(), (module, x) => module.Forward(x, x.Sigmoid())),
        Of<TripletMarginLoss>(() => new TripletMarginLoss(), (module, x) => module.Forward(x, x + 1, x * 2)),
        Of<TripletMarginWithDistanceLoss>(() => new TripletMarginWithDistanceLoss(), (module, x) => module.Forward(x, x + 1, x * 2)),
        Of<CTCLoss>(
            () => new CTCLoss(), (module, x) => module.Forward(x.LogSoftmax(1), Tensor.From([1L]), Tensor.From([3L]), Tensor.From([1L]))),
    ];

    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call) Of<T>(Func<T> make, Func<T, Tensor, Tensor> call)
        where T : Module =>
        (typeof(T).Name, make, (module, x) => call((T)module, x));
}
