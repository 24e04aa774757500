using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The distances (Σ|xᵢ − yᵢ|ᵖ)^(1/p) of every row of this tensor from every row of another.
    /// </summary>
    /// <param name="other">(…, R, M); the leading dimensions are batches, and broadcast with this tensor's.</param>
    /// <param name="p">The order of the norm, at least 0: 2 for Euclidean distances.</param>
    /// <returns>(…, P, R) for this tensor of shape (…, P, M).</returns>
    /// <remarks>
    /// Gradient of the Euclidean distance d: g·(x − y)/d to x, its negative to y, 0 where d is 0.
    /// <c>torch.cdist</c>; distances are computed from the differences, as its compute_mode
    /// donot_use_mm_for_euclid_dist does.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A tensor has fewer than two dimensions, the widths differ, the batches do not broadcast, or the types are not
    /// one floating type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public Tensor Cdist(Tensor other, double p = 2)
    {
        const string op = "Cdist";
        ArgumentNullException.ThrowIfNull(other);
        CheckFloating(op);
        if (Autocast.IsEnabled && (_dtype.IsReducedFloatingPoint() || other._dtype.IsReducedFloatingPoint()))
            return Autocast.ToFloat32(this).Cdist(Autocast.ToFloat32(other), p);
        if (other._dtype != _dtype)
            throw new ArgumentException(
                $"{op}: rows of {_dtype} and rows of {other._dtype}; convert one of them with To()");
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).Cdist(other.To(DType.Float32), p).To(_dtype);
        if (NDim < 2 || other.NDim < 2 || _shape[^1] != other._shape[^1])
            throw new ArgumentException(
                $"{op}: rows of shape {_shape} and of shape {other._shape}; they must be (..., P, M) and (..., R, M)");
        if (!(p >= 0)) throw new ArgumentOutOfRangeException(nameof(p), $"{op}: the order is {p}; pass 0 or a number above");
        var batch = Broadcasting.ResultShape(op, Shape.Create(_shape.Sizes[..^2]), Shape.Create(other._shape.Sizes[..^2]));
        var (rows, others, width) = (_shape[^2], other._shape[^2], _shape[^1]);
        var x = ExpandTo(Shape.Create([.. batch.Sizes, rows, width])).Contiguous();
        var y = other.ExpandTo(Shape.Create([.. batch.Sizes, others, width])).Contiguous();
        var result = Uninitialized(Shape.Create([.. batch.Sizes, rows, others]), _dtype);
        if (_dtype == DType.Float32) Distances<float>(x, y, p, result);
        else Distances<double>(x, y, p, result);
        if (AnyRecorded(x, y)) new CdistNode(x, y, result, p).SetHistory(result);
        return result;
    }

    private static void Distances<T>(Tensor x, Tensor y, double p, Tensor result) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var xData = x.Read();
        using var yData = y.Read();
        using var resultData = result.Write();
        var (a, b, width) = (x._shape[^2] * x._shape[^1], y._shape[^2] * y._shape[^1], x._shape[^1]);
        var pairs = result._shape[^2] * result._shape[^1];
        for (var n = 0; pairs > 0 && n < result.Numel / pairs; n++)
            Kernels.PairDistances.Forward(
                xData.Span<T>().Slice(n * a, a), yData.Span<T>().Slice(n * b, b), width, p, resultData.Span<T>().Slice(n * pairs, pairs));
    }

    /// <summary>
    /// Euclidean distances have a kernel for their gradient. Other orders, and gradients that are differentiated again,
    /// go through the differences of all pairs.
    /// </summary>
    private sealed class CdistNode : Node
    {
        private readonly double _p;
        private SavedTensor _x;
        private SavedTensor _y;
        private SavedTensor _result;

        public CdistNode(Tensor x, Tensor y, Tensor result, double p)
        {
            InputCount = 2;
            _p = p;
            Connect(0, x);
            Connect(1, y);
            _x = new SavedTensor(x);
            _y = new SavedTensor(y);
            _result = new SavedTensor(result);
        }

        public override string Name => "CdistBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var (x, y) = (_x.Unpack(this), _y.Unpack(this));
            Tensor? dx, dy;
            if (_p == 2 && !GradMode.IsEnabled)
                (dx, dy) = x._dtype == DType.Float32 ? Euclidean<float>(grad, x, y, inputs) : Euclidean<double>(grad, x, y, inputs);
            else
                (dx, dy) = OfDifferences(grad, x, y, inputs);
            if (dx is not null) inputs.Set(0, dx);
            if (dy is not null) inputs.Set(1, dy);
        }

        internal override void Release()
        {
            _x.Release();
            _y.Release();
            _result.Release();
        }

        private (Tensor? X, Tensor? Y) Euclidean<T>(Tensor grad, Tensor x, Tensor y, InputGradients inputs) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var distances = _result.Unpack(this);
            var g = grad.Contiguous();
            var dx = inputs.Needs(0) ? Zeros(x._shape, x._dtype) : null;
            var dy = inputs.Needs(1) ? Zeros(y._shape, y._dtype) : null;
            using var gData = g.Read();
            using var xData = x.Read();
            using var yData = y.Read();
            using var dData = distances.Read();
            using var dxData = WriteIfAny(dx);
            using var dyData = WriteIfAny(dy);
            var (a, b, width) = (x._shape[^2] * x._shape[^1], y._shape[^2] * y._shape[^1], x._shape[^1]);
            var pairs = g._shape[^2] * g._shape[^1];
            for (var n = 0; pairs > 0 && n < g.Numel / pairs; n++)
                Kernels.PairDistances.EuclideanBackward(
                    gData.Span<T>().Slice(n * pairs, pairs), xData.Span<T>().Slice(n * a, a), yData.Span<T>().Slice(n * b, b), width,
                    dData.Span<T>().Slice(n * pairs, pairs), dx is null ? default : dxData.Span<T>().Slice(n * a, a),
                    dy is null ? default : dyData.Span<T>().Slice(n * b, b));
            return (dx, dy);
        }

        private (Tensor? X, Tensor? Y) OfDifferences(Tensor grad, Tensor x, Tensor y, InputGradients inputs)
        {
            // (…, P, R, M)
            var difference = x.Unsqueeze(-2) - y.Unsqueeze(-3);
            var pairs = Slopes(difference) * grad.Unsqueeze(-1);
            return (inputs.Needs(0) ? pairs.Sum(-2) : null, inputs.Needs(1) ? -pairs.Sum(-3) : null);
        }

        /// <summary>The derivative of the norm of each difference: sign(d)·(|d|/norm)ᵖ⁻¹, 0 where the norm is 0.</summary>
        private Tensor Slopes(Tensor difference)
        {
            if (_p == 0) return ZerosLike(difference);
            if (_p == 1) return difference.Sign();
            var norm = difference.Norm(_p, -1, keepDim: true);
            var isZero = norm.Eq(0);
            var divisor = norm.MaskedFill(isZero, 1);
            if (_p == 2) return KeepWhere(difference / divisor, ~isZero);
            if (double.IsPositiveInfinity(_p))
            {
                // As in PyTorch every greatest difference has the whole gradient.
                return KeepWhere(difference.Sign(), difference.Abs().Eq(norm));
            }

            var isNone = difference.Eq(0) | isZero;
            return KeepWhere(difference.Sign() * (difference.Abs().MaskedFill(isNone, 1) / divisor).Pow(_p - 1), ~isNone);
        }
    }
}
