using Autograd.NN;

namespace Autograd.Tests.Errors;

public class ProductErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Number = Tensor.From(1f);
    private static readonly Tensor Bools = Tensor.From(new[,] { { true } });

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => X.MatMul(Number), "?Product0"),
        Mistake.Argument(() => X.MatMul(X), "?Product1"),
        Mistake.Argument(() => X.MatMul(Tensor.Zeros(2)), "?Product2"),
        Mistake.Argument(() => Tensor.Zeros(4, 2, 3).MatMul(X), "?Product3"),
        Mistake.Argument(() => Tensor.Zeros(4, 2, 3).MatMul(Tensor.Zeros(5, 3, 2)), "?Product4"),
        Mistake.Argument(() => Bools.MatMul(Bools), "?Product5"),
        Mistake.Argument(() => Bools.Unsqueeze(0).MatMul(Bools.Unsqueeze(0)), "?Product6"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(3)), "?Product7"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(4, 2)), "?Product8"),
        Mistake.Argument(() => F.Linear(Number, Tensor.Zeros(4, 2)), "?Product9"),
        Mistake.Argument(() => F.Linear(X, Tensor.Zeros(4, 3), Tensor.Zeros(3)), "?Product10"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
