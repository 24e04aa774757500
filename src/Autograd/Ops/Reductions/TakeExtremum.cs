using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Takes one element along a dimension for each position of the result, at the given index. The transpose of this
    /// linear map is <see cref="ScatterExtremum"/>.
    /// </summary>
    private static Tensor TakeExtremum(Tensor x, Tensor indices, int dim, Shape shape)
    {
        if (x._dtype.IsReducedFloatingPoint()) return TakeExtremum(x.To(DType.Float32), indices, dim, shape).To(x._dtype);
        var values = x.ExpandContiguous(x._shape);
        var walk = new OuterDimInner(x._shape.Sizes, dim);
        var result = Uninitialized(shape, x._dtype);
        using var valuesData = values.Read();
        using var indicesData = indices.Read();
        using var resultData = result.Write();
        if (x._dtype == DType.Float32)
            Kernels.TakeAlongDim.Take<float>(valuesData.Span<float>(), indicesData.Span<long>(), walk, resultData.Span<float>());
        else
            Kernels.TakeAlongDim.Take<double>(valuesData.Span<double>(), indicesData.Span<long>(), walk, resultData.Span<double>());
        if (x.IsRecorded) new TakeExtremumNode(x, indices, dim, isScatter: false, "PickBackward0").SetHistory(result);
        return result;
    }

    /// <summary>Zeros of a shape, with each element written at its index along the dimension.</summary>
    private static Tensor ScatterExtremum(Tensor x, Tensor indices, int dim, Shape shape)
    {
        if (x._dtype.IsReducedFloatingPoint()) return ScatterExtremum(x.To(DType.Float32), indices, dim, shape).To(x._dtype);
        var values = x.ExpandContiguous(x._shape);
        var walk = new OuterDimInner(shape.Sizes, dim);
        var result = Zeros(shape, x._dtype);
        using var valuesData = values.Read();
        using var indicesData = indices.Read();
        using var resultData = result.Write();
        if (x._dtype == DType.Float32)
            Kernels.TakeAlongDim.Scatter<float>(valuesData.Span<float>(), indicesData.Span<long>(), walk, resultData.Span<float>());
        else
            Kernels.TakeAlongDim.Scatter<double>(valuesData.Span<double>(), indicesData.Span<long>(), walk, resultData.Span<double>());
        if (x.IsRecorded) new TakeExtremumNode(x, indices, dim, isScatter: true, "PlaceBackward0").SetHistory(result);
        return result;
    }

    /// <summary>
    /// The node of elements taken at indices along a dimension (extrema, medians, modes), or of the reverse, the
    /// scatter.
    /// </summary>
    private sealed class TakeExtremumNode : Node
    {
        private readonly Shape _inputShape;
        private readonly int _dim;
        private readonly bool _isScatter;
        private SavedTensor _indices;

        public TakeExtremumNode(Tensor input, Tensor indices, int dim, bool isScatter, string name)
        {
            _inputShape = input._shape;
            _indices = new SavedTensor(indices);
            _dim = dim;
            _isScatter = isScatter;
            Name = name;
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var indices = _indices.Unpack(this);
            inputs.Set(0, _isScatter
                ? TakeExtremum(grad, indices, _dim, _inputShape)
                : ScatterExtremum(grad, indices, _dim, _inputShape));
        }

        internal override void Release() => _indices.Release();
    }
}
