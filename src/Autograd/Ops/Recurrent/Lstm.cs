using System.Numerics;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes one direction of one layer of long short-term memory over a sequence, or one step of a cell, as a
    /// single operation: a = x·Wihᵀ + bih + h₋·Whhᵀ + bhh, the four parts of a being those of i, f, g and o;
    /// c = σ(f)·c₋ + σ(i)·tanh(g) and h = σ(o)·tanh(c), which Whr projects if there is one.
    /// </summary>
    /// <param name="x">(steps, batch, inputs); for a step of a cell (batch, inputs) or (inputs).</param>
    /// <param name="h0">(batch, outputs), or (outputs).</param>
    /// <param name="c0">(batch, hidden), or (hidden).</param>
    /// <param name="weightIh">(4·hidden, inputs).</param>
    /// <param name="weightHh">(4·hidden, outputs).</param>
    /// <param name="biasIh">(4·hidden), or null together with <paramref name="biasHh"/>.</param>
    /// <param name="biasHh">(4·hidden).</param>
    /// <param name="weightHr">(outputs, hidden), or null.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <returns>
    /// The states h of all steps, (steps, batch, outputs), and the last c, (batch, hidden); both without the dimensions
    /// that x lacks.
    /// </returns>
    internal static (Tensor Output, Tensor LastCell) Lstm(
        Tensor x, Tensor h0, Tensor c0, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh, Tensor? weightHr, bool reverse)
    {
        var type = DTypes.Promote(DTypes.Promote(DTypes.Promote(x._dtype, h0._dtype), weightIh._dtype), c0._dtype);
        var dtype = DTypes.Promote(RecurrentType(x, h0, weightIh), c0._dtype);
        x = x.To(dtype).Contiguous();
        h0 = h0.To(dtype).Contiguous();
        c0 = c0.To(dtype).Contiguous();
        weightIh = weightIh.To(dtype).Contiguous();
        weightHh = weightHh.To(dtype).Contiguous();
        biasIh = biasIh?.To(dtype).Contiguous();
        biasHh = biasHh?.To(dtype).Contiguous();
        weightHr = weightHr?.To(dtype).Contiguous();
        var sizes = RecurrentSizesOf(x, c0._shape.Sizes[^1], weightHh._shape.Sizes[1]);
        var output = Uninitialized(RecurrentOutputShape(x, sizes.Outputs), dtype);
        var lastCell = Uninitialized(c0._shape, dtype);
        var tape = Uninitialized(Shape.ForResult("LSTM", [dtype == DType.Float32 ? LstmTape<float>.Length(sizes) : LstmTape<double>.Length(sizes)]), dtype);
        var weights = new LstmInputs(x, h0, c0, weightIh, weightHh, biasIh, biasHh, weightHr);
        if (dtype == DType.Float32) LstmForward<float>(sizes, reverse, weights, tape, output, lastCell);
        else LstmForward<double>(sizes, reverse, weights, tape, output, lastCell);
        if (weights.AnyRecorded())
        {
            var node = new LstmNode(sizes, reverse, weights, tape, output);
            node.SetHistory(output, 0);
            node.SetHistory(lastCell, 1);
        }

        return type.IsReducedFloatingPoint() ? (output.To(type), lastCell.To(type)) : (output, lastCell);
    }

    private static void LstmForward<T>(RecurrentSizes sizes, bool reverse, in LstmInputs w, Tensor tape, Tensor output, Tensor lastCell)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tapeData = tape.Write();
        var memory = new LstmTape<T>(sizes, tapeData.Span<T>());
        using var biasIhData = ReadIfAny(w.BiasIh);
        using var biasHhData = ReadIfAny(w.BiasHh);
        if (w.BiasIh is null) memory.Bias.Clear();
        else TensorPrimitives.Add(biasIhData.Span<T>(), biasHhData.Span<T>(), memory.Bias);
        using var xData = w.X.Read();
        using var h0Data = w.H0.Read();
        using var c0Data = w.C0.Read();
        using var weightIhData = w.WeightIh.Read();
        using var weightHhData = w.WeightHh.Read();
        using var weightHrData = ReadIfAny(w.WeightHr);
        using var outputData = output.Write();
        using var lastCellData = lastCell.Write();
        LstmKernel.Forward(
            sizes, reverse, xData.Span<T>(), h0Data.Span<T>(), c0Data.Span<T>(), weightIhData.Span<T>(), weightHhData.Span<T>(),
            weightHrData.Span<T>(), memory, outputData.Span<T>()).CopyTo(lastCellData.Span<T>());
    }

    /// <summary>
    /// The inputs of an LSTM, all of one type and contiguous. The node numbers its inputs in this order, without those
    /// that are null.
    /// </summary>
    private readonly record struct LstmInputs(
        Tensor X, Tensor H0, Tensor C0, Tensor WeightIh, Tensor WeightHh, Tensor? BiasIh, Tensor? BiasHh, Tensor? WeightHr)
    {
        public const int BiasIhInput = 5, BiasHhInput = 6;

        public bool HasBias => BiasIh is not null;

        public int WeightHrInput => HasBias ? 7 : 5;

        public int Count => WeightHrInput + (WeightHr is null ? 0 : 1);

        public bool AnyRecorded() => GradMode.IsEnabled
            && (X.RequiresGrad || H0.RequiresGrad || C0.RequiresGrad || WeightIh.RequiresGrad || WeightHh.RequiresGrad
                || BiasIh is { RequiresGrad: true } || BiasHh is { RequiresGrad: true } || WeightHr is { RequiresGrad: true });
    }

    private sealed class LstmNode : MultiOutputNode
    {
        private readonly RecurrentSizes _sizes;
        private readonly bool _reverse;
        private readonly bool _hasBias;
        private readonly bool _hasProjection;
        private SavedTensor _x;
        private SavedTensor _h0;
        private SavedTensor _c0;
        private SavedTensor _weightIh;
        private SavedTensor _weightHh;
        private SavedTensor _biasIh;
        private SavedTensor _biasHh;
        private SavedTensor _weightHr;
        private SavedTensor _output;
        private Tensor? _tape;

        public LstmNode(RecurrentSizes sizes, bool reverse, in LstmInputs w, Tensor tape, Tensor output)
            : base(2)
        {
            InputCount = w.Count;
            (_sizes, _reverse, _hasBias, _hasProjection, _tape) = (sizes, reverse, w.HasBias, w.WeightHr is not null, tape);
            Connect(0, w.X);
            Connect(1, w.H0);
            Connect(2, w.C0);
            Connect(3, w.WeightIh);
            Connect(4, w.WeightHh);
            _x = new SavedTensor(w.X);
            _h0 = new SavedTensor(w.H0);
            _c0 = new SavedTensor(w.C0);
            _weightIh = new SavedTensor(w.WeightIh);
            _weightHh = new SavedTensor(w.WeightHh);
            _output = new SavedTensor(output);
            if (w.BiasIh is not null)
            {
                Connect(LstmInputs.BiasIhInput, w.BiasIh);
                Connect(LstmInputs.BiasHhInput, w.BiasHh!);
                _biasIh = new SavedTensor(w.BiasIh);
                _biasHh = new SavedTensor(w.BiasHh!);
            }

            if (w.WeightHr is null) return;
            Connect(w.WeightHrInput, w.WeightHr);
            _weightHr = new SavedTensor(w.WeightHr);
        }

        public override string Name => "LstmBackward0";

        protected override void Backward(Tensor?[] grads, InputGradients inputs)
        {
            var w = new LstmInputs(
                _x.Unpack(this), _h0.Unpack(this), _c0.Unpack(this), _weightIh.Unpack(this), _weightHh.Unpack(this),
                _hasBias ? _biasIh.Unpack(this) : null, _hasBias ? _biasHh.Unpack(this) : null,
                _hasProjection ? _weightHr.Unpack(this) : null);
            var output = _output.Unpack(this);
            var (shape, dtype) = OutputOf(0);
            var grad = (grads[0] ?? Zeros(shape, dtype)).Contiguous();
            var cellGrad = grads[1] ?? Zeros(w.C0._shape, dtype);
            var result = GradMode.IsEnabled ? LstmBackwardInOps(_sizes, _reverse, w, grad, cellGrad)
                : dtype == DType.Float32 ? BackwardInKernel<float>(w, grad, cellGrad)
                : BackwardInKernel<double>(w, grad, cellGrad);

            // Every other gradient is a product with those of the sums.
            var rows = result.Sums;
            if (inputs.Needs(0)) inputs.Set(0, MatMul2D(rows, false, w.WeightIh, false).ReshapeTo(w.X._shape));
            if (inputs.Needs(1)) inputs.Set(1, result.H0.ReshapeTo(w.H0._shape));
            if (inputs.Needs(2)) inputs.Set(2, result.C0.ReshapeTo(w.C0._shape));
            SetWeightGradient(inputs, 3, rows, RowsOf(w.X, _sizes.Rows, _sizes.Inputs));
            SetStateWeightGradient(inputs, 4, _sizes, _reverse, rows, w.H0, output);
            if (_hasProjection) SetWeightGradient(inputs, w.WeightHrInput, result.Projected!, result.Unprojected!);
            if (!_hasBias) return;
            SetSummedGradient(inputs, LstmInputs.BiasIhInput, result.Bias);
            SetSummedGradient(inputs, LstmInputs.BiasHhInput, result.Bias);
        }

        internal override void Release()
        {
            _x.Release();
            _h0.Release();
            _c0.Release();
            _weightIh.Release();
            _weightHh.Release();
            _biasIh.Release();
            _biasHh.Release();
            _weightHr.Release();
            _output.Release();
            _tape = null;
        }

        private LstmSumGradients BackwardInKernel<T>(in LstmInputs w, Tensor grad, Tensor cellGrad)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (_, batch, _, hidden, outputs) = _sizes;
            var sums = Uninitialized<T>(Shape.Create(_sizes.Rows, 4 * hidden));
            var h0 = Uninitialized<T>(Shape.Create(batch, outputs));
            var c0 = cellGrad.CopyData();
            var bias = Uninitialized<T>(Shape.Create(4 * hidden));
            var (projected, unprojected) = ((Tensor?)null, (Tensor?)null);
            using var tapeData = _tape!.Write();
            var tape = new LstmTape<T>(_sizes, tapeData.Span<T>());
            if (w.WeightHr is not null)
            {
                projected = Uninitialized<T>(Shape.Create(_sizes.Rows, outputs));
                unprojected = Uninitialized<T>(Shape.Create(_sizes.Rows, hidden));
                using var unprojectedData = unprojected.Write();
                tape.Unprojected.CopyTo(unprojectedData.Span<T>());
            }

            using var gradData = grad.Read();
            using var c0Data = w.C0.Read();
            using var weightHhData = w.WeightHh.Read();
            using var weightHrData = ReadIfAny(w.WeightHr);
            using var sumsData = sums.Write();
            using var projectedData = WriteIfAny(projected);
            using var biasData = bias.Write();
            using var h0Data = h0.Write();
            using var dc0Data = c0.Write();
            LstmKernel.Backward(
                _sizes, _reverse, gradData.Span<T>(), c0Data.Span<T>(), weightHhData.Span<T>(),
                weightHrData.Span<T>(), tape, sumsData.Span<T>(), projectedData.Span<T>(),
                _hasBias ? biasData.Span<T>() : default, h0Data.Span<T>(), dc0Data.Span<T>());
            return new LstmSumGradients(sums, h0, c0, bias, projected, unprojected);
        }
    }

    /// <summary>
    /// The gradients of the gates' sums (rows, 4·hidden), of the first states, of a bias, and the two factors of the
    /// projection's gradient.
    /// </summary>
    private readonly record struct LstmSumGradients(
        Tensor Sums, Tensor H0, Tensor C0, Tensor Bias, Tensor? Projected, Tensor? Unprojected);
}
