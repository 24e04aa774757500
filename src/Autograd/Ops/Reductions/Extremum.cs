using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Max or Min of all elements.</summary>
    private Tensor Extremum<TOrder>(string op) where TOrder : struct, IExtremum
    {
        if (Numel == 0)
            throw new ArgumentException($"{op}: shape {_shape} has no element to choose from; it needs at least one");
        if (_dtype == DType.Bool) return AsBytes().Extremum<TOrder>(op).To(DType.Bool);
        var result = InMemoryOrder().OnNumbers<BestOfAll<TOrder>, Tensor>(op, default);
        if (IsRecorded) new ExtremumNode(this, result, TOrder.Name + "Backward1").SetHistory(result);
        return result;
    }

    /// <summary>Max or Min over one dimension, with the indices.</summary>
    private (Tensor Values, Tensor Indices) Extremum<TOrder>(string op, int dim, bool keepDim) where TOrder : struct, IExtremum
    {
        var at = _shape.DimOrScalar(dim, op);
        if (NDim > 0 && _shape.Sizes[at] == 0)
            throw new ArgumentException($"{op}: dim {dim} of shape {_shape} has no element to choose from; it needs at least one");
        if (_dtype == DType.Bool)
        {
            var (bytes, byteIndices) = AsBytes().Extremum<TOrder>(op, dim, keepDim);
            return (bytes.To(DType.Bool), byteIndices);
        }

        var plan = ReductionPlan.Of(op, this, NDim == 0 ? [] : [at]);
        var shape = plan.ResultShape(keepDim);
        var indices = Uninitialized<long>(shape);
        var walk = new OuterDimInner(plan.Outer, plan.Length, plan.Inner);
        var values = plan.ToBlock(this).OnNumbers<BestAlong<TOrder>, Tensor>(op, new BestAlong<TOrder>(walk, indices));
        if (IsRecorded) new TakeExtremumNode(this, indices, at, isScatter: false, TOrder.Name + "Backward0").SetHistory(values);
        if (Tracing.IsActive) Tracing.Record(indices, "Arg" + TOrder.Name, [this], ("dim", at));
        return (values, indices);
    }

    private readonly struct BestOfAll<TOrder> : INumberAction<Tensor> where TOrder : struct, IExtremum
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            using var xData = x.Read();
            return new Tensor(new[] { Kernels.Extremum.Best<T, TOrder>(xData.Span<T>()) }, Shape.Scalar, x._dtype);
        }
    }

    private readonly struct BestAlong<TOrder>(OuterDimInner walk, Tensor indices) : INumberAction<Tensor>
        where TOrder : struct, IExtremum
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var values = Uninitialized<T>(indices._shape);
            using var xData = x.Read();
            using var valuesData = values.Write();
            using var indicesData = indices.Write();
            Kernels.Extremum.Find<T, TOrder>(xData.Span<T>(), walk, valuesData.Span<T>(), indicesData.Span<long>());
            return values;
        }
    }

    /// <summary>
    /// The node of a result that equals one of all elements: an extremum or a median of a whole tensor.
    /// </summary>
    private sealed class ExtremumNode : Node
    {
        private SavedTensor _input;
        private SavedTensor _output;

        public ExtremumNode(Tensor input, Tensor output, string name)
        {
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Name = name;
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            inputs.Set(0, ShareAmong(x.IsSameNumberAs(_output.Unpack(this)), grad, [], x._dtype));
        }

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }
    }
}
