namespace Autograd.Tests.Errors;

public class ValueErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.State(() => X.Item<float>(), "?Value0"),
        Mistake.State(() => X.Item(), "?Value1"),
        Mistake.Argument(() => X[0, 0].Item<double>(), "?Value2"),
        Mistake.Argument(() => X.ToArray<double>(), "?Value3"),
        Mistake.Argument(() => X.CopyTo(new float[5]), "?Value4"),
        Mistake.Argument(() => X.CopyTo(new double[6]), "?Value5"),
        Mistake.State(() => X.T.AsSpan<float>(), "?Value6"),
        Mistake.Argument(() => X.AsSpan<int>(), "?Value7"),
        Mistake.State(() => (Tensor.Ones(2) * 2).Data = Tensor.From([1, 2]), "?Value8"),
        Mistake.State(() => Tensor.From([1.0], requiresGrad: true).Data = Tensor.From([1]), "?Value9"),
        Mistake.State(() => Tensor.From([1], requiresGrad: true), "?Value10"),
        Mistake.State(() => (Tensor.From([1.0], requiresGrad: true) * 2).RequiresGrad = false, "?Value11"),
        Mistake.Argument(() => Tensor.From([1.0], requiresGrad: true).Grad = Tensor.From([1.0, 2]), "?Value12"),
        Mistake.State(() => X.RetainGrad(), "?Value13"),
        Mistake.State(() => X.Span<double>(), "?Value14"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
