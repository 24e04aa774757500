namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes beta·this + alpha·(mat1·mat2) for matrices: (n, m)·(m, p) → (n, p), to which this broadcasts.
    /// </summary>
    /// <param name="mat1">The left factor.</param>
    /// <param name="mat2">The right factor.</param>
    /// <param name="beta">
    /// The factor of this tensor, 1 if not given; if 0, this tensor is not read, so that its NaN and infinities do not
    /// reach the result.
    /// </param>
    /// <param name="alpha">The factor of the product, 1 if not given; if 0, the product is not computed.</param>
    /// <remarks>
    /// Gradient: beta·g to this, alpha·g·mat2ᵀ to mat1, alpha·mat1ᵀ·g to mat2; zeros where the factor is 0.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A factor is not a matrix, the inner sizes differ, this does not broadcast to the product, or integers are to be
    /// multiplied by a fraction.
    /// </exception>
    public Tensor AddMM(Tensor mat1, Tensor mat2, Scalar? beta = null, Scalar? alpha = null) =>
        AddProduct("AddMM", NotNull(mat1), 2, NotNull(mat2), 2, beta, alpha);

    /// <summary>
    /// Computes beta·this + alpha·(mat·vec) for a matrix and a vector: (n, m)·(m) → (n), to which this broadcasts.
    /// </summary>
    /// <param name="mat">The matrix.</param>
    /// <param name="vec">The vector.</param>
    /// <param name="beta">
    /// The factor of this tensor, 1 if not given; if 0, this tensor is not read, so that its NaN and infinities do not
    /// reach the result.
    /// </param>
    /// <param name="alpha">The factor of the product, 1 if not given; if 0, the product is not computed.</param>
    /// <remarks>
    /// Gradient: beta·g to this, alpha·g⊗vec to mat, alpha·matᵀ·g to vec; zeros where the factor is 0.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The factors are not a matrix and a vector, the sizes differ, this does not broadcast to the product, or integers
    /// are to be multiplied by a fraction.
    /// </exception>
    public Tensor AddMV(Tensor mat, Tensor vec, Scalar? beta = null, Scalar? alpha = null) =>
        AddProduct("AddMV", NotNull(mat), 2, NotNull(vec), 1, beta, alpha);

    /// <summary>
    /// Computes beta·this + alpha·(batch1·batch2) for batches of matrices: (b, n, m)·(b, m, p) → (b, n, p), to which
    /// this broadcasts.
    /// </summary>
    /// <param name="batch1">The left factors.</param>
    /// <param name="batch2">The right factors, as many.</param>
    /// <param name="beta">
    /// The factor of this tensor, 1 if not given; if 0, this tensor is not read, so that its NaN and infinities do not
    /// reach the result.
    /// </param>
    /// <param name="alpha">The factor of the products, 1 if not given; if 0, the products are not computed.</param>
    /// <remarks>
    /// Gradient: beta·g to this, alpha·g·batch2ᵀ to batch1, alpha·batch1ᵀ·g to batch2; zeros where the factor is 0.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A factor is not 3-dimensional, the numbers of matrices or the inner sizes differ, this does not broadcast to the
    /// product, or integers are to be multiplied by a fraction.
    /// </exception>
    public Tensor BAddBMM(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null)
    {
        ArgumentNullException.ThrowIfNull(batch1);
        ArgumentNullException.ThrowIfNull(batch2);
        if (batch1.NDim == 3 && batch2.NDim == 3 && batch1._shape.Sizes[0] != batch2._shape.Sizes[0])
            throw new ArgumentException(
                $"BAddBMM: {batch1._shape} x {batch2._shape}: batches of {batch1._shape.Sizes[0]} and {batch2._shape.Sizes[0]} matrices; "
                + "use MatMul where a batch is to broadcast");
        return AddProduct("BAddBMM", batch1, 3, batch2, 3, beta, alpha);
    }

    private Tensor AddProduct(string op, Tensor a, int rankA, Tensor b, int rankB, Scalar? betaNumber, Scalar? alphaNumber)
    {
        if (Autocast.IsEnabled && rankB > 1 && Autocast.AnyToConvert(this, a, b))
        {
            return Autocast.ToLowerPrecision(this).AddProduct(
                op, Autocast.ToLowerPrecision(a), rankA, Autocast.ToLowerPrecision(b), rankB, betaNumber, alphaNumber);
        }

        var (beta, alpha) = (betaNumber?.ToDouble() ?? 1, alphaNumber?.ToDouble() ?? 1);
        if (a.NDim != rankA || b.NDim != rankB)
            throw new ArgumentException($"{op}: factors of shapes {a._shape} x {b._shape}; they must have {rankA} and {rankB} dimensions");
        var inner = b._shape.Sizes[rankB == 1 ? 0 : rankB - 2];
        if (a._shape.Sizes[^1] != inner)
            throw new ArgumentException(
                $"{op}: inner sizes differ: {a._shape} x {b._shape}: {a._shape.Sizes[^1]} and {inner}; they must be the same");
        int[] sizes = rankB == 1 ? [a._shape.Sizes[0]] : [.. a._shape.Sizes[..^1], b._shape.Sizes[^1]];
        var shape = Shape.Create(sizes);
        if (!Broadcasting.CanExpand(_shape, shape))
            throw new ArgumentException($"{op}: a tensor of shape {_shape} cannot be added to a product of shape {shape}; it must broadcast to it");
        if (!DTypes.Promote(_dtype, DTypes.Promote(a._dtype, b._dtype)).IsFloatingPoint() && !(double.IsInteger(beta) && double.IsInteger(alpha)))
            throw new ArgumentException($"{op}: integers times beta {beta} and alpha {alpha} are not integers; convert with To(DType.Float32) first");
        CheckNotBothBool(op, a, b);
        if (alpha == 0)
        {
            var dtype = DTypes.Promote(a._dtype, b._dtype);
            if (beta == 0) return WithZeroGradients(op, Zeros(shape, dtype), [this, a, b]);
            var term = Scaled(beta).To(DTypes.ResultType(_dtype, NDim == 0, dtype, false));
            return WithZeroGradients(op, term.ExpandTo(shape), [a, b]);
        }

        var product = a.MatMul(b).Scaled(alpha);
        if (beta == 0 && IsRecorded) return WithZeroGradients(op, product, [this]);
        return beta == 0 ? product : product + Scaled(beta);
    }

    /// <summary>Copies a result on which operands have no effect, because their factor is 0.</summary>
    /// <remarks>Gradient: g to the result, and zeros to the operands, as in PyTorch.</remarks>
    private static Tensor WithZeroGradients(string op, Tensor result, ReadOnlySpan<Tensor> operands)
    {
        var copy = result.CopyData();
        if (result.IsRecorded || AnyRecorded(operands)) new ZeroFactorNode(op, result, operands).SetHistory(copy);
        return copy;
    }

    private sealed class ZeroFactorNode : Node
    {
        private readonly (Shape Shape, DType DType)[] _operands;

        public ZeroFactorNode(string op, Tensor result, ReadOnlySpan<Tensor> operands)
        {
            Name = op[0] + op[1..].ToLowerInvariant() + "Backward0";
            InputCount = operands.Length + 1;
            _operands = new (Shape, DType)[operands.Length];
            Connect(0, result);
            for (var i = 0; i < operands.Length; i++)
            {
                Connect(i + 1, operands[i]);
                _operands[i] = (operands[i]._shape, operands[i]._dtype);
            }
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, grad);
            for (var i = 0; i < _operands.Length; i++)
                if (inputs.Needs(i + 1)) inputs.Set(i + 1, Zeros(_operands[i].Shape, _operands[i].DType));
        }
    }

    /// <summary>Returns the tensor times a number; an integer tensor keeps its type.</summary>
    private Tensor Scaled(double factor) =>
        factor == 1 ? this : !_dtype.IsFloatingPoint() && double.IsInteger(factor) ? this * (long)factor : this * factor;
}
