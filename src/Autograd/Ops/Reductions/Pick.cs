using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// One element of each column along a dimension, at an index of its own: the linear map whose transpose is
    /// <see cref="PlaceAlong"/>.
    /// </summary>
    private static Tensor PickAlong(Tensor x, Tensor indices, int dim, Shape shape)
    {
        var values = x.Filling(x._shape);
        var walk = new DimWalk(x._shape.Sizes, dim);
        var result = Uninitialized(shape, x._dtype);
        using var valuesData = values.Read();
        using var indicesData = indices.Read();
        using var resultData = result.Write();
        if (x._dtype == DType.Float32) Picking.Pick<float>(valuesData.Span<float>(), indicesData.Span<long>(), walk, resultData.Span<float>());
        else Picking.Pick<double>(valuesData.Span<double>(), indicesData.Span<long>(), walk, resultData.Span<double>());
        if (x.IsRecorded) new PickNode(x, indices, dim, isPlace: false, "PickBackward0").Produce(result);
        return result;
    }

    /// <summary>Zeros of a shape, with each element put at its index along the dimension.</summary>
    private static Tensor PlaceAlong(Tensor x, Tensor indices, int dim, Shape shape)
    {
        var values = x.Filling(x._shape);
        var walk = new DimWalk(shape.Sizes, dim);
        var result = Zeros(shape, x._dtype);
        using var valuesData = values.Read();
        using var indicesData = indices.Read();
        using var resultData = result.Write();
        if (x._dtype == DType.Float32) Picking.Place<float>(valuesData.Span<float>(), indicesData.Span<long>(), walk, resultData.Span<float>());
        else Picking.Place<double>(valuesData.Span<double>(), indicesData.Span<long>(), walk, resultData.Span<double>());
        if (x.IsRecorded) new PickNode(x, indices, dim, isPlace: true, "PlaceBackward0").Produce(result);
        return result;
    }

    /// <summary>Elements that were picked by their indices, as extrema, medians and modes are, or the reverse of that.</summary>
    private sealed class PickNode : Node
    {
        private readonly Shape _inputShape;
        private readonly int _dim;
        private readonly bool _isPlace;
        private SavedTensor _indices;

        public PickNode(Tensor input, Tensor indices, int dim, bool isPlace, string name)
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
                ? PickAlong(grad, indices, _dim, _inputShape)
                : PlaceAlong(grad, indices, _dim, _inputShape));
        }

        internal override void Release() => _indices.Release();
    }
}
