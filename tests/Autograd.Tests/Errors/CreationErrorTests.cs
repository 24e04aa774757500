namespace Autograd.Tests.Errors;

public class CreationErrorTests
{
    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Range(() => Tensor.Zeros([2], (DType)9), "?Creation0"),
        Mistake.Argument(() => Tensor.From([1f, 2, 3], Shape.Create(2, 2)), "?Creation1"),
        Mistake.Argument(() => Tensor.From<double>([[1, 2], [3]]), "?Creation2"),
        Mistake.Argument(() => Tensor.FromArray<float>(new double[2, 2]), "?Creation3"),
        Mistake.Argument(() => Tensor.From([1m]), "?Creation4"),
        Mistake.Argument(() => Tensor.Arange(0, double.PositiveInfinity), "?Creation5"),
        Mistake.Argument(() => Tensor.Arange(0, 1, 0), "?Creation6"),
        Mistake.Argument(() => Tensor.Arange(0, 1, -0.5), "?Creation7"),
        Mistake.Argument(() => Tensor.Arange(0, 1e12, 0.5), "?Creation8"),
        Mistake.Argument(() => Tensor.Arange(0, 1L << 40), "?Creation9"),
        Mistake.Argument(() => Tensor.Arange(0, 1, 0.5, DType.Int64), "?Creation10"),
        Mistake.Range(() => Tensor.Linspace(0, 1, -1), "?Creation11"),
        Mistake.Argument(() => Tensor.Linspace(0, 1, 3, DType.Int32), "?Creation12"),
        Mistake.Range(() => Tensor.Eye(-1), "?Creation13"),
        Mistake.Range(() => Tensor.Zeros(2, -1), "?Creation14"),
        Mistake.Range(() => Tensor.Zeros(65536, 65536), "?Creation15"),
        Mistake.Range(() => Tensor.Full(Shape.Create(2), 300, DType.UInt8), "?Creation16"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
