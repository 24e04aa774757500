using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// One element of each column along a dimension, at an index of its own: the linear map whose transpose is
    /// <see cref="PutExtremum"/>.
    /// </summary>
    private static Tensor TakeExtremum(Tensor x, Tensor indices, int dim, Shape shape)
    {
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
        if (x.IsRecorded) new TakeExtremumNode(x, indices, dim, isPlace: false, "PickBackward0").Produce(result);
        return result;
    }

    /// <summary>Zeros of a shape, with each element put at its index along the dimension.</summary>
    private static Tensor PutExtremum(Tensor x, Tensor indices, int dim, Shape shape)
    {
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
        if (x.IsRecorded) new TakeExtremumNode(x, indices, dim, isPlace: true, "PlaceBackward0").Produce(result);
        return result;
    }

    /// <summary>Elements that were picked by their indices, as extrema, medians and modes are, or the reverse of that.</summary>
    private sealed class TakeExtremumNode : Node
    {
        private readonly Shape _inputShape;
        private readonly int _dim;
        private readonly bool _isPlace;
        private SavedTensor _indices;

        public TakeExtremumNode(Tensor input, Tensor indices, int dim, bool isPlace, string name)
        {
            _inputShape = input._shape;
            _indices = new SavedTensor(indices);
            _dim = dim;
            _isPlace = isPlace;
            Name = name;
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var indices = _indices.Unpack(this);
            inputs.Set(0, _isPlace
                ? TakeExtremum(grad, indices, _dim, _inputShape)
                : PutExtremum(grad, indices, _dim, _inputShape));
        }

        internal override void Release() => _indices.Release();
    }
}
