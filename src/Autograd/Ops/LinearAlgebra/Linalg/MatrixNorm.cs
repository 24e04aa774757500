namespace Autograd;

public static partial class Linalg
{
    /// <summary>A norm of matrices that has a name.</summary>
    /// <param name="a">A: floating, of two dimensions or more.</param>
    /// <param name="ord"><c>"fro"</c>, the root of the sum of squares, or <c>"nuc"</c>, the sum of the singular values.</param>
    /// <param name="dim">The dimensions of the matrices' rows and columns; by default the last two.</param>
    /// <param name="keepDim">True if they stay, with size 1.</param>
    /// <remarks>Gradient: g·A/‖A‖, or g·U·Vᵀ.</remarks>
    /// <exception cref="ArgumentException">There is no such norm or matrix, or A is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor MatrixNorm(Tensor a, string ord = "fro", (int Rows, int Columns)? dim = null, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(ord);
        var (rows, columns) = NormDims(a, dim);
        return ord switch
        {
            "fro" => a.Norm(2, [rows, columns], keepDim),
            "nuc" => Kept(SvdValsOf("MatrixNorm", WithMatricesLast(a, rows, columns)).Sum(-1), rows, columns, keepDim),
            _ => throw new ArgumentException(
                $"MatrixNorm: ord \"{ord}\"; it must be \"fro\", \"nuc\", or one of the numbers 1, 2, ∞ and their negatives"),
        };
    }

    /// <summary>A norm of matrices that has a number.</summary>
    /// <param name="a">A: floating, of two dimensions or more.</param>
    /// <param name="ord">
    /// 1, the greatest sum of magnitudes of a column; ∞, that of a row; 2, the greatest singular value; −1, −∞ and −2, the least of each.
    /// </param>
    /// <param name="dim">The dimensions of the matrices' rows and columns; by default the last two.</param>
    /// <param name="keepDim">True if they stay, with size 1.</param>
    /// <remarks>Gradient: that of the sums or singular values; what is greatest several times shares it evenly.</remarks>
    /// <exception cref="ArgumentException">There is no such norm, the matrix has no elements to choose from, or A is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor MatrixNorm(Tensor a, double ord, (int Rows, int Columns)? dim = null, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        var (rows, columns) = NormDims(a, dim);
        var magnitude = Math.Abs(ord);
        if (magnitude is not (1 or 2 or double.PositiveInfinity))
            throw new ArgumentException($"MatrixNorm: ord {ord}; it must be one of 1, 2, ∞ and their negatives, \"fro\" or \"nuc\"");
        var (height, width) = (a.Shape.Sizes[rows], a.Shape.Sizes[columns]);
        if (magnitude == 1 ? width == 0 : magnitude == 2 ? Math.Min(height, width) == 0 : height == 0)
            throw new ArgumentException($"MatrixNorm: ord {ord} of empty matrices, {height} x {width} of shape {a.Shape}; use \"fro\" or \"nuc\"");

        // Nothing is negative here, so the extreme is a norm over what it is chosen from.
        var extreme = ord > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        if (magnitude == 2) return Kept(SvdValsOf("MatrixNorm", WithMatricesLast(a, rows, columns)).Norm(extreme, -1), rows, columns, keepDim);
        var (summed, chosen) = magnitude == 1 ? (rows, columns) : (columns, rows);
        return Kept(a.Abs().Sum(summed, keepDim: true).Norm(extreme, [chosen, summed]), rows, columns, keepDim);
    }

    /// <summary>The condition numbers: how much the solution of equations can grow relative to their right sides.</summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <param name="p">
    /// 2, the quotient of the greatest and least singular values, or −2, its inverse; or a norm of matrices that has a number.
    /// </param>
    /// <remarks>‖A‖·‖A⁻¹‖ in other norms than 2, for square matrices; ∞ for singular ones, 0 for empty ones.</remarks>
    /// <exception cref="ArgumentException">There is no such norm, A has no matrix, is not floating, or must be square and is not.</exception>
    public static Tensor Cond(Tensor a, double p = 2)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckMatrices("Cond", a);
        if (Math.Abs(p) == 2)
        {
            if (a.Numel == 0) return Tensor.Zeros(BatchOf(a), a.DType);
            var s = SvdValsOf("Cond", a);
            return p > 0 ? s.Select(-1, 0) / s.Select(-1, -1) : s.Select(-1, -1) / s.Select(-1, 0);
        }

        return ConditionBy(a, x => MatrixNorm(x, p));
    }

    /// <summary>The condition numbers by a norm that has a name.</summary>
    /// <param name="a">A: (*, n, n).</param>
    /// <param name="p"><c>"fro"</c> or <c>"nuc"</c>.</param>
    /// <remarks>‖A‖·‖A⁻¹‖; ∞ for singular matrices, 0 for empty ones.</remarks>
    /// <exception cref="ArgumentException">There is no such norm, or A is not square or not floating.</exception>
    public static Tensor Cond(Tensor a, string p)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(p);
        return ConditionBy(a, x => MatrixNorm(x, p));
    }

    private static Tensor ConditionBy(Tensor a, Func<Tensor, Tensor> norm)
    {
        CheckSquare("Cond", a);
        if (a.Numel == 0) return Tensor.Zeros(BatchOf(a), a.DType);
        var factors = LuFactors.Of(a);
        var isSingular = Tensor.From(Array.ConvertAll(factors.ZeroPivots, place => place >= 0), BatchOf(a));
        if (factors.FirstSingular() < 0) return norm(a) * norm(InvWith(factors, a));

        // The others are not to suffer from one without an inverse.
        var regular = Tensor.Where(isSingular.Unsqueeze(-1).Unsqueeze(-1), Identity(a.Shape.Sizes[^1], a.DType), a);
        return (norm(a) * norm(Inv(regular))).MaskedFill(isSingular, double.PositiveInfinity);
    }

    private static (int Rows, int Columns) NormDims(Tensor a, (int Rows, int Columns)? dim)
    {
        CheckMatrices("MatrixNorm", a);
        var (rows, columns) = dim is { } given
            ? (a.Shape.Dim(given.Rows, "MatrixNorm"), a.Shape.Dim(given.Columns, "MatrixNorm"))
            : (a.NDim - 2, a.NDim - 1);
        if (rows == columns) throw new ArgumentException($"MatrixNorm: dim {dim} of shape {a.Shape} names one dimension twice; a matrix has two");
        return (rows, columns);
    }

    private static Tensor WithMatricesLast(Tensor a, int rows, int columns)
    {
        var order = new List<int>();
        for (var d = 0; d < a.NDim; d++)
            if (d != rows && d != columns) order.Add(d);
        return a.Permute([.. order, rows, columns]);
    }

    private static Tensor Kept(Tensor norms, int rows, int columns, bool keepDim) =>
        keepDim ? norms.Unsqueeze(Math.Min(rows, columns)).Unsqueeze(Math.Max(rows, columns)) : norms;
}
