using Autograd.Distributions;
using Autograd.NN;

namespace Autograd.Tests.Errors;

/// <summary>Sizes and numbers that modules cannot be made of, and empty ones that they can.</summary>
public class SizeErrorTests
{
    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Range(() => new Linear(-1, 2), "Linear: inFeatures is -1; use 0 or more (Parameter 'inFeatures')"),
        Mistake.Range(() => new Linear(2, -1), "Linear: outFeatures is -1; use 0 or more (Parameter 'outFeatures')"),
        Mistake.Range(() => new Embedding(-1, 2), "Embedding: numEmbeddings is -1; use 0 or more (Parameter 'numEmbeddings')"),
        Mistake.Range(() => new EmbeddingBag(1, -2), "EmbeddingBag: embeddingDim is -2; use 0 or more (Parameter 'embeddingDim')"),
        Mistake.Range(() => new MultiheadAttention(4, 2, kdim: -1), "MultiheadAttention: kdim is -1; use 0 or more (Parameter 'kdim')"),
        Mistake.Range(() => new MultiheadAttention(4, 2, vdim: -1), "MultiheadAttention: vdim is -1; use 0 or more (Parameter 'vdim')"),
        Mistake.Range(() => F.AdaptiveAvgPool1d(Tensor.Zeros(0, 17), int.MaxValue - 1),
            "AdaptiveAvgPool1d: an output of size 2147483646; it can be at most 268435456 (Parameter 'outputSize')"),
        Mistake.Argument(() => Utils.PadSequence([Tensor.From(1f)]),
            "PadSequence: sequence 0 is a single number; it must have steps in its first dimension (Parameter 'sequences')"),
        Mistake.Argument(() => Init.TruncNormal(Tensor.Zeros(2), std: double.NaN),
            "TruncNormal: mean 0 and std NaN; pass finite numbers, the second of them 0 or more"),
        Mistake.Range(() => new SGD([Parameter.From(Tensor.Ones(1))], lr: double.NaN),
            "SGD: invalid learning rate: NaN; it must be 0 or more (Parameter 'lr')"),
        Mistake.Range(() => F.HuberLoss(Tensor.Zeros(1), Tensor.Zeros(1), delta: double.NaN),
            "HuberLoss: delta is NaN; pass a number above 0 (Parameter 'delta')"),
        Mistake.Argument(() => F.Interpolate(Tensor.Zeros(1, 1, 2, 2), scaleFactor: [double.PositiveInfinity]),
            "Interpolate: scaleFactor Infinity for dimension 2 of size 2; it must give a size of 1 or more"),
        Mistake.Argument(() => new Wishart(double.NaN, Tensor.Eye(2)),
            "Wishart: df of shape () does not satisfy GreaterThan(lower_bound=1): nan; pass values that do, or validateArgs: false (Parameter 'df')"),
        Mistake.Argument(() => new LKJCholesky(3).LogProb(Tensor.Zeros(3)),
            "LogProb: a value of shape (3,); its last sizes must be the event shape (3, 3) of LKJCholesky(concentration: 1.0) (Parameter 'value')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void Is_refused(Mistake mistake) => mistake.Check();

    [Test]
    public void Empty_batches_are_computed()
    {
        Assert.That(new Wishart(4.0, Tensor.Eye(2)).Sample(0).Shape, Is.EqualTo(Shape.Create(0, 2, 2)));
        Assert.That(new Wishart(4.0, Tensor.Eye(1)).Sample(3).Shape, Is.EqualTo(Shape.Create(3, 1, 1)));
        Assert.That(new LKJCholesky(2).Sample(0).Shape, Is.EqualTo(Shape.Create(0, 2, 2)));
        Assert.That(new LazyConv2d(2, 1).Forward(Tensor.Zeros(0, 3, 4, 4)).Shape, Is.EqualTo(Shape.Create(0, 2, 4, 4)));
    }
}
