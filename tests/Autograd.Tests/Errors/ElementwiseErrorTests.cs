namespace Autograd.Tests.Errors;

public class ElementwiseErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Bools = Tensor.From([true, false]);
    private static readonly Tensor Integers = Tensor.From([1, 2]);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => _ = Bools - Bools,
            "Sub: not defined for two Bool tensors; convert one with To(DType.Int64), or use the operators & | ^"),
        Mistake.Argument(() => _ = -Bools, "Neg: not defined for Bool; convert with To(DType.Int64) first"),
        Mistake.Argument(() => Bools.Abs(), "Abs: not defined for Bool; convert with To(DType.Int64) first"),
        Mistake.Argument(() => _ = X + Tensor.Zeros(2),
            "Add: shapes (2, 3) and (2,) do not broadcast: sizes 3 and 2 meet in dimension 1; they must be equal, or one of them 1"),
        Mistake.Argument(() => _ = X < Tensor.Zeros(2),
            "<: shapes (2, 3) and (2,) do not broadcast: sizes 3 and 2 meet in dimension 1; they must be equal, or one of them 1"),
        Mistake.Argument(() => Tensor.Zeros(0, 3).Max(), "Max: shape (0, 3) has no element to choose from; it needs at least one"),
        Mistake.Argument(() => Tensor.Zeros(0, 3).Max(0), "Max: dim 0 of shape (0, 3) has no element to choose from; it needs at least one"),
        Mistake.Argument(() => Tensor.Zeros(0, 3).ArgMin(), "ArgMin: dim 0 of shape (0,) has no element to choose from; it needs at least one"),
        Mistake.Range(() => X.Sum([2]), "Sum: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Mistake.Argument(() => X.Sum([0, -2]), "Sum: dim -2 is named twice in (0, -2); name each once"),
        Mistake.Argument(() => Integers.Mean(), "Mean: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"),
        Mistake.Argument(() => Integers.Std(), "Std: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"),
        Mistake.Argument(() => Integers.AddInPlace(Tensor.From([0.5, 1], DType.Float64)),
            "AddInPlace: the result is Float64 and cannot be stored in Int64; compute out of place, or convert the tensor"),
        Mistake.Argument(() => Integers.DivInPlace(2),
            "DivInPlace: the quotient is floating, and the tensor is Int64; divide out of place, or convert it first"),
        Mistake.Argument(() => Bools.AddCMul(Bools, Bools), "AddCMul: not defined for three Bool tensors; convert one with To(DType.Int64) first"),
        Mistake.Argument(() => Bools.Ceil(), "Ceil: not defined for Bool; convert with To(DType.Int64) first"),
        Mistake.Argument(() => Bools.Round(), "Round: not defined for Bool; convert with To(DType.Int64) first"),
        Mistake.Argument(() => Bools.AddInPlace(1),
            "AddInPlace: the result is Int64 and cannot be stored in Bool; compute out of place, or convert the tensor"),
        Mistake.Argument(() => Bools.MulInPlace(Integers),
            "MulInPlace: the result is Int64 and cannot be stored in Bool; compute out of place, or convert the tensor"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
