using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>(Σ |x|ᵖ)^(1/p) over all elements.</summary>
    /// <param name="p">
    /// The order: 2 for the Euclidean length, 1 for the sum of magnitudes, ∞ for the greatest magnitude, −∞ for the
    /// smallest, 0 for the number of nonzero elements.
    /// </param>
    /// <remarks>
    /// Gradient: g·x·|x|ᵖ⁻² / yᵖ⁻¹, 0 where that is 0/0. For ∞ and −∞, g is shared evenly by the elements that attain
    /// y.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public Tensor Norm(double p = 2) => Norm(p, []);

    /// <summary>The norms over one dimension.</summary>
    /// <param name="p">The order; see <see cref="Norm(double)"/>.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Norm(double p, int dim, bool keepDim = false) => Norm(p, [dim], keepDim);

    /// <summary>The norms over several dimensions.</summary>
    /// <param name="p">The order; see <see cref="Norm(double)"/>.</param>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <remarks>
    /// The norm of no elements is 0, and infinite for a finite negative order. For −∞ it is an error, as in PyTorch's
    /// <c>linalg.vector_norm</c>; <c>torch.norm</c> returns 0.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The tensor is not floating, a dimension is named twice, or the order is −∞ and the dimensions hold no element.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Norm(double p, ReadOnlySpan<int> dims, bool keepDim = false)
    {
        CheckFloating("Norm");
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).Norm(p, dims, keepDim).To(_dtype);
        var plan = ReductionPlan.Of("Norm", _shape, dims);
        if (plan.Length == 0 && double.IsInfinity(p)) return NormOfEmpty(p, plan.ResultShape(keepDim));
        Tensor result;
        var isScaled = false;
        using (GradMode.NoGrad())
        {
            result = p switch
            {
                0 => Ne(0).To(_dtype).Sum(dims, keepDim),
                1 => Abs().Sum(dims, keepDim),
                2 => RescaleOutOfRange(SumOfSquares(dims, plan.ResultShape(keepDim)).Sqrt(), p, dims, out isScaled),
                double.PositiveInfinity => Abs().AMax(dims, keepDim),
                double.NegativeInfinity => Abs().AMin(dims, keepDim),
                _ => RescaleOutOfRange(Abs().Pow(p).Sum(dims, keepDim).Pow(1 / p), p, dims, out isScaled),
            };
        }

        if (IsRecorded) new NormNode(this, result, p, plan.KeptShape, dims.ToArray(), isScaled).SetHistory(result);
        return result;
    }

    private Tensor SumOfSquares(ReadOnlySpan<int> dims, Shape shape)
    {
        if (dims.IsEmpty && Numel >= SquareSum.MinLength && IsContiguous)
        {
            var result = Uninitialized(shape, _dtype);
            if (_dtype == DType.Float32 ? IsFinite<float>(this, result) : IsFinite<double>(this, result)) return result;
        }

        return Square().Sum(dims).ReshapeTo(shape);

        static bool IsFinite<T>(Tensor x, Tensor result) where T : unmanaged, IFloatingPointIeee754<T>
        {
            using var xData = x.Read();
            using var resultData = result.Write();
            ref var sum = ref resultData.Span<T>()[0];
            sum = SquareSum.Of<T>(xData.Span<T>());
            return T.IsFinite(sum);
        }
    }

    /// <summary>
    /// Computes norms again whose powers overflowed or underflowed, from elements that are divided by the greatest
    /// magnitude (by the smallest for negative orders). Other norms stay as they are.
    /// </summary>
    private Tensor RescaleOutOfRange(Tensor norms, double p, ReadOnlySpan<int> dims, out bool isScaled)
    {
        isScaled = false;
        if (Numel == 0) return norms;

        // A norm between these bounds came from a sum of powers within the range of the type, at full precision.
        var (smallest, greatest) = _dtype == DType.Float32 ? (1e-30, 1e38) : (1e-280, 1e308);
        (smallest, greatest) = (Math.Pow(smallest, 1 / Math.Abs(p)), Math.Pow(greatest, 1 / Math.Abs(p)));
        if (_dtype == DType.Float32 ? AllBetween<float>(norms, smallest, greatest) : AllBetween<double>(norms, smallest, greatest)) return norms;
        var isLost = ~((norms >= smallest) & (norms <= greatest));
        var magnitudes = Abs();
        var scale = p > 0 ? magnitudes.AMax(dims, keepDim: true) : magnitudes.AMin(dims, keepDim: true);

        // Dividing by 0, an infinity or NaN does not scale anything. There the norm depends on that value alone and is
        // right.
        var isPlain = scale.Eq(0) | ~scale.IsFinite();
        scale = scale.MaskedFill(isPlain, 1);
        var scaled = (magnitudes / scale).Pow(p).Sum(dims, keepDim: true).Pow(1 / p) * scale;
        scaled = scaled.ReshapeTo(norms._shape);
        isScaled = true;
        return Where(isLost & ~isPlain.ReshapeTo(norms._shape), scaled, norms);
    }

    private static bool AllBetween<T>(Tensor x, double low, double high) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (least, greatest, result) = (T.CreateTruncating(low), T.CreateTruncating(high), true);
        using var data = x.Read();
        foreach (var value in data.Span<T>()) result &= value >= least & value <= greatest;
        return result;
    }

    private Tensor NormOfEmpty(double p, Shape shape)
    {
        if (double.IsNegative(p) && shape.Numel > 0)
            throw new ArgumentException(
                $"Norm: shape {_shape} has no smallest magnitude over dimensions that hold no element; use another order than -infinity");

        // Abs().Sum() is 0 here, and connects the result to the graph.
        return Abs().Sum().ExpandTo(shape).Clone();
    }

    private sealed class NormNode : Node
    {
        private readonly double _p;
        private readonly Shape _keptShape;
        private readonly int[] _dims;
        private readonly bool _isScaled;
        private SavedTensor _input;
        private SavedTensor _output;

        public NormNode(Tensor input, Tensor output, double p, Shape keptShape, int[] dims, bool isScaled)
        {
            _isScaled = isScaled;
            _p = p;
            _keptShape = keptShape;
            _dims = dims;
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "NormBackward1";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            var norm = _output.Unpack(this).ReshapeTo(_keptShape);
            inputs.Set(0, Gradient(grad.ReshapeTo(_keptShape), x, norm));
        }

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }

        private Tensor Gradient(Tensor g, Tensor x, Tensor norm)
        {
            if (_p == 0) return ZerosLike(x);
            if (_p == 1) return g * x.Sign();

            // The divisor is 1 where the norm is 0, so that neither this gradient nor its own gradient has a 0/0.
            var isZero = norm.Eq(0);
            var divisor = norm.MaskedFill(isZero, 1);
            if (_p == 2) return x * KeepWhere(g / divisor, ~isZero);
            if (double.IsInfinity(_p))
            {
                var isBest = x.Abs().Eq(norm);
                return KeepWhere(g / isBest.Sum(_dims, keepDim: true).To(x._dtype) * x.Sign(), isBest);
            }

            var isZeroElement = x.Eq(0);
            var magnitudes = x.Abs().MaskedFill(isZeroElement, 1);

            // The powers of x and of the norm may overflow; the power of their quotient does not.
            if (_isScaled)
                return KeepWhere(x.Sign() * (magnitudes / divisor).Pow(_p - 1) * KeepWhere(g, ~isZero), ~isZeroElement);
            var scale = KeepWhere(g / divisor.Pow(_p - 1), ~isZero);
            return KeepWhere(x.Sign() * magnitudes.Pow(_p - 1) * scale, ~isZeroElement);
        }
    }
}
