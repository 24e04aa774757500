using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Saves the mean, scale and shift of each group, from which one pass computes the gradients. If those are to be
    /// differentiated again, they are computed in tensor operations instead.
    /// </summary>
    private sealed class ChannelNormNode : Node
    {
        /// <summary>The fewest elements in a row for which a loop over rows pays.</summary>
        private const int MinLength = 16;

        private readonly ChannelGroups _groups;
        private readonly double _eps;
        private readonly bool _hasWeight;
        private bool _isGiven;
        private SavedTensor _input;
        private SavedTensor _weight;
        private Tensor? _means;
        private Tensor? _scales;
        private Tensor? _shifts;

        public ChannelNormNode(
            Tensor input, Tensor? weight, Tensor? bias, ChannelGroups groups, double eps, bool isRecorded, bool isGroupNorm)
        {
            InputCount = 3;
            _groups = groups;
            _eps = eps;
            Name = isGroupNorm ? "NativeGroupNormBackward0" : "NativeBatchNormBackward0";
            _input = SavedTensor.Of(input, isRecorded);
            Connect(0, input);
            if (bias is not null) Connect(2, bias);
            if (weight is null) return;
            _hasWeight = true;
            _weight = SavedTensor.Of(weight, isRecorded);
            Connect(1, weight);
        }

        public override string Name { get; }

        public Tensor Means => _means!;

        // Elements of one channel that are far apart are brought together before they are summed. The kernel itself does
        // that for a matrix, unless the moments were given.
        private bool IsScattered =>
            _groups is { IsAcrossSamples: true, Samples: > 1, Length: < MinLength } && (_isGiven || !ChannelNormColumns.IsApplicable(_groups));

        private Shape Segments => Shape.Create(_groups.Samples, _groups.Channels, _groups.Length);

        /// <summary>Takes the moments of each channel instead of the input's own.</summary>
        public void Give(Tensor mean, Tensor variance)
        {
            using var _ = GradMode.NoGrad();
            var dtype = _input.Unpack(this)._dtype;
            _isGiven = true;
            _means = mean.To(dtype).Clone();
            _scales = (variance.Double() + _eps).Rsqrt().To(dtype);
        }

        public (Tensor Result, Tensor? Variances) Forward<T>(Tensor input, Tensor? weight, Tensor? bias, bool wantsVariances)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var isTurned = IsScattered && !_isGiven;
            var x = Turn(input, isTurned);
            var result = Uninitialized<T>(x._shape);
            Tensor? variances = null;
            if (!_isGiven)
            {
                var moments = Shape.Create(_groups.Count);
                (_means, _scales, _shifts) = (Uninitialized<T>(moments), Uninitialized<T>(moments), Uninitialized<T>(moments));
                if (wantsVariances) variances = Uninitialized<T>(moments);
            }

            if (x.Numel > 0) Run<T>(Layout(isTurned), x, weight, bias, result, variances);
            return (isTurned ? TurnBack(result, input._shape) : result, variances);
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            var weight = _hasWeight ? _weight.Unpack(this) : null;
            if (GradMode.IsEnabled || x.Numel == 0) DifferentiableGradients(grad, x, weight, inputs);
            else if (x._dtype == DType.Float32) Gradients<float>(grad, x, weight, inputs);
            else Gradients<double>(grad, x, weight, inputs);
        }

        internal override void Release()
        {
            _input.Release();
            _weight.Release();
            _means = _scales = _shifts = null;
        }

        private void Run<T>(ChannelGroups layout, Tensor x, Tensor? weight, Tensor? bias, Tensor result, Tensor? variances)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            using var xData = x.Read();
            using var weightData = ReadIfAny(weight);
            using var biasData = ReadIfAny(bias);
            using var resultData = result.Write();
            using var meansData = _means!.Write();
            using var scalesData = _scales!.Write();
            using var shiftsData = WriteIfAny(_shifts);
            using var variancesData = WriteIfAny(variances);
            if (_isGiven)
                Kernels.ChannelNorm.Apply<T>(
                    layout, xData.Span<T>(), weightData.Span<T>(), biasData.Span<T>(), meansData.Span<T>(), scalesData.Span<T>(),
                    resultData.Span<T>());
            else
                Kernels.ChannelNorm.Forward(
                    layout, xData.Span<T>(), weightData.Span<T>(), biasData.Span<T>(), _eps, resultData.Span<T>(), meansData.Span<T>(),
                    scalesData.Span<T>(), shiftsData.Span<T>(), variancesData.Span<T>());
        }

        private void Gradients<T>(Tensor grad, Tensor input, Tensor? weight, InputGradients inputs)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var isTurned = IsScattered;
            var (g, x) = (Turn(grad, isTurned), Turn(input, isTurned));
            var perChannel = Shape.Create(_groups.Channels);
            var dx = inputs.Needs(0) ? Uninitialized<T>(x._shape) : null;
            var dWeight = inputs.Needs(1) ? Uninitialized<T>(perChannel) : null;
            var dBias = inputs.Needs(2) ? Uninitialized<T>(perChannel) : null;
            RunBackward<T>(Layout(isTurned), g, x, weight, dx, dWeight, dBias);
            inputs.Set(0, dx is null || !isTurned ? dx : TurnBack(dx, input._shape));
            inputs.Set(1, dWeight);
            inputs.Set(2, dBias);
        }

        private void RunBackward<T>(
            ChannelGroups layout, Tensor g, Tensor x, Tensor? weight, Tensor? dx, Tensor? dWeight, Tensor? dBias)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (means, scales, shifts) = (_means!, _scales!, _shifts);
            using var gradData = g.Read();
            using var xData = x.Read();
            using var weightData = ReadIfAny(weight);
            using var meansData = means.Read();
            using var scalesData = scales.Read();
            using var shiftsData = ReadIfAny(shifts);
            using var dxData = WriteIfAny(dx);
            using var dWeightData = WriteIfAny(dWeight);
            using var dBiasData = WriteIfAny(dBias);
            Kernels.ChannelNorm.Backward(
                layout, gradData.Span<T>(), xData.Span<T>(), weightData.Span<T>(), meansData.Span<T>(), scalesData.Span<T>(),
                shiftsData.Span<T>(), _isGiven, dxData.Span<T>(), dWeightData.Span<T>(), dBiasData.Span<T>());
        }

        private ChannelGroups Layout(bool isTurned) =>
            isTurned ? _groups with { Samples = 1, Length = _groups.Samples * _groups.Length } : _groups;

        private Tensor Turn(Tensor x, bool isTurned)
        {
            using var _ = GradMode.NoGrad();
            return isTurned ? x.ReshapeTo(Segments).Transpose(0, 1).Contiguous() : x.Contiguous();
        }

        private Tensor TurnBack(Tensor turned, Shape shape)
        {
            var result = Uninitialized(shape, turned._dtype);
            var segments = Segments;
            result.AliasWith(segments, segments.ContiguousStrides, result._offset).WriteData(turned.Transpose(0, 1));
            return result;
        }

        private void DifferentiableGradients(Tensor grad, Tensor x, Tensor? weight, InputGradients inputs)
        {
            var (samples, channels, length, perGroup, isAcross) = _groups;
            var (shape, perChannel) = (Shape.Create(samples, channels / perGroup, perGroup, length), Shape.Create(channels));
            var g = grad.ReshapeTo(shape);
            if (inputs.Needs(2)) inputs.Set(2, g.Sum([0, 3]).ReshapeTo(perChannel));
            if (!inputs.Needs(0) && !inputs.Needs(1)) return;
            int[] dims = isAcross ? [0, 2, 3] : [2, 3];
            var (normal, scale) = Normalized(x.ReshapeTo(shape), dims);
            g = g.To(normal._dtype);
            if (inputs.Needs(1)) inputs.Set(1, (g * normal).Sum([0, 3]).ReshapeTo(perChannel).To(x._dtype));
            if (!inputs.Needs(0)) return;
            if (weight is not null) g = g * weight.ReshapeTo(Shape.Create(1, channels / perGroup, perGroup, 1));
            var dx = _isGiven
                ? g * scale
                : scale * (g - g.Mean(dims, keepDim: true) - normal * (g * normal).Mean(dims, keepDim: true));
            inputs.Set(0, dx.ReshapeTo(x._shape).To(x._dtype));
        }

        /// <summary>The normalized elements and the scale of each group, in operations that are recorded.</summary>
        private (Tensor Normal, Tensor Scale) Normalized(Tensor x, int[] dims)
        {
            if (_isGiven)
            {
                var channels = Shape.Create(1, _groups.Channels, 1, 1);
                var given = _scales!.ReshapeTo(channels);
                return ((x - _means!.ReshapeTo(channels)) * given, given);
            }

            if (NeedsWide(x)) x = x.To(DType.Float64);
            var deviations = x - x.Mean(dims, keepDim: true);
            var scale = (deviations.Square().Mean(dims, keepDim: true) + _eps).Rsqrt();
            return (deviations * scale, scale);
        }

        private bool NeedsWide(Tensor x)
        {
            if (x._dtype == DType.Float64 || x.Numel == 0) return false;
            using var means = _means!.Read();
            using var scales = _scales!.Read();
            return Kernels.LayerNorm.AnyNeedsWide<float>(means.Span<float>(), scales.Span<float>());
        }
    }
}
