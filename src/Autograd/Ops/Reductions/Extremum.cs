using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>What Max and Min of a whole tensor share.</summary>
    private Tensor Extremum<TOrder>() where TOrder : struct, IExtremum
    {
        if (Numel == 0)
            throw new ArgumentException($"{TOrder.Name.ToLowerInvariant()}: shape {_shape} has no element to choose from");
        if (_dtype == DType.Bool) return AsBytes().Extremum<TOrder>().To(DType.Bool);
        var result = InMemoryOrder().OnNumbers<BestOfAll<TOrder>, Tensor>(TOrder.Name.ToLowerInvariant(), default);
        if (IsRecorded) new ExtremumNode<TOrder>(this, result).Produce(result);
        return result;
    }

    /// <summary>What Max and Min over a dimension share.</summary>
    private (Tensor Values, Tensor Indices) Extremum<TOrder>(string op, int dim, bool keepDim) where TOrder : struct, IExtremum
    {
        var at = _shape.DimOrScalar(dim, op);
        if (NDim > 0 && _shape.Sizes[at] == 0)
            throw new ArgumentException($"{op}: dim {dim} of shape {_shape} has no element to choose from");
        if (_dtype == DType.Bool)
        {
            var (bytes, places) = AsBytes().Extremum<TOrder>(op, dim, keepDim);
            return (bytes.To(DType.Bool), places);
        }

        var plan = ReductionPlan.Of(op, this, NDim == 0 ? [] : [at]);
        var shape = plan.ResultShape(keepDim);
        var indices = new long[shape.Numel];
        var walk = new DimWalk(plan.Outer, plan.Length, plan.Inner);
        var values = plan.Arrange(this).OnNumbers<BestAlong<TOrder>, Tensor>(op, new BestAlong<TOrder>(walk, shape, indices));
        if (IsRecorded) new ExtremumAlongNode<TOrder>(this, indices, at).Produce(values);
        return (values, new Tensor(indices, shape, DType.Int64));
    }

    private readonly struct BestOfAll<TOrder> : INumberAction<Tensor> where TOrder : struct, IExtremum
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var result = new Tensor(new[] { Kernels.Extremum.Best<T, TOrder>(x.Span<T>()) }, Shape.Scalar, x._dtype);
            GC.KeepAlive(x);
            return result;
        }
    }

    private readonly struct BestAlong<TOrder>(DimWalk walk, Shape shape, long[] indices) : INumberAction<Tensor>
        where TOrder : struct, IExtremum
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var values = Uninitialized<T>(shape);
            Kernels.Extremum.Find<T, TOrder>(x.Span<T>(), walk, values.Span<T>(), indices);
            GC.KeepAlive(x);
            return values;
        }
    }

    private sealed class ExtremumNode<TOrder> : Node where TOrder : struct, IExtremum
    {
        private SavedTensor _input;
        private SavedTensor _output;

        public ExtremumNode(Tensor input, Tensor output)
        {
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => TOrder.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            var best = _output.Unpack(this);
            var mask = double.IsNaN(best.Item()) ? x.IsNan() : x.Eq(best);
            inputs.Set(0, KeepWhere(grad / mask.Sum().Item(), mask));
        }

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }
    }

    private sealed class ExtremumAlongNode<TOrder> : Node where TOrder : struct, IExtremum
    {
        private readonly Shape _inputShape;
        private readonly long[] _indices;
        private readonly int _dim;

        public ExtremumAlongNode(Tensor input, long[] indices, int dim)
        {
            _inputShape = input._shape;
            _indices = indices;
            _dim = dim;
            Connect(0, input);
        }

        public override string Name => TOrder.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, PlaceAlong(grad, _indices, _dim, _inputShape));
    }
}
