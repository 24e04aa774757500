using Autograd.NN;

namespace Autograd.Tests.Errors;

public class IndexingErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Ones = Tensor.From([1L, 1]);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => _ = X[Tensor.From([true, false, true])],
            "Indexer: a mask of shape (3,) over shape (2, 3): sizes 3 and 2 meet in dimension 0; a mask has the sizes of the "
            + "dimensions that it covers"),
        Mistake.Argument(() => _ = X[.., Tensor.From([true, false])],
            "Indexer: a mask of shape (2,) over shape (2, 3): sizes 2 and 3 meet in dimension 1; a mask has the sizes of the "
            + "dimensions that it covers"),
        Mistake.Argument(() => _ = X[TensorIndex.Ellipsis, TensorIndex.Ellipsis],
            "Indexer: more than one ellipsis; only one can stand for the dimensions left over"),
        Mistake.Argument(() => _ = Tensor.From(1f)[0], "Indexer: a 0-dimensional tensor has no dimension to index; use Item(), or x[..] to assign"),
        Mistake.Argument(() => _ = X[0, 0, 0], "Indexer: indices for 3 dimensions of shape (2, 3), which has 2; leave some out"),
        Mistake.Argument(() => X[0] = Tensor.Zeros(2),
            "Indexer: a value of shape (2,) does not broadcast to the indexed part of shape (3,); its sizes must be those, or 1"),
        Mistake.Argument(() => X[Tensor.From([0, 1])] = Tensor.Zeros(2),
            "Indexer: a value of shape (2,) does not broadcast to the indexed part of shape (2, 3); its sizes must be those, or 1"),
        Mistake.Argument(() => _ = X[Tensor.From([1f])],
            "Indexer: a Float32 tensor is no index; use integers (To(DType.Int64)) or a mask of type Bool"),
        Mistake.Range(() => _ = X[2], "Indexer: index 2 is out of range for dimension 0 with size 2 (Parameter 'index')"),
        Mistake.Range(() => _ = X[0, -4], "Indexer: index -4 is out of range for dimension 1 with size 3 (Parameter 'index')"),
        Mistake.Range(() => _ = X[Tensor.From([0, 2])], "Indexer: index 2 is out of range for dimension 0 with size 2 (Parameter 'index')"),
        Mistake.Range(() => _ = X[^0], "Indexer: ^0 is one past the last element; the last is ^1 (Parameter 'index')"),
        Mistake.Range(() => TensorIndex.Slice(step: 0), "Slice: the step is 0; use a positive or a negative step (Parameter 'step')"),
        Mistake.Range(() => X.Select(0, 2), "Select: index 2 is out of range for dimension 0 with size 2 (Parameter 'index')"),
        Mistake.Range(() => X.Narrow(1, 1, 3), "Narrow: 3 indices from 1 on are not inside dimension 1 with size 3 (Parameter 'start')"),
        Mistake.Range(() => X.Narrow(1, -4, 1), "Narrow: 1 indices from -4 on are not inside dimension 1 with size 3 (Parameter 'start')"),
        Mistake.Range(() => X.Narrow(1, 0, -1), "Narrow: -1 indices from 0 on are not inside dimension 1 with size 3 (Parameter 'start')"),
        Mistake.Argument(() => X.Gather(1, Ones),
            "Gather: an index of shape (2,) for shape (2, 3); it needs 2 dimensions, and but for dimension 1 no larger ones"),
        Mistake.Argument(() => X.Gather(1, Tensor.Zeros([3, 1], DType.Int64)),
            "Gather: an index of shape (3, 1) for shape (2, 3); it needs 2 dimensions, and but for dimension 1 no larger ones"),
        Mistake.Argument(() => X.Gather(1, X), "Gather: an index of type Float32; it must be of an integer type, as To(DType.Int64) makes it"),
        Mistake.Range(() => X.Gather(1, Tensor.From(new[,] { { 3L } })),
            "Gather: index 3 is out of range for dimension 1 with size 3 (Parameter 'index')"),
        Mistake.Argument(() => X.MaskedSelect(X), "MaskedSelect: a mask of type Float32; it must be Bool, as a comparison gives it"),
        Mistake.Argument(() => X.MaskedFill(X.Eq(0), X),
            "MaskedFill: a value of shape (2, 3); it must be a number, as a 0-dimensional tensor is; use Where"),
        Mistake.Argument(() => X.MaskedFill(X, 1), "MaskedFill: a condition of type Float32; it must be Bool, as a comparison gives it"),
        Mistake.Argument(() => Tensor.Where(X, X, X), "Where: a condition of type Float32; it must be Bool, as a comparison gives it"),
        Mistake.Argument(() => Tensor.Where(X.Eq(0), X, Tensor.Zeros(2)),
            "Where: shapes (2, 3) and (2,) do not broadcast: sizes 3 and 2 meet in dimension 1; they must be equal, or one of them 1"),
        Mistake.Argument(() => Tensor.From([1f]).OneHot(),
            "OneHot: an index of type Float32; it must be of an integer type, as To(DType.Int64) makes it"),
        Mistake.Argument(() => Tensor.Zeros([0], DType.Int64).OneHot(), "OneHot: -1 classes for shape (0,); pass a positive number"),
        Mistake.Argument(() => Ones.OneHot(-2), "OneHot: -2 classes for shape (2,); pass a positive number"),
        Mistake.Range(() => Ones.OneHot(1), "OneHot: class 1 is out of range for 1 classes"),
        Mistake.Range(() => Tensor.From([-1L]).OneHot(), "OneHot: class -1 is out of range for any number of classes"),
        Mistake.Argument(() => F.Embedding(Ones, Tensor.Zeros(3)), "Embedding: a table of shape (3,); it must have two dimensions"),
        Mistake.Argument(() => F.Embedding(X, X),
            "Embedding: an index of type Float32; it must be of an integer type, as To(DType.Int64) makes it"),
        Mistake.Range(() => F.Embedding(Ones, Tensor.Zeros(1, 2)),
            "Embedding: index 1 is out of range for dimension 0 with size 1 (Parameter 'index')"),
        Mistake.Argument(() => Tensor.From([true]).ScatterAdd(0, Tensor.From([0L]), Tensor.From([true])),
            "ScatterAdd: not defined for Bool; convert with To(DType.Int64) first"),
        Mistake.Argument(() => Tensor.From([true]).IndexAdd(0, Tensor.From([0L]), Tensor.From([true])),
            "ScatterAdd: not defined for Bool; convert with To(DType.Int64) first"),
        Mistake.Argument(() => X.TakeAlongDim(Ones, 0), "TakeAlongDim: an index of shape (2,) for shape (2, 3); it needs 2 dimensions"),
        Mistake.Argument(() => Tensor.From([true]).ScatterReduce(0, Tensor.From([0L]), Tensor.From([true]), ScatterReduction.Sum),
            "ScatterReduce: not defined for Bool; convert with To(DType.Int64) first"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
