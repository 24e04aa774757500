using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// One element of each column along a dimension, at an index of its own: the linear map whose transpose is
    /// <see cref="PlaceAlong"/>.
    /// </summary>
    private static Tensor PickAlong(Tensor x, long[] indices, int dim, Shape shape)
    {
        var values = x.Contiguous();
        var walk = new DimWalk(x._shape.Sizes, dim);
        var result = x._dtype == DType.Float32
            ? new Tensor(Picking.Pick(values.Span<float>(), indices, walk), shape, DType.Float32)
            : new Tensor(Picking.Pick(values.Span<double>(), indices, walk), shape, DType.Float64);
        GC.KeepAlive(values);
        if (x.IsRecorded) new PickNode(x, indices, dim, isPlace: false).Produce(result);
        return result;
    }

    /// <summary>Zeros of a shape, with each element put at its index along the dimension.</summary>
    private static Tensor PlaceAlong(Tensor x, long[] indices, int dim, Shape shape)
    {
        var values = x.Contiguous();
        var walk = new DimWalk(shape.Sizes, dim);
        var result = x._dtype == DType.Float32
            ? new Tensor(Picking.Place(values.Span<float>(), indices, walk), shape, DType.Float32)
            : new Tensor(Picking.Place(values.Span<double>(), indices, walk), shape, DType.Float64);
        GC.KeepAlive(values);
        if (x.IsRecorded) new PickNode(x, indices, dim, isPlace: true).Produce(result);
        return result;
    }

    private sealed class PickNode : Node
    {
        private readonly Shape _inputShape;
        private readonly int _dim;
        private readonly bool _isPlace;
        private readonly long[] _indices;

        public PickNode(Tensor input, long[] indices, int dim, bool isPlace)
        {
            _inputShape = input._shape;
            _indices = indices;
            _dim = dim;
            _isPlace = isPlace;
            Connect(0, input);
        }

        public override string Name => _isPlace ? "PlaceBackward" : "PickBackward";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, _isPlace
            ? PickAlong(grad, _indices, _dim, _inputShape)
            : PlaceAlong(grad, _indices, _dim, _inputShape));
    }
}
