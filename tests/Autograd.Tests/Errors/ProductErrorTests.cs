using Autograd.NN;

namespace Autograd.Tests.Errors;

public class ProductErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Number = Tensor.From(1f);
    private static readonly Tensor Bools = Tensor.From(new[,] { { true } });

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => X.MatMul(Number), "MatMul: operands of shapes (2, 3) x (); both need at least one dimension; use * for numbers"),
        Mistake.Argument(() => X.MatMul(X), "MatMul: inner sizes differ: (2, 3) x (2, 3): 3 and 2; they must be the same"),
        Mistake.Argument(() => X.MatMul(Tensor.Zeros(2)), "MatMul: inner sizes differ: (2, 3) x (2,): 3 and 2; they must be the same"),
        Mistake.Argument(() => Tensor.Zeros(4, 2, 3).MatMul(X), "MatMul: inner sizes differ: (4, 2, 3) x (2, 3): 3 and 2; they must be the same"),
        Mistake.Argument(() => Tensor.Zeros(4, 2, 3).MatMul(Tensor.Zeros(5, 3, 2)),
            "MatMul: the batches (4,) and (5,) of shapes (4, 2, 3) and (5, 3, 2) do not broadcast: sizes 4 and 5 meet in dimension 0; "
            + "they must be equal, or one of them 1"),
        Mistake.Argument(() => Bools.MatMul(Bools), "MatMul: not defined for two Bool tensors; convert one with To(DType.Int64)"),
        Mistake.Argument(() => Bools.Unsqueeze(0).MatMul(Bools.Unsqueeze(0)),
            "MatMul: not defined for two Bool tensors; convert one with To(DType.Int64)"),
        Mistake.Argument(() => F.Linear(X, Number),
            "Linear: a weight of shape (); it must be (outFeatures, inFeatures), or (inFeatures,) for one output without a dimension"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(2, 4, 3)),
            "Linear: a weight of shape (2, 4, 3); it must be (outFeatures, inFeatures), or (inFeatures,) for one output without a dimension"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(2)),
            "Linear: inner sizes differ: an input of shape (2, 3) for a weight of shape (2,); the input's last size must be 2"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(3), Tensor.Zeros(1)),
            "Linear: a bias of shape (1,) for a weight of shape (3,); it must be ()"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(4, 2)),
            "Linear: inner sizes differ: an input of shape (2, 3) for a weight of shape (4, 2); the input's last size must be 2"),
        Mistake.Argument(() => F.Linear(Number, Tensor.Zeros(4, 2)),
            "Linear: inner sizes differ: an input of shape () for a weight of shape (4, 2); the input's last size must be 2"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(4, 3), Tensor.Zeros(3)),
            "Linear: a bias of shape (3,) for a weight of shape (4, 3); it must be (4,)"),
        Mistake.Range(() => Linalg.PInv(X, atol: -1), "PInv: atol -1 and rtol none; neither can be negative (Parameter 'rtol')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
