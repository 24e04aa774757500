using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Losses, distances, embeddings, dropouts and small modules, against PyTorch's (tests/fixtures/small_modules.py).</summary>
[NonParallelizable]
public class SmallModuleFixtureTests
{
    private static readonly JsonElement Data = Fixture.Load("small_modules.json");
    private static readonly Tensor Two = Tensor.From([1f, 2f]);

    private static readonly Dictionary<string, Func<Module>> Modules = new()
    {
        ["l1"] = () => new L1Loss(),
        ["smooth l1"] = () => new SmoothL1Loss(),
        ["huber"] = () => new HuberLoss(),
        ["bce"] = () => new BCELoss(Two),
        ["bce with logits"] = () => new BCEWithLogitsLoss(Two, posWeight: Tensor.From([3f])),
        ["nll"] = () => new NLLLoss(Two),
        ["kl"] = () => new KLDivLoss(Reduction.BatchMean),
        ["poisson"] = () => new PoissonNLLLoss(),
        ["gaussian"] = () => new GaussianNLLLoss(),
        ["hinge embedding"] = () => new HingeEmbeddingLoss(),
        ["margin ranking"] = () => new MarginRankingLoss(),
        ["multi margin"] = () => new MultiMarginLoss(weight: Two),
        ["multilabel margin"] = () => new MultiLabelMarginLoss(),
        ["multilabel soft margin"] = () => new MultiLabelSoftMarginLoss(Two),
        ["soft margin"] = () => new SoftMarginLoss(),
        ["triplet"] = () => new TripletMarginLoss(),
        ["triplet with distance"] = () => new TripletMarginWithDistanceLoss(),
        ["cosine embedding"] = () => new CosineEmbeddingLoss(),
        ["ctc"] = () => new CTCLoss(),
        ["adaptive"] = () => new AdaptiveLogSoftmaxWithLoss(8, 20, [4, 10], divValue: 2),
        ["adaptive, bias"] = () => new AdaptiveLogSoftmaxWithLoss(6, 5, [2], headBias: true),
        ["identity"] = () => new Identity(),
        ["unflatten"] = () => new Unflatten(1, [2, -1]),
        ["bilinear"] = () => new Bilinear(3, 4, 2),
        ["bilinear, no bias"] = () => new Bilinear(2, 1, 3, bias: false, DType.Float64),
        ["cosine similarity"] = () => new CosineSimilarity(),
        ["pairwise distance"] = () => new PairwiseDistance(),
        ["pixel shuffle"] = () => new PixelShuffle(3),
        ["pixel unshuffle"] = () => new PixelUnshuffle(2),
        ["channel shuffle"] = () => new ChannelShuffle(2),
        ["embedding"] = () => new Embedding(5, 3, paddingIdx: 1, maxNorm: 1.5, normType: 1, scaleGradByFreq: true),
        ["embedding bag"] = () => new EmbeddingBag(5, 3),
        ["embedding bag, all"] = () => new EmbeddingBag(4, 2, 2, 3, true, EmbeddingBagMode.Sum, includeLastOffset: true, paddingIdx: -1),
        ["embedding bag, max"] = () => new EmbeddingBag(2, 2, mode: EmbeddingBagMode.Max, dtype: DType.Float64),
        ["dropout1d"] = () => new Dropout1d(),
        ["dropout2d"] = () => new Dropout2d(0.25),
        ["dropout3d"] = () => new Dropout3d(),
        ["alpha dropout"] = () => new AlphaDropout(0.1),
        ["feature alpha dropout"] = () => new FeatureAlphaDropout(),
        ["rrelu"] = () => new RReLU(),
        ["softmax2d"] = () => new Softmax2d(),
    };

    private static readonly Dictionary<string, Func<Tensor>> Draws = new()
    {
        ["dropout1d"] = () => F.Dropout1d(Numbers[0], 0.4),
        ["dropout1d, batch"] = () => F.Dropout1d(Numbers.Flatten(2), 0.4),
        ["dropout2d"] = () => F.Dropout2d(Numbers, 0.25),
        ["dropout3d"] = () => F.Dropout3d(Numbers, 0.5),
        ["dropout3d, batch"] = () => F.Dropout3d(Numbers.Unsqueeze(2).Double(), 0.5),
        ["dropout2d, all"] = () => F.Dropout2d(Numbers, 1),
        ["alpha dropout"] = () => F.AlphaDropout(Numbers, 0.3, training: true),
        ["alpha dropout, all"] = () => F.AlphaDropout(Numbers, 1, training: true),
        ["alpha dropout, Float64"] = () => F.AlphaDropout(Numbers.Double(), 0.5, training: true),
        ["feature alpha dropout"] = () => F.FeatureAlphaDropout(Numbers, 0.5, training: true),
        ["rrelu"] = () => F.Rrelu(Numbers, 0.1, 0.4, training: true),
        ["rrelu, evaluation"] = () => F.Rrelu(Numbers),
        ["rrelu, Float64"] = () => F.Rrelu(Numbers.Double(), training: true),
        ["gumbel"] = () => F.GumbelSoftmax(Numbers, tau: 0.7),
        ["gumbel, hard"] = () => F.GumbelSoftmax(Numbers.Double(), hard: true, dim: 1),
    };

    public static IEnumerable<string> ModuleNames() => Modules.Keys;

    public static IEnumerable<string> DrawNames() => Draws.Keys;

    private static Tensor Numbers => Tensor.Arange(60, DType.Float32).Reshape(2, 3, 5, 2) / 10 - 3;

    [TestCaseSource(nameof(ModuleNames))]
    public void Prints_and_begins_as_in_PyTorch(string name)
    {
        var expected = Data.GetProperty("modules").GetProperty(name);
        Generator.ManualSeed(43052);
        var module = Modules[name]();
        Assert.That(module.ToString(), Is.EqualTo(expected.GetProperty("text").GetString()));
        var state = module.StateDict();
        Assert.That(state.Keys, Is.EqualTo(expected.GetProperty("state").EnumerateObject().Select(p => p.Name)));
        foreach (var entry in expected.GetProperty("state").EnumerateObject()) Same(state[entry.Name], entry.Value, 0);
    }

    [TestCaseSource(nameof(DrawNames))]
    public void Draws_as_PyTorch(string name)
    {
        Generator.ManualSeed(43052);
        Same(Draws[name](), Data.GetProperty("draws").GetProperty(name), name.StartsWith("gumbel", StringComparison.Ordinal) ? 1e-6 : 1e-7);
    }

    [Test]
    public void Every_stored_name_is_tried()
    {
        Assert.That(Data.GetProperty("modules").EnumerateObject().Select(p => p.Name), Is.EquivalentTo(Modules.Keys));
        Assert.That(Data.GetProperty("draws").EnumerateObject().Select(p => p.Name), Is.EquivalentTo(Draws.Keys));
    }

    [Test]
    public void Adaptive_softmax_computes_what_PyTorch_does()
    {
        var expected = Data.GetProperty("adaptive");
        Generator.ManualSeed(43052);
        var module = new AdaptiveLogSoftmaxWithLoss(8, 20, [4, 10], divValue: 2, dtype: DType.Float64);
        var x = Tensor.From(expected.GetProperty("x").Numbers<double>(), Shape.Create(6, 8), requiresGrad: true);
        var (output, loss) = module.Forward(x, Tensor.From([0L, 3, 4, 9, 19, 5]));
        loss.Backward();
        Same(output, expected.GetProperty("output"), 1e-12);
        Same(loss, expected.GetProperty("loss"), 1e-12);
        Same(module.LogProb(x), expected.GetProperty("log_prob"), 1e-12);
        Assert.That(module.Predict(x).ToArray<long>(), Is.EqualTo(expected.GetProperty("predict").Numbers<long>()));
        Same(x.Grad!, expected.GetProperty("x_grad"), 1e-12);
        foreach (var (name, parameter) in module.NamedParameters()) Same(parameter.Grad!, expected.GetProperty("grads").GetProperty(name), 1e-12);

        var (one, oneLoss) = module.Forward(x[4].Detach(), 19);
        Assert.That((one.NDim, one.Item(), oneLoss.Item()), Is.EqualTo((0, output[4].Item(), -output[4].Item())));
        Assert.That(module.LogProb(x[0].Detach()).Exp().Sum().Item(), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void An_embedding_keeps_the_norms_of_its_rows()
    {
        var expected = Data.GetProperty("limited");
        var weight = Tensor.From(expected.GetProperty("before").Numbers<double>(), Shape.Create(5, 3), requiresGrad: true);
        var result = F.Embedding(Tensor.From(new long[,] { { 0, 3 }, { 3, 4 } }), weight, paddingIdx: 4, maxNorm: 1.5);
        result.Sum().Backward();
        Same(result, expected.GetProperty("result"), 1e-15);
        Same(weight.Grad!, expected.GetProperty("gradient"), 0);
        Same(F.EmbeddingBag(Tensor.From(new long[,] { { 1, 2 } }), weight, maxNorm: 1, normType: 1), expected.GetProperty("bag"), 1e-15);
        Same(weight, expected.GetProperty("after"), 1e-15);
    }

    [Test]
    public void Too_few_steps_for_the_labels([Values] bool zeroInfinity, [Values] bool again)
    {
        var expected = Data.GetProperty("infinite")[zeroInfinity ? 1 : 0];
        var x = Tensor.Arange(24, DType.Float64).Reshape(3, 2, 4).Sin();
        x.RequiresGrad = true;
        var loss = F.CtcLoss(
            x.LogSoftmax(2), Tensor.From(new long[,] { { 1, 1 }, { 2, 3 } }), Tensor.From([2, 3]), Tensor.From([2, 2]), reduction: Reduction.None,
            zeroInfinity: zeroInfinity);
        Same(loss, expected.GetProperty("loss"), 1e-13);
        loss.Backward(Tensor.From([1.0, 2.0]), createGraph: again);
        Same(x.Grad!, expected.GetProperty("gradient"), 1e-13);
    }

    [Test]
    public void A_sequence_without_labels_is_all_blanks()
    {
        var expected = Data.GetProperty("empty");
        var x = Tensor.Arange(24, DType.Float64).Reshape(3, 2, 4).Cos();
        x.RequiresGrad = true;
        var loss = F.CtcLoss(x.LogSoftmax(2), Tensor.From([2, 3]), Tensor.From([3, 2]), Tensor.From([0, 2]));
        Same(loss, expected.GetProperty("loss"), 1e-13);
        loss.Backward();
        Same(x.Grad!, expected.GetProperty("gradient"), 1e-13);
        var one = F.CtcLoss(x.Detach()[.., 0].LogSoftmax(1), Tensor.From([2, 3]), 3, 2);
        Assert.That(one.NDim, Is.Zero);
        Same(one, expected.GetProperty("one"), 1e-13);
    }

    private static void Same(Tensor actual, JsonElement expected, double tolerance)
    {
        if (actual.DType == DType.Float32) Assert.That(actual.Detach().ToArray<float>(), Is.EqualTo(expected.Numbers<float>()).Within((float)tolerance));
        else Assert.That(actual.Detach().ToArray<double>(), Is.EqualTo(expected.Numbers<double>()).Within(tolerance));
    }
}
