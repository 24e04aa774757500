namespace Autograd.Tests.Errors;

public class ValueErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.State(() => X.Item<float>(),
            "Item: only a tensor of one element is a number, and this has shape (2, 3); use ToArray(), or index it first"),
        Mistake.State(() => X.Item(),
            "Item: only a tensor of one element is a number, and this has shape (2, 3); use ToArray(), or index it first"),
        Mistake.Argument(() => X.ToArray<double>(), "CopyTo: the tensor is Float32, not Float64; convert with To(DType.Float64) first"),
        Mistake.Argument(() => X.CopyTo(new float[5]), "CopyTo: 6 elements into a span of 5; pass a longer one"),
        Mistake.Argument(() => X.CopyTo(new double[6]), "CopyTo: the tensor is Float32, not Float64; convert with To(DType.Float64) first"),
        Mistake.State(() => X.T.AsSpan<float>(),
            "AsSpan: the elements of this view of shape (3, 2) do not lie in row-major order; use Contiguous() first, or ToArray()"),
        Mistake.Argument(() => X.AsSpan<int>(), "AsSpan: the tensor is Float32, not Int32; convert with To(DType.Int32) first"),
        Mistake.State(() => Tensor.From([1.0], DType.Float64, requiresGrad: true).Data = Tensor.From([1]),
            "Data: a tensor that requires a gradient cannot take data of type Int32; convert them with To(DType.Float32)"),
        Mistake.State(() => Tensor.From([1], requiresGrad: true),
            "RequiresGrad: only floating tensors can require gradients, not Int32; convert with To(DType.Float32) first"),
        Mistake.State(() => (Tensor.From([1.0], DType.Float64, requiresGrad: true) * 2).RequiresGrad = false,
            "RequiresGrad: only a leaf's flag can be changed, and this is the result of MulBackward0; use Detach()"),
        Mistake.Argument(() => Tensor.From([1.0], DType.Float64, requiresGrad: true).Grad = Tensor.From([1.0, 2], DType.Float64),
            "Grad: a gradient of shape (2,) and type Float64 for a tensor of shape (1,) and type Float64; they must be the same"),
        Mistake.State(() => X.RetainGrad(),
            "RetainGrad: the tensor does not require a gradient, so it will never have one; set RequiresGrad before the computation"),
        Mistake.State(() => X.Span<double>(), "a kernel for Double was given Float32; this is a fault of the library, please report it"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
