namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The product of all elements, 1 for no elements; Int64 for integers and bools.</summary>
    /// <param name="dtype">
    /// The type of the result, to which the elements are converted before they are multiplied.
    /// </param>
    /// <remarks>
    /// Gradient: g times the product of the other elements. The product is multiplied out and nothing is divided, so it
    /// is right for zeros too. It follows IEEE arithmetic: 0·∞ is NaN. PyTorch differs in two cases: with two or more
    /// zeros its gradient is always 0, and with an infinity it divides by it, which gives NaN.
    /// </remarks>
    public Tensor Prod(DType? dtype = null)
    {
        if (dtype is { } type) return To(type).Prod().To(type);
        if (!_dtype.IsFloatingPoint() && _dtype != DType.Int64) return To(DType.Int64).Prod();
        if (_dtype.IsReducedFloatingPoint())
        {
            var wide = To(DType.Float32).Prod();
            return Autocast.IsEnabled ? wide : wide.To(_dtype);
        }

        var result = InMemoryOrder().ProductBlock(1, Numel, 1, Shape.Scalar);
        if (IsRecorded) new ProdNode(ReshapeTo(Shape.Create(Numel)), Shape.Create(1), ProdNode.OfAll).SetHistory(result);
        return result;
    }

    /// <summary>The products over one dimension; Int64 for integers and bools.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <param name="dtype">
    /// The type of the result, to which the elements are converted before they are multiplied.
    /// </param>
    /// <remarks>
    /// Gradient: g times the product of the other elements. The product is multiplied out and nothing is divided, so it
    /// is right for zeros too. It follows IEEE arithmetic: 0·∞ is NaN. PyTorch differs in two cases: with two or more
    /// zeros its gradient is always 0, and with an infinity it divides by it, which gives NaN.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Prod(int dim, bool keepDim = false, DType? dtype = null)
    {
        if (dtype is { } type) return To(type).Prod(dim, keepDim).To(type);
        if (!_dtype.IsFloatingPoint() && _dtype != DType.Int64) return To(DType.Int64).Prod(dim, keepDim);
        if (_dtype.IsReducedFloatingPoint())
        {
            var wide = To(DType.Float32).Prod(dim, keepDim);
            return Autocast.IsEnabled ? wide : wide.To(_dtype);
        }

        var at = _shape.DimOrScalar(dim, "Prod");
        var plan = ReductionPlan.Of("Prod", this, [at]);
        var result = plan.ToBlock(this).ProductBlock(plan.Outer, plan.Length, plan.Inner, plan.ResultShape(keepDim));
        if (IsRecorded) new ProdNode(this, plan.KeptShape, at).SetHistory(result);
        return result;
    }

    private Tensor ProductBlock(int outer, int length, int inner, Shape shape)
    {
        var result = Uninitialized(shape, _dtype);
        using var data = Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32) Kernels.Product.Block<float>(data.Span<float>(), resultData.Span<float>(), outer, length, inner);
        else if (_dtype == DType.Float64) Kernels.Product.Block<double>(data.Span<double>(), resultData.Span<double>(), outer, length, inner);
        else Kernels.Product.Block<long>(data.Span<long>(), resultData.Span<long>(), outer, length, inner);
        return result;
    }

    /// <summary>For each element, the product of all other elements along a dimension.</summary>
    internal Tensor ProductOfOthers(int dim)
    {
        if (IsRecorded)
        {
            // Row i of the matrix is the column with element i replaced by 1. Prod of the rows can be differentiated
            // again.
            var count = NDim == 0 ? 1 : _shape.Sizes[dim];
            var column = NDim == 0 ? ReshapeTo(Shape.Create(1)) : Transpose(dim, -1);
            var positions = Full(Shape.Create(count), 1, DType.Int64).CumSum(0);
            var others = positions.Unsqueeze(1).Ne(positions);
            var matrix = KeepWhere(column.Unsqueeze(-2), others) + (~others).To(_dtype);
            var products = matrix.Prod(-1);
            return NDim == 0 ? products.ReshapeTo(Shape.Scalar) : products.Transpose(dim, -1);
        }

        var walk = new Kernels.OuterDimInner(_shape.Sizes, dim);
        var x = Contiguous();
        var result = Uninitialized(_shape, _dtype);
        using var xData = x.Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32) Kernels.Product.OfOthers<float>(xData.Span<float>(), resultData.Span<float>(), walk);
        else Kernels.Product.OfOthers<double>(xData.Span<double>(), resultData.Span<double>(), walk);
        return result;
    }

    private sealed class ProdNode : Node
    {
        /// <summary>Marks the product of all elements; the saved input then has one dimension.</summary>
        public const int OfAll = -1;

        private readonly Shape _keptShape;
        private readonly int _dim;
        private SavedTensor _input;

        public ProdNode(Tensor input, Shape keptShape, int dim)
        {
            _keptShape = keptShape;
            _dim = dim;
            _input = new SavedTensor(input);
            Connect(0, input);
        }

        public override string Name => _dim == OfAll ? "ProdBackward0" : "ProdBackward1";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, grad.ReshapeTo(_keptShape) * _input.Unpack(this).ProductOfOthers(Math.Max(_dim, 0)));

        internal override void Release() => _input.Release();
    }
}
