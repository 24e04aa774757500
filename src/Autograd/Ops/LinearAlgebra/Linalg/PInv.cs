namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes the Moore-Penrose pseudoinverses.</summary>
    /// <param name="a">A: (*, m, n); the result has shape (*, n, m).</param>
    /// <param name="atol">Singular values up to this count as zero.</param>
    /// <param name="rtol">
    /// So do those up to this times the greatest; by default max(m, n) times the type's precision, or 0 if there is an
    /// atol.
    /// </param>
    /// <param name="hermitian">
    /// True if A is symmetric: only its lower triangle is read, and it is decomposed by <see cref="Eigh"/>.
    /// </param>
    /// <remarks>
    /// Gradient, with P = A⁺: −Pᵀ·g·Pᵀ + (1 − A·P)·gᵀ·P·Pᵀ + PᵀP·gᵀ·(1 − P·A) (Golub and Pereyra, 1973). It is valid
    /// where the rank does not change.
    /// </remarks>
    /// <exception cref="LinalgException">A has elements that are not finite.</exception>
    /// <exception cref="ArgumentException">
    /// A has fewer than two dimensions, is not floating, or is not square with <paramref name="hermitian"/>.
    /// </exception>
    public static Tensor PInv(Tensor a, double? atol = null, double? rtol = null, bool hermitian = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        return PInvOf("PInv", a, atol, rtol, hermitian);
    }

    /// <summary>The pseudoinverses for an operation that is named in errors.</summary>
    private static Tensor PInvOf(string op, Tensor a, double? atol, double? rtol, bool hermitian)
    {
        CheckMatrices(op, a);
        if (hermitian)
        {
            CheckSquare(op, a);
            var lower = a.Tril();
            a = lower + Transposed(a.Tril(-1));
        }

        Tensor result;
        using (GradMode.NoGrad())
        {
            var (u, s, vh) = hermitian ? SymmetricSvd(op, a) : SvdOf(op, a, fullMatrices: false);
            var reciprocals = Tensor.Where(s > Tolerance(op, s, a, atol, rtol), 1 / s, Tensor.ZerosLike(s));
            result = (Transposed(vh) * reciprocals.Unsqueeze(-2)).MatMulUncast(Transposed(u));
        }

        if (a.IsRecorded) new PInvNode(a, result).SetHistory(result);
        return result;
    }

    /// <summary>Computes the ranks of matrices: the number of singular values above the tolerance.</summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <param name="atol">Singular values up to this count as zero.</param>
    /// <param name="rtol">
    /// So do those up to this times the greatest; by default max(m, n) times the type's precision, or 0 if there is an
    /// atol.
    /// </param>
    /// <param name="hermitian">True if A is symmetric: only its lower triangle is read.</param>
    /// <returns>Int64 (*), not differentiable.</returns>
    /// <exception cref="LinalgException">A has elements that are not finite.</exception>
    /// <exception cref="ArgumentException">
    /// A has fewer than two dimensions, is not floating, or is not square with <paramref name="hermitian"/>.
    /// </exception>
    public static Tensor MatrixRank(Tensor a, double? atol = null, double? rtol = null, bool hermitian = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckMatrices("MatrixRank", a);
        a = a.Detach();
        var s = hermitian ? EigValsHOf("MatrixRank", a).Abs() : SvdValsOf("MatrixRank", a);
        return (s > Tolerance("MatrixRank", s, a, atol, rtol)).Sum(-1);
    }

    /// <summary>
    /// Returns the bound up to which singular values count as zero, one for each matrix, in a shape that broadcasts
    /// with them.
    /// </summary>
    private static Tensor Tolerance(string op, Tensor s, Tensor a, double? atol, double? rtol)
    {
        if (atol is < 0 || rtol is < 0)
            throw new ArgumentOutOfRangeException(nameof(rtol), $"{op}: atol {Named(atol)} and rtol {Named(rtol)}; neither can be negative");
        if (s.Shape.Sizes[^1] == 0) return Tensor.Zeros(Shape.Create([.. s.Shape.Sizes[..^1], 1]), s.DType);
        var precision = s.DType == DType.Float32 ? Math.Pow(2, -23) : Math.Pow(2, -52);
        var relative = rtol ?? (atol is > 0 ? 0 : Math.Max(a.Shape.Sizes[^2], a.Shape.Sizes[^1]) * precision);
        return (s.Max(-1, keepDim: true).Values * relative).Clamp(min: atol ?? 0);
    }

    /// <summary>
    /// Computes the SVD of symmetric matrices from A = V·Λ·Vᵀ: S = |Λ|, U = V, and V with the signs of Λ as Vh. S is
    /// not sorted.
    /// </summary>
    private static (Tensor U, Tensor S, Tensor Vh) SymmetricSvd(string op, Tensor a)
    {
        var (values, vectors) = EighOf(op, a);
        return (vectors, values.Abs(), Transposed(vectors * values.Sign().Unsqueeze(-2)));
    }

    private sealed class PInvNode : Node
    {
        private SavedTensor _a;
        private SavedTensor _p;

        public PInvNode(Tensor a, Tensor p)
        {
            _a = new SavedTensor(a);
            _p = new SavedTensor(p);
            Connect(0, a);
        }

        public override string Name => "LinalgPinvBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var (a, p) = (_a.Unpack(this), _p.Unpack(this));
            var (pt, gt) = (Transposed(p), Transposed(grad));
            var first = pt.MatMulUncast(grad).MatMulUncast(pt);
            var onTheRight = gt.MatMulUncast(p).MatMulUncast(pt);
            var onTheLeft = pt.MatMulUncast(p).MatMulUncast(gt);
            inputs.Set(0, onTheRight - a.MatMulUncast(p.MatMulUncast(onTheRight)) + onTheLeft - onTheLeft.MatMulUncast(p).MatMulUncast(a) - first);
        }

        internal override void Release()
        {
            _a.Release();
            _p.Release();
        }
    }

    private static string Named(double? tolerance) => tolerance?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
}
