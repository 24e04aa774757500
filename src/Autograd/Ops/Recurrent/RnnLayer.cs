using System.Numerics;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes one direction of one recurrent layer over a sequence, hₜ = f(xₜ·Wihᵀ + bih + hₜ₋₁·Whhᵀ + bhh), as a
    /// single operation.
    /// </summary>
    /// <param name="x">(steps, batch, inputs).</param>
    /// <param name="h0">(batch, hidden).</param>
    /// <param name="weightIh">(hidden, inputs).</param>
    /// <param name="weightHh">(hidden, hidden).</param>
    /// <param name="biasIh">(hidden), or null together with <paramref name="biasHh"/>.</param>
    /// <param name="biasHh">(hidden).</param>
    /// <param name="relu">True if f is relu, false if tanh.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <returns>The hidden states of all steps: (steps, batch, hidden).</returns>
    internal static Tensor RnnLayer(
        Tensor x, Tensor h0, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh, bool relu, bool reverse)
    {
        var type = DTypes.Promote(DTypes.Promote(x._dtype, h0._dtype), weightIh._dtype);
        var dtype = RecurrentType(x, h0, weightIh);
        x = x.To(dtype).Contiguous();
        h0 = h0.To(dtype).Contiguous();
        weightIh = weightIh.To(dtype).Contiguous();
        weightHh = weightHh.To(dtype).Contiguous();
        biasIh = biasIh?.To(dtype);
        biasHh = biasHh?.To(dtype);
        var sizes = RecurrentSizesOf(x, h0._shape.Sizes[1], h0._shape.Sizes[1]);
        var result = x._dtype == DType.Float32
            ? RnnForward<float>(sizes, x, h0, weightIh, weightHh, biasIh, biasHh, relu, reverse)
            : RnnForward<double>(sizes, x, h0, weightIh, weightHh, biasIh, biasHh, relu, reverse);
        ReadOnlySpan<Tensor> inputs = biasIh is null ? [x, h0, weightIh, weightHh] : [x, h0, weightIh, weightHh, biasIh, biasHh!];
        if (AnyRecorded(inputs)) new RnnNode(sizes, relu, reverse, inputs, result).SetHistory(result);
        return type.IsReducedFloatingPoint() ? result.To(type) : result;
    }

    private static Tensor RnnForward<T>(
        RecurrentSizes sizes, Tensor x, Tensor h0, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh, bool relu, bool reverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] bias = [];
        if (biasIh is not null)
        {
            bias = new T[sizes.Hidden];
            var (b1, b2) = (biasIh.Contiguous(), biasHh!.Contiguous());
            using var b1Data = b1.Read();
            using var b2Data = b2.Read();
            TensorPrimitives.Add(b1Data.Span<T>(), b2Data.Span<T>(), bias);
        }

        var result = Uninitialized(Shape.Create(sizes.Steps, sizes.Batch, sizes.Hidden), x._dtype);
        using var xData = x.Read();
        using var h0Data = h0.Read();
        using var weightIhData = weightIh.Read();
        using var weightHhData = weightHh.Read();
        using var resultData = result.Write();
        RnnKernel.Forward(
            sizes, relu, reverse, xData.Span<T>(), h0Data.Span<T>(), weightIhData.Span<T>(), weightHhData.Span<T>(), bias, resultData.Span<T>());
        return result;
    }

    private sealed class RnnNode : Node
    {
        private readonly RecurrentSizes _sizes;
        private readonly bool _relu;
        private readonly bool _reverse;
        private SavedTensor _x;
        private SavedTensor _h0;
        private SavedTensor _weightIh;
        private SavedTensor _weightHh;
        private SavedTensor _output;

        public RnnNode(RecurrentSizes sizes, bool relu, bool reverse, ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            InputCount = inputs.Length;
            for (var i = 0; i < inputs.Length; i++) Connect(i, inputs[i]);
            (_sizes, _relu, _reverse) = (sizes, relu, reverse);
            _x = new SavedTensor(inputs[0]);
            _h0 = new SavedTensor(inputs[1]);
            _weightIh = new SavedTensor(inputs[2]);
            _weightHh = new SavedTensor(inputs[3]);
            _output = new SavedTensor(output);
        }

        public override string Name => "RnnBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var (x, h0) = (_x.Unpack(this), _h0.Unpack(this));
            var (weightIh, weightHh, output) = (_weightIh.Unpack(this), _weightHh.Unpack(this), _output.Unpack(this));

            // da are the gradients of the sums inside f; every other gradient is a product of da and a saved tensor.
            var (da, dh0, bias) = GradMode.IsEnabled
                ? BackwardInOps(grad, output, weightHh)
                : grad._dtype == DType.Float32
                    ? BackwardInKernel<float>(grad.Contiguous(), output, weightHh)
                    : BackwardInKernel<double>(grad.Contiguous(), output, weightHh);
            if (inputs.Needs(0)) inputs.Set(0, MatMul2D(da, false, weightIh, false).ReshapeTo(x._shape));
            if (inputs.Needs(1)) inputs.Set(1, dh0);
            SetWeightGradient(inputs, 2, da, RowsOf(x, _sizes.Rows, _sizes.Inputs));
            SetStateWeightGradient(inputs, 3, _sizes, _reverse, da, h0, output);
            if (InputCount <= 4) return;
            SetSummedGradient(inputs, 4, bias);
            SetSummedGradient(inputs, 5, bias);
        }

        internal override void Release()
        {
            _x.Release();
            _h0.Release();
            _weightIh.Release();
            _weightHh.Release();
            _output.Release();
        }

        private (Tensor Da, Tensor Dh0, Tensor Bias) BackwardInKernel<T>(Tensor grad, Tensor output, Tensor weightHh)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var da = Uninitialized<T>(Shape.Create(_sizes.Rows, _sizes.Hidden));
            var dh = Uninitialized<T>(Shape.Create(_sizes.Batch, _sizes.Hidden));
            var bias = Uninitialized<T>(Shape.Create(_sizes.Hidden));
            using var gradData = grad.Read();
            using var outputData = output.Read();
            using var weightHhData = weightHh.Read();
            using var daData = da.Write();
            using var biasData = bias.Write();
            using var dhData = dh.Write();
            RnnKernel.Backward(
                _sizes, _relu, _reverse, gradData.Span<T>(), outputData.Span<T>(), weightHhData.Span<T>(), daData.Span<T>(),
                InputCount > 4 ? biasData.Span<T>() : default, dhData.Span<T>());
            return (da, dh, bias);
        }

        /// <summary>Computes the same in operations that can be differentiated again.</summary>
        private (Tensor Da, Tensor Dh0, Tensor Bias) BackwardInOps(Tensor grad, Tensor output, Tensor weightHh)
        {
            var slope = _relu ? (output > 0).To(output._dtype) : 1 - output * output;
            var sums = new Tensor[_sizes.Steps];
            var dh = Zeros(Shape.Create(_sizes.Batch, _sizes.Hidden), grad._dtype);
            for (var s = _sizes.Steps - 1; s >= 0; s--)
            {
                var t = _reverse ? _sizes.Steps - 1 - s : s;
                sums[t] = (dh + grad[t]) * slope[t];
                dh = sums[t].MatMulUncast(weightHh);
            }

            var rows = Cat(sums);
            return (rows, dh, rows.Sum(0));
        }
    }
}
