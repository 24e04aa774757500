using Autograd.Data;
using Autograd.NN;

namespace Autograd.Tests.Errors;

/// <summary>Numbers that are out of a range which has none: the message must not say "0 to -1".</summary>
public class EmptyRangeErrorTests
{
    private static readonly Tensor None = Tensor.Zeros([0], DType.Int64);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Range(() => F.CrossEntropy(Tensor.Zeros(1, 0), Tensor.From([0L])),
            "CrossEntropy: class 0 at position 0 is out of range: there are no classes (Parameter 'target')"),
        Mistake.Range(() => F.NllLoss(Tensor.Zeros(1, 0), Tensor.From([2L])),
            "NllLoss: class 2 at position 0 is out of range: there are no classes (Parameter 'target')"),
        Mistake.Range(() => _ = new Sequential()[0], "Sequential: index 0 is out of range for 0 modules; there are none (Parameter 'index')"),
        Mistake.Range(() => _ = new ModuleList<Module>()[0], "ModuleList: index 0 is out of range for 0 modules; there are none (Parameter 'index')"),
        Mistake.Range(() => _ = new ParameterList()[0],
            "ParameterList: index 0 is out of range for 0 parameters; there are none (Parameter 'index')"),
        Mistake.Range(() => Checkpoint.Sequential(new Sequential(), 1, Tensor.Ones(1)),
            "Checkpoint.Sequential: 1 segments of 0 modules; there are none (Parameter 'segments')"),
        Mistake.Range(() => new Embedding(0, 2, paddingIdx: 0),
            "Embedding: paddingIdx 0 is out of range for 0 rows; there are none (Parameter 'paddingIdx')"),
        Mistake.Range(() => F.Embedding(None, Tensor.Zeros(0, 2), paddingIdx: 0),
            "Embedding: paddingIdx 0 is out of range for 0 rows; there are none (Parameter 'paddingIndex')"),
        Mistake.Range(() => F.EmbeddingBag(Tensor.From([[0L]]), Tensor.Zeros(0, 2)),
            "EmbeddingBag: index 0 at position 0 is out of range for 0 rows; there are none (Parameter 'input')"),
        Mistake.Range(() => F.EmbeddingBag(Tensor.From([[0L]]), Tensor.Zeros(0, 2), paddingIdx: 0),
            "EmbeddingBag: paddingIdx 0 is out of range for 0 rows; there are none (Parameter 'paddingIdx')"),
        Mistake.Range(() => _ = new TensorDataset(Tensor.Zeros(0, 2))[0],
            "TensorDataset: index 0 of 0 samples; there are none (Parameter 'index')"),
        Mistake.Range(() => _ = new Subset<int>([], [])[0], "Subset: index 0 of 0 samples; there are none (Parameter 'index')"),
        Mistake.Range(() => new Subset<int>([], [1]), "Subset: index 1 of 0 samples; there are none (Parameter 'indices')"),
        Mistake.Range(() => _ = new ConcatDataset<int>([[]])[0], "ConcatDataset: index 0 of 0 samples; there are none (Parameter 'index')"),
        Mistake.Argument(() => new AdaptiveLogSoftmaxWithLoss(2, 1, [1]),
            "AdaptiveLogSoftmaxWithLoss: cutoffs (1,); nClasses is 1, and there must be two or more"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_says_that_there_is_nothing(Mistake mistake) => mistake.Check();
}
