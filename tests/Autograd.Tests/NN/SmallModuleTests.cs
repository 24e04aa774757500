using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Losses as modules hand every option on; embeddings of tables that exist; and what evaluation does.</summary>
public class SmallModuleTests
{
    private static readonly Tensor X = Tensor.From(new[,] { { 0.2, 0.9, 0.4 }, { 0.7, 0.1, 0.5 } });
    private static readonly Tensor Y = Tensor.From(new[,] { { 1.0, 0, 1 }, { 0, 1, 1 } });
    private static readonly Tensor Signs = Tensor.From(new[,] { { 1.0, -1, 1 }, { -1, 1, -1 } });
    private static readonly Tensor Weight = Tensor.From([1.0, 2, 3]);
    private static readonly Tensor Classes = Tensor.From([2L, 0]);

    private static IEnumerable<TestCaseData> Pairs =>
    [
        Pair("L1", new L1Loss(Reduction.Sum).Forward(X, Y), F.L1Loss(X, Y, Reduction.Sum)),
        Pair("SmoothL1", new SmoothL1Loss(Reduction.None, 0.3).Forward(X, Y), F.SmoothL1Loss(X, Y, Reduction.None, 0.3)),
        Pair("Huber", new HuberLoss(Reduction.Sum, 0.3).Forward(X, Y), F.HuberLoss(X, Y, Reduction.Sum, 0.3)),
        Pair("BCE", new BCELoss(Weight, Reduction.Sum).Forward(X, Y), F.BinaryCrossEntropy(X, Y, Weight, Reduction.Sum)),
        Pair("BCEWithLogits", new BCEWithLogitsLoss(Weight, Reduction.None, Weight + 1).Forward(X, Y),
            F.BinaryCrossEntropyWithLogits(X, Y, Weight, Reduction.None, Weight + 1)),
        Pair("NLL", new NLLLoss(Weight, 2, Reduction.Sum).Forward(X, Classes), F.NllLoss(X, Classes, Weight, Reduction.Sum, 2)),
        Pair("KLDiv", new KLDivLoss(Reduction.BatchMean, true).Forward(X, Y), F.KlDiv(X, Y, Reduction.BatchMean, true)),
        Pair("PoissonNLL", new PoissonNLLLoss(false, true, 0.1, Reduction.Sum).Forward(X, Y), F.PoissonNllLoss(X, Y, false, true, 0.1, Reduction.Sum)),
        Pair("GaussianNLL", new GaussianNLLLoss(true, 0.3, Reduction.None).Forward(X, Y, X), F.GaussianNllLoss(X, Y, X, true, 0.3, Reduction.None)),
        Pair("HingeEmbedding", new HingeEmbeddingLoss(0.5, Reduction.Sum).Forward(X, Signs), F.HingeEmbeddingLoss(X, Signs, 0.5, Reduction.Sum)),
        Pair("MarginRanking", new MarginRankingLoss(0.5, Reduction.Sum).Forward(X, Y, Signs), F.MarginRankingLoss(X, Y, Signs, 0.5, Reduction.Sum)),
        Pair("SoftMargin", new SoftMarginLoss(Reduction.None).Forward(X, Signs), F.SoftMarginLoss(X, Signs, Reduction.None)),
        Pair("CosineEmbedding", new CosineEmbeddingLoss(0.2, Reduction.Sum).Forward(X, Y, Signs[.., 0]),
            F.CosineEmbeddingLoss(X, Y, Signs[.., 0], 0.2, Reduction.Sum)),
        Pair("MultiMargin", new MultiMarginLoss(2, 0.5, Weight, Reduction.Sum).Forward(X, Classes),
            F.MultiMarginLoss(X, Classes, 2, 0.5, Weight, Reduction.Sum)),
        Pair("MultiLabelMargin", new MultiLabelMarginLoss(Reduction.Sum).Forward(X, Tensor.From(new long[,] { { 1, -1, 0 }, { 2, 0, -1 } })),
            F.MultilabelMarginLoss(X, Tensor.From(new long[,] { { 1, -1, 0 }, { 2, 0, -1 } }), Reduction.Sum)),
        Pair("MultiLabelSoftMargin", new MultiLabelSoftMarginLoss(Weight, Reduction.None).Forward(X, Y),
            F.MultilabelSoftMarginLoss(X, Y, Weight, Reduction.None)),
        Pair("TripletMargin", new TripletMarginLoss(2, 1, 0.1, true, Reduction.Sum).Forward(X, Y, Signs),
            F.TripletMarginLoss(X, Y, Signs, 2, 1, 0.1, true, Reduction.Sum)),
        Pair("TripletMarginWithDistance",
            new TripletMarginWithDistanceLoss((a, b) => (a - b).Abs().Sum(1), 2, true, Reduction.None).Forward(X, Y, Signs),
            F.TripletMarginLoss(X, Y, Signs, 2, 1, 0, true, Reduction.None)),
        Pair("CTC", new CTCLoss(2, Reduction.Sum, true).Forward(X, Tensor.From([0L, 1, 1]), 2, 3),
            F.CtcLoss(X, Tensor.From([0L, 1, 1]), 2, 3, 2, Reduction.Sum, true)),
        Pair("CosineSimilarity", new CosineSimilarity(0, 0.6).Forward(X, Y), F.CosineSimilarity(X, Y, 0, 0.6)),
        Pair("PairwiseDistance", new PairwiseDistance(3, 0.1, true).Forward(X, Y), F.PairwiseDistance(X, Y, 3, 0.1, true)),
        Pair("Unflatten", new Unflatten(-1, [3, 1]).Forward(X), X.Unsqueeze(2)),
        Pair("Identity", new Identity().Forward(X), X),
        Pair("Softmax2d", new Softmax2d().Forward(X.Unsqueeze(2)), X.Unsqueeze(2).Softmax(0)),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void A_module_hands_its_options_on(Tensor actual, Tensor expected)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape));
        Assert.That(actual.ToArray<double>(), Is.EqualTo(expected.ToArray<double>()));
    }

    [Test]
    public void A_table_that_exists_becomes_an_embedding()
    {
        var table = Tensor.From(new[,] { { 1.0, 2 }, { 3, 4 } });
        var frozen = Embedding.FromPretrained(table);
        Assert.That(frozen.Weight.RequiresGrad, Is.False);
        Assert.That(frozen.StateDict().Keys, Is.EqualTo(new[] { "weight" }));
        Assert.That(frozen.Forward(Tensor.From([1L])).ToArray<double>(), Is.EqualTo(new[] { 3.0, 4 }));

        var trained = Embedding.FromPretrained(table, freeze: false, paddingIdx: -1, scaleGradByFreq: true);
        trained.Forward(Tensor.From([0L, 0, 1])).Sum().Backward();
        Assert.That(trained.Weight.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1, 0, 0 }));
        Assert.That(trained.Weight.SharesStorage(table), Is.True);

        var bag = EmbeddingBag.FromPretrained(table, mode: EmbeddingBagMode.Sum, includeLastOffset: true);
        Assert.That(bag.Weight.RequiresGrad, Is.False);
        Assert.That(bag.Forward(Tensor.From([0L, 1, 1]), Tensor.From([0L, 2])).ToArray<double>(), Is.EqualTo(new[] { 4.0, 6 }));
    }

    [Test]
    public void Evaluation_draws_nothing()
    {
        foreach (var module in (UnaryModule[])[new AlphaDropout(), new FeatureAlphaDropout(), new Dropout1d()])
        {
            module.Eval();
            Assert.That(module.Forward(X), Is.SameAs(X));
        }

        var leaky = new RReLU(0.25, 0.75);
        leaky.Eval();
        Assert.That(leaky.Forward(-X).ToArray<double>(), Is.EqualTo((-0.5 * X).ToArray<double>()));
    }

    [Test]
    public void Bags_without_rows_are_zeros([Values] EmbeddingBagMode mode)
    {
        var weight = Tensor.From(new[,] { { -1.0, -2 }, { -3, -4 } }, requiresGrad: true);
        var result = F.EmbeddingBag(Tensor.From([1L, 1, 0]), weight, Tensor.From([0L, 2, 2]), mode: mode, paddingIdx: 1);
        Assert.That(result.ToArray<double>(), Is.EqualTo(new[] { 0.0, 0, 0, 0, -1, -2 }));
        result.Sum().Backward();
        Assert.That(weight.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1, 0, 0 }));
    }

    [Test]
    public void A_scaled_gradient_is_divided_by_the_number_of_times_that_a_row_is_named()
    {
        var weight = Tensor.Ones([3, 1], DType.Float64, requiresGrad: true);
        var result = F.EmbeddingBag(Tensor.From(new long[,] { { 0, 2, 2 }, { 2, 1, 0 } }), weight, mode: EmbeddingBagMode.Sum, scaleGradByFreq: true);
        result.Backward(Tensor.From(new[,] { { 1.0 }, { 10 } }));
        Assert.That(weight.Grad!.ToArray<double>(), Is.EqualTo(new[] { 5.5, 10, 4 }).Within(1e-14));
    }

    [Test]
    public void The_first_of_equal_rows_is_the_greatest()
    {
        var weight = Tensor.From(new[,] { { 1.0 }, { 1 } }, requiresGrad: true);
        F.EmbeddingBag(Tensor.From(new long[,] { { 1, 0 } }), weight, mode: EmbeddingBagMode.Max).Sum().Backward();
        Assert.That(weight.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0.0, 1 }));
    }

    [Test]
    public void A_pass_without_a_graph_has_the_gradients_of_one_with()
    {
        var a = Tensor.From(new[,] { { 1.0, 2, -1 }, { 0.5, 0, 3 } }, requiresGrad: true);
        var b = Tensor.From(new[,] { { 1.0, 2, -1 }, { 2, 2, 2 } }, requiresGrad: true);
        var g = Tensor.From(new[,] { { 1.0, 2 }, { 3, 4 } });
        var plain = Functional.Grad([a.Cdist(b)], [a, b], [g]);
        var recorded = Functional.Grad([a.Cdist(b)], [a, b], [g], createGraph: true);
        for (var i = 0; i < 2; i++)
            Assert.That(plain[i]!.ToArray<double>(), Is.EqualTo(recorded[i]!.Detach().ToArray<double>()).Within(1e-14));
    }

    private static TestCaseData Pair(string name, Tensor actual, Tensor expected) => new TestCaseData(actual, expected).SetName(name);
}
