using System.Numerics;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes one step of a plain recurrent network, h′ = f(x·Wihᵀ + bih + h·Whhᵀ + bhh), as a single operation.
    /// </summary>
    /// <param name="x">(batch, inputs).</param>
    /// <param name="h">(batch, hidden).</param>
    /// <param name="weightIh">(hidden, inputs).</param>
    /// <param name="weightHh">(hidden, hidden).</param>
    /// <param name="biasIh">(hidden), or null together with <paramref name="biasHh"/>.</param>
    /// <param name="biasHh">(hidden).</param>
    /// <param name="relu">True if f is relu, false if tanh.</param>
    internal static Tensor RnnCell(Tensor x, Tensor h, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh, bool relu)
    {
        var type = DTypes.Promote(DTypes.Promote(x._dtype, h._dtype), weightIh._dtype);
        var dtype = RecurrentType(x, h, weightIh);
        x = x.To(dtype);
        h = h.To(dtype);
        weightIh = weightIh.To(dtype);
        weightHh = weightHh.To(dtype);
        biasIh = biasIh?.To(dtype);
        biasHh = biasHh?.To(dtype);
        var result = dtype == DType.Float32
            ? RnnCellForward<float>(x, h, weightIh, weightHh, biasIh, biasHh, relu)
            : RnnCellForward<double>(x, h, weightIh, weightHh, biasIh, biasHh, relu);
        ReadOnlySpan<Tensor> inputs = biasIh is null ? [x, h, weightIh, weightHh] : [x, h, weightIh, weightHh, biasIh, biasHh!];
        if (AnyRecorded(inputs)) new RnnCellNode(inputs, result, relu).SetHistory(result);
        return type.IsReducedFloatingPoint() ? result.To(type) : result;
    }

    private static Tensor RnnCellForward<T>(
        Tensor x, Tensor h, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh, bool relu)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (batch, hidden) = (x._shape.Sizes[0], weightHh._shape.Sizes[0]);
        var result = Uninitialized<T>(h._shape);
        using var resultData = result.Write();
        var y = resultData.Span<T>();
        if (biasIh is not null)
        {
            var first = y[..(batch == 0 ? 0 : hidden)];
            var (b1, b2) = (biasIh.Contiguous(), biasHh!.Contiguous());
            using var b1Data = b1.Read();
            using var b2Data = b2.Read();
            if (batch > 0) TensorPrimitives.Add(b1Data.Span<T>(), b2Data.Span<T>(), first);
            for (var r = 1; r < batch; r++) first.CopyTo(y[(r * hidden)..]);
        }

        MultiplyInto<T>(x, false, weightIh, true, y, accumulate: biasIh is not null);
        MultiplyInto<T>(h, false, weightHh, true, y, accumulate: true);
        RnnKernel.Activate(y, relu);
        return result;
    }

    private sealed class RnnCellNode : Node
    {
        private readonly bool _relu;
        private SavedTensor _x;
        private SavedTensor _h;
        private SavedTensor _weightIh;
        private SavedTensor _weightHh;
        private SavedTensor _output;

        public RnnCellNode(ReadOnlySpan<Tensor> inputs, Tensor output, bool relu)
        {
            InputCount = inputs.Length;
            for (var i = 0; i < inputs.Length; i++) Connect(i, inputs[i]);
            _relu = relu;
            if (IsConnected(0)) _weightIh = new SavedTensor(inputs[2]);
            if (IsConnected(1)) _weightHh = new SavedTensor(inputs[3]);
            if (IsConnected(2)) _x = new SavedTensor(inputs[0]);
            if (IsConnected(3)) _h = new SavedTensor(inputs[1]);
            _output = new SavedTensor(output);
        }

        public override string Name => "RnnCellBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var output = _output.Unpack(this);
            var sum = _relu ? FloatBinary<ReluGradientOp>(grad, output) : FloatBinary<TanhGradientOp>(grad, output);
            if (inputs.Needs(0)) inputs.Set(0, MatMul2D(sum, false, _weightIh.Unpack(this), false));
            if (inputs.Needs(1)) inputs.Set(1, MatMul2D(sum, false, _weightHh.Unpack(this), false));
            if (inputs.Needs(2)) SetWeightGradient(inputs, 2, sum, _x.Unpack(this));
            if (inputs.Needs(3)) SetWeightGradient(inputs, 3, sum, _h.Unpack(this));
            if (InputCount <= 4) return;
            SetBiasGradient(inputs, 4, sum);
            SetBiasGradient(inputs, 5, sum);
        }

        internal override void Release()
        {
            _x.Release();
            _h.Release();
            _weightIh.Release();
            _weightHh.Release();
            _output.Release();
        }
    }
}
