using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.NllLoss"/>.</summary>
    internal static Tensor NegativeLogLikelihood(
        Tensor input, Tensor target, Tensor? weight, Reduction reduction, int ignoreIndex)
    {
        const string op = "NllLoss";
        CheckScores(op, input, weight);
        if (input._dtype.IsReducedFloatingPoint())
            return NegativeLogLikelihood(input.To(DType.Float32), target, weight, reduction, ignoreIndex).To(input._dtype);
        var classes = ClassesOf(op, input, target, ignoreIndex);
        var rows = RowsOverClasses(input);
        var weights = weight?.Detached(rows._dtype).Contiguous();
        var losses = reduction == Reduction.None ? Uninitialized(target._shape, rows._dtype) : null;
        var node = new NllLossNode(rows, classes, weights, rows.IsRecorded);
        var total = rows._dtype == DType.Float32 ? node.Forward<float>(rows, losses) : node.Forward<double>(rows, losses);
        if (reduction == Reduction.Mean) node.Divisor = TotalWeight(classes, weights);
        var result = losses ?? Full(Shape.Scalar, total / node.Divisor, rows._dtype);
        if (rows.IsRecorded) node.SetHistory(result);
        return result;
    }

    /// <summary>Saves only the classes and weights, because the loss is linear in its input.</summary>
    private sealed class NllLossNode : Node
    {
        private readonly int[] _classes;
        private readonly SavedTensor _weight;
        private readonly Shape _rowsShape;

        public NllLossNode(Tensor rows, int[] classes, Tensor? weight, bool isRecorded)
        {
            _classes = classes;
            if (weight is not null) _weight = SavedTensor.Of(weight, isRecorded);
            _rowsShape = rows._shape;
            Connect(0, rows);
        }

        /// <summary>The weights of the classes; null if there are none.</summary>
        private Tensor? Weight => _weight.Parts.Tensor is null ? null : _weight.Unpack(this);

        /// <summary>The number by which the sum of the losses was divided.</summary>
        public double Divisor { get; set; } = 1;

        public override string Name => "NllLossBackward0";

        public double Forward<T>(Tensor rows, Tensor? losses) where T : unmanaged, IFloatingPointIeee754<T>
        {
            using var rowsData = rows.Read();
            using var lossesData = WriteIfAny(losses);
            using var weightData = ReadIfAny(Weight);
            return Kernels.NegativeLogLikelihood.Forward(
                rowsData.Span<T>(), _classes, _rowsShape.Sizes[1], weightData.Span<T>(), lossesData.Span<T>());
        }

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0,
            GradMode.IsEnabled ? DifferentiableGradient(grad)
            : grad._dtype == DType.Float32 ? Gradient<float>(grad.Contiguous()) : Gradient<double>(grad.Contiguous()));

        private Tensor Gradient<T>(Tensor grad) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var result = Uninitialized<T>(_rowsShape);
            using var gradData = grad.Read();
            using var resultData = result.Write();
            using var weightData = ReadIfAny(Weight);
            Kernels.NegativeLogLikelihood.Backward(
                gradData.Span<T>(), _classes, _rowsShape.Sizes[1], weightData.Span<T>(), T.CreateTruncating(1 / Divisor), resultData.Span<T>());
            return result;
        }

        private Tensor DifferentiableGradient(Tensor grad)
        {
            var shape = Shape.Create(_classes.Length);
            var counts = From(Array.ConvertAll(_classes, c => c >= 0), shape);
            var rows = Array.ConvertAll(_classes, c => Math.Max(c, 0));
            var g = grad.NDim == 0 ? (grad / Divisor).ExpandTo(shape) : grad.ReshapeTo(shape);
            if (Weight is { } weight) g = g * weight.TakeData(new RowSelection(weight._shape, rows, shape));
            return ScatterExtremum(KeepWhere(-g, counts), From(Array.ConvertAll(rows, c => (long)c)), 1, _rowsShape);
        }
    }
}
