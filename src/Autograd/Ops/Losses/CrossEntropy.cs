using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.CrossEntropy"/>.</summary>
    internal static Tensor CrossEntropyLoss(
        Tensor input, Tensor target, Tensor? weight, Reduction reduction, int ignoreIndex, double labelSmoothing)
    {
        const string op = "CrossEntropy";
        CheckScores(op, input, weight);
        if (input._dtype.IsReducedFloatingPoint())
        {
            var type = target._dtype.IsFloatingPoint() ? DTypes.Promote(input._dtype, target._dtype) : input._dtype;
            return CrossEntropyLoss(input.To(DType.Float32), target, weight, reduction, ignoreIndex, labelSmoothing).To(type);
        }

        if (!(labelSmoothing is >= 0 and <= 1))
            throw new ArgumentException($"{op}: labelSmoothing is {labelSmoothing}; it must be between 0 and 1");
        if (!target._dtype.IsFloatingPoint())
        {
            var classes = ClassesOf(op, input, target, ignoreIndex);
            return CrossEntropyOfRows(RowsOverClasses(input), null, classes, weight, reduction, labelSmoothing, target._shape);
        }

        if (!input._shape.Equals(target._shape))
            throw new ArgumentException(
                $"{op}: class probabilities of shape {target._shape} for input of shape {input._shape}; they must be the same; "
                + "for classes, use an integer type: target.To(DType.Int64)");
        if (ignoreIndex >= 0)
            throw new ArgumentException($"{op}: ignoreIndex is {ignoreIndex}, but probabilities name no class; leave it out");
        var dtype = DTypes.Promote(input._dtype, target._dtype);
        var rows = RowsOverClasses(input.To(dtype));
        var shape = input.NDim == 1 || reduction != Reduction.None
            ? Shape.Scalar
            : ReductionPlan.Of(op, input._shape, [1]).DroppedShape;
        return CrossEntropyOfRows(rows, RowsOverClasses(target.To(dtype)), null, weight, reduction, labelSmoothing, shape);
    }

    /// <summary>
    /// Returns scores of shape (C), (N, C) or (N, C, d₁, …) as a contiguous matrix with one column for each class.
    /// </summary>
    private static Tensor RowsOverClasses(Tensor x)
    {
        if (x.NDim == 2) return x.Contiguous();
        if (x.NDim == 1) return x.Unsqueeze(0).Contiguous();
        var order = new int[x.NDim];
        for (var d = 1; d < order.Length - 1; d++) order[d] = d + 1;
        order[^1] = 1;
        var classes = x._shape.Sizes[1];
        return x.PermuteTo(order).Contiguous().ReshapeTo(Shape.Create(classes == 0 ? 0 : x.Numel / classes, classes));
    }

    private static Tensor CrossEntropyOfRows(
        Tensor rows, Tensor? probabilities, int[]? classes, Tensor? weight, Reduction reduction, double smoothing, Shape shape)
    {
        var dtype = rows._dtype;
        var weights = weight?.Detached(dtype).Contiguous();
        var isRecorded = rows.IsRecorded || (probabilities?.IsRecorded ?? false);
        var node = new CrossEntropyNode(rows, probabilities, classes, weights, smoothing, isRecorded);
        var losses = reduction == Reduction.None ? Uninitialized(shape, dtype) : null;
        var total = dtype == DType.Float32 ? node.Forward<float>(rows, losses) : node.Forward<double>(rows, losses);
        if (reduction == Reduction.Mean) node.Divisor = classes is null ? rows._shape.Sizes[0] : TotalWeight(classes, weights);
        var result = losses ?? Full(Shape.Scalar, total / node.Divisor, dtype);
        if (isRecorded) node.SetHistory(result);
        return result;
    }

    /// <summary>Returns the sum of the targets' weights, by which a weighted mean divides.</summary>
    private static double TotalWeight(int[] classes, Tensor? weight)
    {
        weight = weight?.To(DType.Float64);
        using var weightData = ReadIfAny(weight);
        var values = weightData.Span<double>();
        var total = 0.0;
        foreach (var c in classes)
            if (c >= 0) total += weight is null ? 1 : values[c];
        return total;
    }

    /// <summary>
    /// Saves the softmax, from which one pass computes the gradient. If that is to be differentiated again, it is
    /// computed in tensor operations instead.
    /// </summary>
    private sealed class CrossEntropyNode : Node
    {
        private readonly int[]? _classes;
        private readonly double _smoothing;
        private Tensor? _softmax;

        // Saved tensors in two parts, so that the versions share words instead of each taking one.
        private Tensor? _rows;
        private Tensor? _target;
        private Tensor? _weight;
        private readonly int _rowsVersion;
        private readonly int _targetVersion;
        private readonly int _weightVersion;

        public CrossEntropyNode(
            Tensor rows, Tensor? probabilities, int[]? classes, Tensor? weight, double smoothing, bool isRecorded)
        {
            InputCount = 2;
            _classes = classes;
            _smoothing = smoothing;
            (_rows, _rowsVersion) = SavedTensor.Of(rows, isRecorded).Parts;
            if (weight is not null) (_weight, _weightVersion) = SavedTensor.Of(weight, isRecorded).Parts;
            Connect(0, rows);
            if (probabilities is null) return;
            (_target, _targetVersion) = SavedTensor.Of(probabilities, isRecorded).Parts;
            Connect(1, probabilities);
        }

        private Tensor Rows => new SavedTensor(_rows, _rowsVersion).Unpack(this);

        private Tensor Target => new SavedTensor(_target, _targetVersion).Unpack(this);

        /// <summary>
        /// The weights of the classes; null if there are none. Unpack the rows first: they report a released graph,
        /// while released weights look like none.
        /// </summary>
        private Tensor? Weight => _weight is null ? null : new SavedTensor(_weight, _weightVersion).Unpack(this);

        /// <summary>The number by which the sum of the losses was divided.</summary>
        public double Divisor { get; set; } = 1;

        public override string Name => "NllLossBackward0";

        public double Forward<T>(Tensor rows, Tensor? losses) where T : unmanaged, IFloatingPointIeee754<T>
        {
            _softmax = Uninitialized<T>(rows._shape);
            using var softmaxData = _softmax.Write();
            var p = softmaxData.Span<T>();
            using var lossesData = WriteIfAny(losses);
            var single = lossesData.Span<T>();
            using var rowsData = rows.Read();
            using var weightData = ReadIfAny(Weight);
            var targets = Targets(weightData.Span<T>());
            if (_classes is not null) return Kernels.CrossEntropy.Forward(rowsData.Span<T>(), _classes, targets, p, single);
            using var targetData = Target.Read();
            return Kernels.CrossEntropy.Forward(rowsData.Span<T>(), targetData.Span<T>(), rows._shape.Sizes[1], targets, p, single);
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var rows = Rows;
            if (inputs.Needs(0))
                inputs.Set(0, GradMode.IsEnabled ? DifferentiableGradient(grad, rows)
                    : rows._dtype == DType.Float32 ? Gradient<float>(grad, rows) : Gradient<double>(grad, rows));
            if (!inputs.Needs(1)) return;
            var toTarget = -Column(grad) * rows.LogSoftmax(1);
            if (Weight is { } weight) toTarget = toTarget * weight;
            inputs.Set(1, _smoothing == 0 ? toTarget : toTarget * (1 - _smoothing));
        }

        internal override void Release()
        {
            _rows = _target = _weight = _softmax = null;
        }

        private Kernels.CrossEntropy.Targets<T> Targets<T>(ReadOnlySpan<T> weight) where T : unmanaged, IFloatingPointIeee754<T> =>
            new(weight, T.CreateTruncating(_smoothing));

        private Tensor Gradient<T>(Tensor grad, Tensor rows) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var result = Uninitialized<T>(rows._shape);
            using var resultData = result.Write();
            var dx = resultData.Span<T>();
            var softmax = _softmax!;
            using var softmaxData = softmax.Read();
            var p = softmaxData.Span<T>();
            var g = grad.Contiguous();
            using var gData = g.Read();
            var dy = gData.Span<T>();
            var scale = T.CreateTruncating(1 / Divisor);
            using var weightData = ReadIfAny(Weight);
            var targets = Targets(weightData.Span<T>());
            if (_classes is not null)
            {
                Kernels.CrossEntropy.Backward(p, _classes, targets, dy, scale, dx);
                return result;
            }

            using var targetData = Target.Read();
            Kernels.CrossEntropy.Backward(p, targetData.Span<T>(), rows._shape.Sizes[1], targets, dy, scale, dx);
            return result;
        }

        private Tensor DifferentiableGradient(Tensor grad, Tensor rows)
        {
            // The mean of no losses divides by 0, but does not depend on any score, so the gradient is zero.
            if (_classes is not null && Array.TrueForAll(_classes, c => c < 0)) return ZerosLike(rows);
            var q = rows._dtype == DType.Float32 ? TargetMatrix<float>(rows) : TargetMatrix<double>(rows);
            return (rows.Softmax(1) * q.Sum(1, keepDim: true) - q) * Column(grad);
        }

        private Tensor TargetMatrix<T>(Tensor rows) where T : unmanaged, IFloatingPointIeee754<T>
        {
            if (_classes is not null)
            {
                var q = Zeros(rows._shape, rows._dtype);
                using var qData = q.Write();
                using var weightData = ReadIfAny(Weight);
                Kernels.CrossEntropy.Expand(_classes, Targets(weightData.Span<T>()), qData.Span<T>());
                return q;
            }

            var target = Target;
            if (_smoothing != 0) target = target * (1 - _smoothing) + _smoothing / rows._shape.Sizes[1];
            return Weight is { } weight ? target * weight : target;
        }

        /// <summary>
        /// Returns the gradient of the losses: one number for all of them, or a column with one for each row.
        /// </summary>
        private Tensor Column(Tensor grad) => grad.NDim == 0 ? grad / Divisor : grad.ReshapeTo(Shape.Create(grad.Numel, 1));
    }
}
