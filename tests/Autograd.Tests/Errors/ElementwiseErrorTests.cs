namespace Autograd.Tests.Errors;

public class ElementwiseErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Bools = Tensor.From([true, false]);
    private static readonly Tensor Integers = Tensor.From([1, 2]);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => _ = Bools - Bools, "?Elementwise0"),
        Mistake.Argument(() => _ = -Bools, "?Elementwise1"),
        Mistake.Argument(() => Bools.Sign(), "?Elementwise2"),
        Mistake.Argument(() => Bools.Clamp(0), "?Elementwise3"),
        Mistake.Argument(() => Bools.Abs(), "?Elementwise4"),
        Mistake.Argument(() => Bools.CumMax(0), "?Elementwise5"),
        Mistake.Argument(() => _ = Bools + true, "?Elementwise6"),
        Mistake.Argument(() => _ = X + Tensor.Zeros(2), "?Elementwise7"),
        Mistake.Argument(() => _ = X < Tensor.Zeros(2), "?Elementwise8"),
        Mistake.Argument(() => Tensor.Zeros(0, 3).Max(), "?Elementwise9"),
        Mistake.Argument(() => Tensor.Zeros(0, 3).Max(0), "?Elementwise10"),
        Mistake.Argument(() => Tensor.Zeros(0, 3).ArgMin(), "?Elementwise11"),
        Mistake.Range(() => X.Sum([2]), "?Elementwise12"),
        Mistake.Argument(() => X.Sum([0, -2]), "?Elementwise13"),
        Mistake.Argument(() => Integers.Mean(), "?Elementwise14"),
        Mistake.Argument(() => Integers.Std(), "?Elementwise15"),
        Mistake.Argument(() => Integers.Softmax(0), "?Elementwise16"),
        Mistake.Argument(() => Integers.AddInPlace(Tensor.From([0.5, 1])), "?Elementwise17"),
        Mistake.Argument(() => Integers.DivInPlace(2), "?Elementwise18"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
