namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes the Frobenius or the nuclear norm of matrices.</summary>
    /// <param name="a">A: floating, of two dimensions or more.</param>
    /// <param name="ord">
    /// <c>"fro"</c>, the root of the sum of squares, or <c>"nuc"</c>, the sum of the singular values.
    /// </param>
    /// <param name="dim">The dimensions of the matrices' rows and columns; by default the last two.</param>
    /// <param name="keepDim">True if they stay, with size 1.</param>
    /// <remarks>Gradient: g·A/‖A‖, or g·U·Vᵀ.</remarks>
    /// <exception cref="ArgumentException">
    /// There is no such norm, A has fewer than two dimensions, or A is not floating.
    /// </exception>
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

    /// <summary>Computes the 1-, 2- or ∞-norm of matrices, or its counterpart with least instead of greatest.</summary>
    /// <param name="a">A: floating, of two dimensions or more.</param>
    /// <param name="ord">
    /// 1, the greatest sum of magnitudes of a column; ∞, the greatest of a row; 2, the greatest singular value; −1, −∞
    /// and −2, the least of each.
    /// </param>
    /// <param name="dim">The dimensions of the matrices' rows and columns; by default the last two.</param>
    /// <param name="keepDim">True if they stay, with size 1.</param>
    /// <remarks>Gradient: that of the sums or singular values; equal extremes share it evenly.</remarks>
    /// <exception cref="ArgumentException">
    /// There is no such norm, the matrix has no elements to take an extreme of, or A is not floating.
    /// </exception>
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

        // No element is negative here, so the greatest or least of them is their ∞- or −∞-norm.
        var extreme = ord > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        if (magnitude == 2) return Kept(SvdValsOf("MatrixNorm", WithMatricesLast(a, rows, columns)).Norm(extreme, -1), rows, columns, keepDim);
        var (summed, chosen) = magnitude == 1 ? (rows, columns) : (columns, rows);
        return Kept(a.Abs().Sum(summed, keepDim: true).Norm(extreme, [chosen, summed]), rows, columns, keepDim);
    }

    /// <summary>
    /// Computes the condition numbers of matrices, which bound how much relative errors grow when a system of equations
    /// is solved.
    /// </summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <param name="p">
    /// 2, the quotient of the greatest and least singular values, or −2, its inverse; or another number of a matrix
    /// norm.
    /// </param>
    /// <remarks>‖A‖·‖A⁻¹‖ in other norms than 2, for square matrices; ∞ for singular ones, 0 for empty ones.</remarks>
    /// <exception cref="ArgumentException">
    /// There is no such norm, A has fewer than two dimensions, is not floating, or must be square and is not.
    /// </exception>
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

    /// <summary>Computes the condition numbers in the Frobenius or the nuclear norm.</summary>
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
        var isSingular = Tensor.From(Array.ConvertAll(factors.ZeroPivots, pivot => pivot >= 0), BatchOf(a));
        if (factors.FirstSingular() < 0) return norm(a) * norm(InvWith(factors, a));

        // Singular matrices are replaced by the identity, so that they do not make the inversion of the others fail.
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
