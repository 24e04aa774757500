using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.LayerNorm"/>.</summary>
    internal static Tensor LayerNorm(Tensor input, Shape normalizedShape, Tensor? weight, Tensor? bias, double eps) =>
        LayerNorm("LayerNorm", input, normalizedShape, weight, bias, eps, centers: true);

    /// <summary>Implements <see cref="NN.F.RmsNorm"/>.</summary>
    internal static Tensor RmsNorm(string op, Tensor input, Shape normalizedShape, Tensor? weight, double? eps) =>
        LayerNorm(
            op, input, normalizedShape, weight, null, eps ?? (input._dtype.IsFloatingPoint() ? new FInfo(input._dtype).Eps : 0),
            centers: false);

    private static Tensor LayerNorm(
        string op, Tensor input, Shape normalizedShape, Tensor? weight, Tensor? bias, double eps, bool centers)
    {
        if (!input._dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: the input is {input._dtype}; it must be floating: convert with Float()");
        var lead = input.NDim - normalizedShape.Count;
        if (normalizedShape.Count == 0 || lead < 0 || !input._shape.Sizes[lead..].SequenceEqual(normalizedShape.Sizes))
            throw new ArgumentException(
                $"{op}: normalizedShape {normalizedShape} for an input of shape {input._shape}; it must be the sizes of the "
                + "input's last dimensions, one at least");
        CheckAffine(op, "weight", weight, normalizedShape);
        CheckAffine(op, "bias", bias, normalizedShape);
        if (input._dtype.IsReducedFloatingPoint())
            return LayerNorm(op, input.To(DType.Float32), normalizedShape, weight, bias, eps, centers).To(input._dtype);

        var x = input.Contiguous();
        var w = weight?.To(x._dtype).Contiguous();
        var b = bias?.To(x._dtype).Contiguous();
        var isRecorded = x.IsRecorded || (w?.IsRecorded ?? false) || (b?.IsRecorded ?? false);
        var node = new LayerNormNode(x, w, b, normalizedShape, eps, centers, isRecorded);
        var result = x._dtype == DType.Float32 ? node.Forward<float>(x, w, b) : node.Forward<double>(x, w, b);
        if (isRecorded) node.SetHistory(result);
        return result;
    }

    private static void CheckAffine(string op, string name, Tensor? parameter, Shape normalizedShape)
    {
        if (parameter is not null && !parameter._shape.Equals(normalizedShape))
            throw new ArgumentException(
                $"{op}: a {name} of shape {parameter._shape} for normalizedShape {normalizedShape}; they must be the same");
    }

    /// <summary>
    /// Saves the mean and the scale of each row, from which one pass computes the gradients. If those are to be
    /// differentiated again, they are computed in tensor operations instead.
    /// </summary>
    private sealed class LayerNormNode : Node
    {
        private readonly Shape _normalizedShape;
        private readonly int _rows;
        private readonly int _length;
        private readonly double _eps;
        private readonly bool _centers;
        private readonly bool _hasWeight;
        private SavedTensor _input;
        private SavedTensor _weight;
        private Tensor? _means;
        private Tensor? _scales;

        public LayerNormNode(
            Tensor input, Tensor? weight, Tensor? bias, Shape normalizedShape, double eps, bool centers, bool isRecorded)
        {
            InputCount = 3;
            _normalizedShape = normalizedShape;
            _length = normalizedShape.Numel;
            _rows = _length == 0 ? 0 : input.Numel / _length;
            _eps = eps;
            _centers = centers;
            _input = SavedTensor.Of(input, isRecorded);
            Connect(0, input);
            if (bias is not null) Connect(2, bias);
            if (weight is null) return;
            _hasWeight = true;
            _weight = SavedTensor.Of(weight, isRecorded);
            Connect(1, weight);
        }

        public override string Name => _centers ? "NativeLayerNormBackward0" : "FusedRmsNormBackward0";

        public Tensor Forward<T>(Tensor x, Tensor? weight, Tensor? bias) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var result = Uninitialized<T>(x._shape);
            _means = Uninitialized<T>(Shape.Create(_rows));
            _scales = Uninitialized<T>(Shape.Create(_rows));
            using var xData = x.Read();
            using var resultData = result.Write();
            using var meansData = _means.Write();
            using var scalesData = _scales.Write();
            using var weightData = ReadIfAny(weight);
            using var biasData = ReadIfAny(bias);
            Kernels.LayerNorm.Forward<T>(
                xData.Span<T>(), weightData.Span<T>(), biasData.Span<T>(), _eps, _length,
                resultData.Span<T>(), meansData.Span<T>(), scalesData.Span<T>(), _centers);
            return result;
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            var weight = _hasWeight ? _weight.Unpack(this) : null;
            if (GradMode.IsEnabled) DifferentiableGradients(grad, x, weight, inputs);
            else if (x._dtype == DType.Float32) Gradients<float>(grad.Contiguous(), x, weight, inputs);
            else Gradients<double>(grad.Contiguous(), x, weight, inputs);
        }

        internal override void Release()
        {
            _input.Release();
            _weight.Release();
            _means = _scales = null;
        }

        private void Gradients<T>(Tensor grad, Tensor x, Tensor? weight, InputGradients inputs)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var dx = inputs.Needs(0) ? Uninitialized<T>(x._shape) : null;
            var dWeight = inputs.Needs(1) ? Uninitialized<T>(_normalizedShape) : null;
            var dBias = inputs.Needs(2) ? Uninitialized<T>(_normalizedShape) : null;
            var (means, scales) = (_means!, _scales!);
            using var gradData = grad.Read();
            using var xData = x.Read();
            using var meansData = means.Read();
            using var scalesData = scales.Read();
            using var weightData = ReadIfAny(weight);
            using var dxData = WriteIfAny(dx);
            using var dWeightData = WriteIfAny(dWeight);
            using var dBiasData = WriteIfAny(dBias);
            Kernels.LayerNorm.Backward<T>(
                gradData.Span<T>(), xData.Span<T>(), weightData.Span<T>(), meansData.Span<T>(), scalesData.Span<T>(), _length,
                dxData.Span<T>(), dWeightData.Span<T>(), dBiasData.Span<T>(), _centers);
            inputs.Set(0, dx);
            inputs.Set(1, dWeight);
            inputs.Set(2, dBias);
        }

        private void DifferentiableGradients(Tensor grad, Tensor x, Tensor? weight, InputGradients inputs)
        {
            var matrix = Shape.Create(_rows, _length);
            var g = grad.ReshapeTo(matrix);
            if (inputs.Needs(2)) inputs.Set(2, g.Sum(0).ReshapeTo(_normalizedShape));
            if (!inputs.Needs(0) && !inputs.Needs(1)) return;
            var rows = x.ReshapeTo(matrix);
            if (NeedsWide(x._dtype))
            {
                rows = rows.To(DType.Float64);
                g = g.To(DType.Float64);
            }

            var deviations = _centers ? rows - rows.Mean(1, keepDim: true) : rows;
            var scale = (deviations.Square().Mean(1, keepDim: true) + _eps).Rsqrt();
            var normal = deviations * scale;
            if (inputs.Needs(1)) inputs.Set(1, (g * normal).Sum(0).ReshapeTo(_normalizedShape).To(x._dtype));
            if (!inputs.Needs(0)) return;
            if (weight is not null) g = g * weight.ReshapeTo(Shape.Create(_length));
            var centered = _centers ? g - g.Mean(1, keepDim: true) : g;
            var dx = scale * (centered - normal * (g * normal).Mean(1, keepDim: true));
            inputs.Set(0, dx.ReshapeTo(x._shape).To(x._dtype));
        }

        private bool NeedsWide(DType dtype)
        {
            if (dtype == DType.Float64) return false;
            using var means = _means!.Read();
            using var scales = _scales!.Read();
            return Kernels.LayerNorm.AnyNeedsWide<float>(means.Span<float>(), scales.Span<float>());
        }
    }
}
