using Autograd.NN;

namespace Autograd.Tests.Errors;

public class IndexingErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Ones = Tensor.From([1L, 1]);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => _ = X[Tensor.From([true, false, true])], "?Indexing0"),
        Mistake.Argument(() => _ = X[.., Tensor.From([true, false])], "?Indexing1"),
        Mistake.Argument(() => _ = X[TensorIndex.Ellipsis, TensorIndex.Ellipsis], "?Indexing2"),
        Mistake.Argument(() => _ = Tensor.From(1f)[0], "?Indexing3"),
        Mistake.Argument(() => _ = X[0, 0, 0], "?Indexing4"),
        Mistake.Argument(() => X[0] = Tensor.Zeros(2), "?Indexing5"),
        Mistake.Argument(() => X[Tensor.From([0, 1])] = Tensor.Zeros(2), "?Indexing6"),
        Mistake.Argument(() => _ = X[Tensor.From([1f])], "?Indexing7"),
        Mistake.Range(() => _ = X[2], "?Indexing8"),
        Mistake.Range(() => _ = X[0, -4], "?Indexing9"),
        Mistake.Range(() => _ = X[Tensor.From([0, 2])], "?Indexing10"),
        Mistake.Range(() => _ = X[^0], "?Indexing11"),
        Mistake.Range(() => TensorIndex.Slice(step: 0), "?Indexing12"),
        Mistake.Range(() => X.Select(0, 2), "?Indexing13"),
        Mistake.Range(() => X.Narrow(1, 1, 3), "?Indexing14"),
        Mistake.Range(() => X.Narrow(1, -4, 1), "?Indexing15"),
        Mistake.Range(() => X.Narrow(1, 0, -1), "?Indexing16"),
        Mistake.Argument(() => X.Gather(1, Ones), "?Indexing17"),
        Mistake.Argument(() => X.Gather(1, Tensor.Zeros([3, 1], DType.Int64)), "?Indexing18"),
        Mistake.Argument(() => X.Gather(1, X), "?Indexing19"),
        Mistake.Range(() => X.Gather(1, Tensor.From(new[,] { { 3L } })), "?Indexing20"),
        Mistake.Argument(() => X.MaskedSelect(X), "?Indexing21"),
        Mistake.Range(() => X.MaskedSelect(Tensor.From([true, false])), "?Indexing22"),
        Mistake.Argument(() => X.MaskedFill(X.Eq(0), X), "?Indexing23"),
        Mistake.Argument(() => X.MaskedFill(X, 1), "?Indexing24"),
        Mistake.Argument(() => Tensor.Where(X, X, X), "?Indexing25"),
        Mistake.Argument(() => Tensor.Where(X.Eq(0), X, Tensor.Zeros(2)), "?Indexing26"),
        Mistake.Argument(() => Tensor.From([1f]).OneHot(), "?Indexing27"),
        Mistake.Argument(() => Tensor.Zeros([0], DType.Int64).OneHot(), "?Indexing28"),
        Mistake.Argument(() => Ones.OneHot(-2), "?Indexing29"),
        Mistake.Range(() => Ones.OneHot(1), "?Indexing30"),
        Mistake.Range(() => Tensor.From([-1L]).OneHot(), "?Indexing31"),
        Mistake.Argument(() => F.Embedding(Ones, Tensor.Zeros(3)), "?Indexing32"),
        Mistake.Argument(() => F.Embedding(X, X), "?Indexing33"),
        Mistake.Range(() => F.Embedding(Ones, Tensor.Zeros(1, 2)), "?Indexing34"),
        Mistake.Argument(() => Tensor.From([true]).ScatterAdd(0, Tensor.From([0L]), Tensor.From([true])), "?Indexing35"),
        Mistake.Argument(() => Tensor.From([true]).IndexAdd(0, Tensor.From([0L]), Tensor.From([true])), "?Indexing36"),
        Mistake.Argument(() => X.TakeAlongDim(Ones, 0), "?Indexing37"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
