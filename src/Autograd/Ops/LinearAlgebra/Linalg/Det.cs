namespace Autograd;

public static partial class Linalg
{
    /// <summary>The determinants of square matrices.</summary>
    /// <param name="a">A: (*, n, n); the result has shape (*).</param>
    /// <remarks>
    /// The product of the pivots of an elimination; 1 for a matrix of no rows. Gradient: g·C with the matrix of cofactors C, which is det(A)·A⁻ᵀ, and
    /// for matrices that are nearly or exactly singular comes from the singular values. Second and higher derivatives are right for singular matrices
    /// too, where PyTorch's are not: C is then the polynomial of Faddeev and LeVerrier, whose rounding errors grow with n.
    /// </remarks>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static Tensor Det(Tensor a)
    {
        CheckSquare("det", a);
        var factors = LuFactors.Of(a);
        var (sign, magnitude) = factors.Determinants(logarithm: false);
        var result = sign * magnitude;
        if (a.IsRecorded) new DetNode(factors, a).Produce(result);
        return result;
    }

    /// <summary>The matrices of cofactors, the gradients of determinants.</summary>
    private static Tensor Cofactors(LuFactors factors, Tensor a)
    {
        var regular = new bool[factors.ZeroPivots.Length];
        for (var i = 0; i < regular.Length; i++) regular[i] = factors.IsRegular(i);
        if (!regular.Contains(false)) return ScaledInverse(factors, a);
        if (!a.IsRecorded) return CofactorsFromSvd(a.Detach());
        var isRegular = Tensor.From(regular, Matrices(BatchOf(a), 1, 1));
        var regularPart = Tensor.Where(isRegular, a, Identity(a.Shape.Sizes[^1], a.DType));
        return Tensor.Where(isRegular, ScaledInverse(LuFactors.Of(regularPart), regularPart), Transposed(Adjugate(a)));
    }

    /// <summary>det(A)·A⁻ᵀ.</summary>
    private static Tensor ScaledInverse(LuFactors factors, Tensor a) => Det(a).Unsqueeze(-1).Unsqueeze(-1) * Transposed(InvWith(factors, a));

    /// <summary>det(U)·det(V)·U·P·Vᵀ of A = U·Σ·Vᵀ, where P has for each singular value the product of the others.</summary>
    private static Tensor CofactorsFromSvd(Tensor a)
    {
        var (u, s, vh) = Svd(a, fullMatrices: false);
        var sign = (Det(u) * Det(vh)).Unsqueeze(-1).Unsqueeze(-1);
        return sign * (u * s.ProductOfOthers(s.NDim - 1).Unsqueeze(-2)).MatMul(vh);
    }

    /// <summary>
    /// The transpose of the cofactors as a polynomial in A, without any division by what could be zero: M₁ = 1, Mₖ₊₁ = A·Mₖ − tr(A·Mₖ)/k, and
    /// adj(A) = (−1)ⁿ⁻¹·Mₙ (Faddeev and LeVerrier).
    /// </summary>
    private static Tensor Adjugate(Tensor a)
    {
        var n = a.Shape.Sizes[^1];
        var identity = Identity(n, a.DType);
        var m = identity.ExpandTo(a.Shape);
        for (var k = 1; k < n; k++)
        {
            var product = a.MatMul(m);
            var trace = product.Diagonal(0, -2, -1).Sum(-1, keepDim: true).Unsqueeze(-1);
            m = product - trace / k * identity;
        }

        return n % 2 == 0 ? -m : m;
    }

    private sealed class DetNode : Node
    {
        private readonly LuFactors _factors;
        private SavedTensor _a;

        public DetNode(LuFactors factors, Tensor a)
        {
            _factors = factors;
            _a = new SavedTensor(a);
            Connect(0, a);
        }

        public override string Name => "LinalgDetBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, grad.Unsqueeze(-1).Unsqueeze(-1) * Cofactors(_factors, _a.Unpack(this)));

        internal override void Release() => _a.Release();
    }
}
