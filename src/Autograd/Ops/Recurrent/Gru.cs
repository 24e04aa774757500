using System.Numerics;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes one direction of one layer of gated recurrent units over a sequence, or one step of a cell, as a single
    /// operation: r = σ(x·Wirᵀ + bir + h₋·Whrᵀ + bhr), z likewise, n = tanh(x·Winᵀ + bin + r·(h₋·Whnᵀ + bhn)),
    /// h = (1 − z)·n + z·h₋.
    /// </summary>
    /// <param name="x">(steps, batch, inputs); for a step of a cell (batch, inputs) or (inputs).</param>
    /// <param name="h0">(batch, hidden), or (hidden).</param>
    /// <param name="weightIh">The weights of r, z and n: (3·hidden, inputs).</param>
    /// <param name="weightHh">(3·hidden, hidden).</param>
    /// <param name="biasIh">(3·hidden), or null together with <paramref name="biasHh"/>.</param>
    /// <param name="biasHh">(3·hidden).</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <returns>The states of all steps: (steps, batch, hidden), without the dimensions that x lacks.</returns>
    internal static Tensor Gru(
        Tensor x, Tensor h0, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh, bool reverse)
    {
        var type = DTypes.Promote(DTypes.Promote(x._dtype, h0._dtype), weightIh._dtype);
        var dtype = RecurrentType(x, h0, weightIh);
        var w = new GruInputs(
            x.To(dtype).Contiguous(), h0.To(dtype).Contiguous(), weightIh.To(dtype).Contiguous(), weightHh.To(dtype).Contiguous(),
            biasIh?.To(dtype).Contiguous(), biasHh?.To(dtype).Contiguous());
        var hidden = weightHh._shape.Sizes[1];
        var sizes = RecurrentSizesOf(x, hidden, hidden);
        var output = Uninitialized(RecurrentOutputShape(x, hidden), dtype);

        // The buffer holds the gates of all steps, followed by the bias.
        var gates = Uninitialized(Shape.ForResult("GRU", [4 * ((long)sizes.Steps * sizes.Batch * hidden + hidden)]), dtype);
        if (dtype == DType.Float32) GruForward<float>(sizes, reverse, w, gates, output);
        else GruForward<double>(sizes, reverse, w, gates, output);
        if (w.AnyRecorded()) new GruNode(sizes, reverse, w, gates, output).SetHistory(output);
        return type.IsReducedFloatingPoint() ? output.To(type) : output;
    }

    private static void GruForward<T>(RecurrentSizes sizes, bool reverse, in GruInputs w, Tensor gates, Tensor output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var hidden = sizes.Hidden;
        using var gatesData = gates.Write();
        var memory = gatesData.Span<T>();
        var bias = memory[^(4 * hidden)..];
        if (w.BiasIh is null)
        {
            bias.Clear();
        }
        else
        {
            using var biasIhData = w.BiasIh.Read();
            var ofInput = biasIhData.Span<T>();
            using var biasHhData = w.BiasHh!.Read();
            var ofHidden = biasHhData.Span<T>();
            ofInput[(2 * hidden)..].CopyTo(bias);
            TensorPrimitives.Add(ofInput[..(2 * hidden)], ofHidden[..(2 * hidden)], bias[hidden..]);
            ofHidden[(2 * hidden)..].CopyTo(bias[(3 * hidden)..]);
        }

        using var xData = w.X.Read();
        using var h0Data = w.H0.Read();
        using var weightIhData = w.WeightIh.Read();
        using var weightHhData = w.WeightHh.Read();
        using var outputData = output.Write();
        GruKernel.Forward(
            sizes, reverse, xData.Span<T>(), h0Data.Span<T>(), weightIhData.Span<T>(), weightHhData.Span<T>(), bias, memory[..^(4 * hidden)],
            outputData.Span<T>());
    }

    /// <summary>
    /// The inputs of a GRU, all of one type and contiguous. The node numbers its inputs in this order, without those
    /// that are null.
    /// </summary>
    private readonly record struct GruInputs(Tensor X, Tensor H0, Tensor WeightIh, Tensor WeightHh, Tensor? BiasIh, Tensor? BiasHh)
    {
        public bool AnyRecorded() => GradMode.IsEnabled
            && (X.RequiresGrad || H0.RequiresGrad || WeightIh.RequiresGrad || WeightHh.RequiresGrad
                || BiasIh is { RequiresGrad: true } || BiasHh is { RequiresGrad: true });
    }

    private sealed class GruNode : Node
    {
        private readonly RecurrentSizes _sizes;
        private readonly bool _reverse;
        private SavedTensor _x;
        private SavedTensor _h0;
        private SavedTensor _weightIh;
        private SavedTensor _weightHh;
        private SavedTensor _biasIh;
        private SavedTensor _biasHh;
        private SavedTensor _output;
        private Tensor? _gates;

        public GruNode(RecurrentSizes sizes, bool reverse, in GruInputs w, Tensor gates, Tensor output)
        {
            InputCount = w.BiasIh is null ? 4 : 6;
            (_sizes, _reverse, _gates) = (sizes, reverse, gates);
            Connect(0, w.X);
            Connect(1, w.H0);
            Connect(2, w.WeightIh);
            Connect(3, w.WeightHh);
            _x = new SavedTensor(w.X);
            _h0 = new SavedTensor(w.H0);
            _weightIh = new SavedTensor(w.WeightIh);
            _weightHh = new SavedTensor(w.WeightHh);
            _output = new SavedTensor(output);
            if (w.BiasIh is null) return;
            Connect(4, w.BiasIh);
            Connect(5, w.BiasHh!);
            _biasIh = new SavedTensor(w.BiasIh);
            _biasHh = new SavedTensor(w.BiasHh!);
        }

        public override string Name => "GruBackward0";

        private bool HasBias => InputCount > 4;

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var w = new GruInputs(
                _x.Unpack(this), _h0.Unpack(this), _weightIh.Unpack(this), _weightHh.Unpack(this),
                HasBias ? _biasIh.Unpack(this) : null, HasBias ? _biasHh.Unpack(this) : null);
            var output = _output.Unpack(this);
            var (sums, h0, bias) = GradMode.IsEnabled ? GruBackwardInOps(_sizes, _reverse, w, output, grad)
                : grad._dtype == DType.Float32 ? BackwardInKernel<float>(w, output, grad.Contiguous())
                : BackwardInKernel<double>(w, output, grad.Contiguous());

            // The columns are the gradients of n, r, z and of n's share of the hidden state; the weights have the order
            // r, z, n.
            var hidden = _sizes.Hidden;
            var ofNew = sums.Narrow(1, 0, hidden);
            var ofGates = sums.Narrow(1, hidden, 2 * hidden);
            if (inputs.Needs(0)) inputs.Set(0, InputGradient(w, ofNew, ofGates));
            if (inputs.Needs(1)) inputs.Set(1, h0.ReshapeTo(w.H0._shape));
            SetInputWeightGradient(inputs, ofNew, ofGates, RowsOf(w.X, _sizes.Rows, _sizes.Inputs));
            SetStateWeightGradient(inputs, 3, _sizes, _reverse, sums.Narrow(1, hidden, 3 * hidden), w.H0, output);
            if (!HasBias) return;
            if (inputs.Needs(4))
                SetSummedGradient(inputs, 4, Cat([bias.Narrow(0, hidden, 2 * hidden), bias.Narrow(0, 0, hidden)]));
            if (inputs.Needs(5)) SetSummedGradient(inputs, 5, bias.Narrow(0, hidden, 3 * hidden));
        }

        internal override void Release()
        {
            _x.Release();
            _h0.Release();
            _weightIh.Release();
            _weightHh.Release();
            _biasIh.Release();
            _biasHh.Release();
            _output.Release();
            _gates = null;
        }

        private Tensor InputGradient(in GruInputs w, Tensor ofNew, Tensor ofGates)
        {
            var (weightOfGates, weightOfNew) = (w.WeightIh.Narrow(0, 0, 2 * _sizes.Hidden), w.WeightIh.Narrow(0, 2 * _sizes.Hidden, _sizes.Hidden));
            var total = MatMul2D(ofGates, false, weightOfGates, false);
            if (GradMode.IsEnabled) return (total + MatMul2D(ofNew, false, weightOfNew, false)).ReshapeTo(w.X._shape);
            using var totalData = total.Write();
            if (total._dtype == DType.Float32) MultiplyInto(ofNew, false, weightOfNew, false, totalData.Span<float>(), accumulate: true);
            else MultiplyInto(ofNew, false, weightOfNew, false, totalData.Span<double>(), accumulate: true);
            return total.ReshapeTo(w.X._shape);
        }

        private static void SetInputWeightGradient(InputGradients inputs, Tensor ofNew, Tensor ofGates, Tensor x)
        {
            if (!inputs.Needs(2)) return;
            if (!inputs.TryAccumulate(2, out var total, out var isEmpty))
                inputs.Set(2, Cat([MatMul2D(ofGates, true, x, false), MatMul2D(ofNew, true, x, false)]));
            else if (x._dtype == DType.Float32) AddInputProducts<float>(ofNew, ofGates, x, total, isEmpty);
            else AddInputProducts<double>(ofNew, ofGates, x, total, isEmpty);
        }

        private static void AddInputProducts<T>(Tensor ofNew, Tensor ofGates, Tensor x, Tensor total, bool isEmpty)
            where T : unmanaged, INumber<T>
        {
            var split = ofGates._shape.Sizes[1] * x._shape.Sizes[1];
            using var totalData = total.Write();
            MultiplyInto(ofGates, true, x, false, totalData.Span<T>()[..split], accumulate: !isEmpty);
            MultiplyInto(ofNew, true, x, false, totalData.Span<T>()[split..], accumulate: !isEmpty);
        }

        private (Tensor Sums, Tensor H0, Tensor Bias) BackwardInKernel<T>(in GruInputs w, Tensor output, Tensor grad)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var hidden = _sizes.Hidden;
            var sums = Uninitialized<T>(Shape.Create(_sizes.Rows, 4 * hidden));
            var h0 = Uninitialized<T>(Shape.Create(_sizes.Batch, hidden));
            var bias = Uninitialized<T>(Shape.Create(4 * hidden));
            using var gradData = grad.Read();
            using var h0Data = w.H0.Read();
            using var outputData = output.Read();
            using var weightHhData = w.WeightHh.Read();
            using var gatesData = _gates!.Read();
            using var sumsData = sums.Write();
            using var biasData = bias.Write();
            using var dh0Data = h0.Write();
            GruKernel.Backward(
                _sizes, _reverse, gradData.Span<T>(), h0Data.Span<T>(), outputData.Span<T>(), weightHhData.Span<T>(),
                gatesData.Span<T>()[..^(4 * hidden)], sumsData.Span<T>(), HasBias ? biasData.Span<T>() : default, dh0Data.Span<T>());
            return (sums, h0, bias);
        }
    }

    /// <summary>
    /// Computes the backward pass of a GRU in operations that can be differentiated again. The saved gates are not
    /// recorded, so they are computed again from the states, in operations too.
    /// </summary>
    /// <returns>
    /// The gradients of the sums of n, r, z and of n's share of h₋, (rows, 4·hidden), of the first state, and of the
    /// biases.
    /// </returns>
    private static (Tensor Sums, Tensor H0, Tensor Bias) GruBackwardInOps(
        RecurrentSizes sizes, bool reverse, in GruInputs w, Tensor output, Tensor grad)
    {
        var (steps, batch, inputs, hidden, _) = sizes;
        output = output.Reshape(steps, batch, hidden);
        grad = grad.Reshape(steps, batch, hidden);
        var fromInput = RowsOf(w.X, sizes.Rows, inputs).MatMulUncast(w.WeightIh.T);
        if (w.BiasIh is not null) fromInput = fromInput + w.BiasIh;
        fromInput = fromInput.Reshape(steps, batch, 3 * hidden);
        var sums = new Tensor[steps];
        var dh = Zeros(Shape.Create(batch, hidden), grad._dtype);
        for (var s = steps - 1; s >= 0; s--)
        {
            var t = reverse ? steps - 1 - s : s;
            var before = s == 0 ? RowsOf(w.H0, batch, hidden) : output[reverse ? t + 1 : t - 1];
            var fromHidden = before.MatMulUncast(w.WeightHh.T);
            if (w.BiasHh is not null) fromHidden = fromHidden + w.BiasHh;
            var (x, share) = (fromInput[t].Chunk(3, 1), fromHidden.Chunk(3, 1));
            var (r, z) = ((x[0] + share[0]).Sigmoid(), (x[1] + share[1]).Sigmoid());
            var n = (x[2] + r * share[2]).Tanh();
            var d = dh + grad[t];
            var dn = d * (1 - z) * (1 - n * n);
            sums[t] = Cat([dn, dn * share[2] * r * (1 - r), d * (before - n) * z * (1 - z), dn * r], 1);
            dh = d * z + sums[t].Narrow(1, hidden, 3 * hidden).MatMulUncast(w.WeightHh);
        }

        var rows = Cat(sums);
        return (rows, dh, rows.Sum(0));
    }
}
