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
        Mistake.Argument(() => X.CopyTo(new float[5]), "CopyTo: 6 elements into a span of 5; pass a longer one (Parameter 'destination')"),
        Mistake.State(() => Tensor.From(0.5).Item<int>(),
            "Item: 0.5 of this Float32 tensor is no Int32; ask for a type that holds it, or convert with To(DType.Int32) first"),
        Mistake.State(() => Tensor.From([1L, 5_000_000_000]).ToArray<int>(),
            "ToArray: 5000000000 of this Int64 tensor is no Int32; ask for a type that holds it, or convert with To(DType.Int32) first"),
        Mistake.State(() => Tensor.From([double.NaN]).CopyTo(new long[1]),
            "CopyTo: nan of this Float32 tensor is no Int64; ask for a type that holds it, or convert with To(DType.Int64) first"),
        Mistake.State(() => Tensor.From(1e300, DType.Float64).Item<float>(),
            "Item: 1e+300 of this Float64 tensor is no Float32; ask for a type that holds it, or convert with To(DType.Float32) first"),
        Mistake.State(() => _ = (int)Tensor.From(1e10),
            "Item: 10000000000.0 of this Float32 tensor is no Int32; ask for a type that holds it, or convert with To(DType.Int32) first"),
        Mistake.State(() => _ = (float)X,
            "Item: only a tensor of one element is a number, and this has shape (2, 3); use ToArray(), or index it first"),
        Mistake.State(() => X.T.AsSpan<float>(),
            "AsSpan: the elements of this view of shape (3, 2) do not lie in row-major order; use Contiguous() first, or ToArray()"),
        Mistake.Argument(() => X.AsSpan<int>(), "AsSpan: the tensor is Float32, not Int32; convert with To(DType.Int32) first, or use ToArray()"),
        Mistake.State(() => Tensor.From([1.0], DType.Float64, requiresGrad: true).Data = Tensor.From([1]),
            "Data: a tensor that requires a gradient cannot take data of type Int64; convert them with To(DType.Float32)"),
        Mistake.State(() => Tensor.From([1], requiresGrad: true),
            "RequiresGrad: only floating tensors can require gradients, not Int64; convert with To(DType.Float32) first"),
        Mistake.State(() => (Tensor.From([1.0], DType.Float64, requiresGrad: true) * 2).RequiresGrad = false,
            "RequiresGrad: only a leaf's flag can be changed, and this is the result of MulBackward0; use Detach()"),
        Mistake.Argument(() => Tensor.From([1.0], DType.Float64, requiresGrad: true).Grad = Tensor.From([1.0, 2], DType.Float64),
            "Grad: a gradient of shape (2,) and type Float64 for a tensor of shape (1,) and type Float64; they must be the same"),
        Mistake.State(() => X.RetainGrad(),
            "RetainGrad: the tensor does not require a gradient, so it will never have one; set RequiresGrad before the computation"),
        Mistake.State(() => ReadAsDouble(X), "a kernel for Double was given Float32; this is a fault of the library, please report it"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    private static void ReadAsDouble(Tensor x)
    {
        using var data = x.Read();
        _ = data.Span<double>();
    }
}
