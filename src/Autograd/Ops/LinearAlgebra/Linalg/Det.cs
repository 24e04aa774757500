namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes the determinants of square matrices.</summary>
    /// <param name="a">A: (*, n, n); the result has shape (*).</param>
    /// <remarks>
    /// The product of the pivots of an elimination; 1 for a matrix of no rows. Gradient: g·C with the matrix of
    /// cofactors C, which is det(A)·A⁻ᵀ; for nearly or exactly singular matrices it is computed from the singular
    /// values. Derivatives of every order are right for singular matrices too; PyTorch's are not, from the second order
    /// on.
    /// </remarks>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static Tensor Det(Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckSquare("Det", a);
        var factors = LuFactors.Of(a);
        var (sign, magnitude) = factors.Determinants(logarithm: false);
        var result = sign * magnitude;
        if (a.IsRecorded) new DetNode(factors, a).SetHistory(result);
        return result;
    }

    /// <summary>Computes the matrices of cofactors, which are the gradients of the determinants.</summary>
    private static Tensor Cofactors(LuFactors factors, Tensor a)
    {
        var count = factors.ZeroPivots.Length;
        var isRecorded = a.IsRecorded;
        var regular = 0;
        for (var i = 0; i < count; i++)
            if (factors.IsRegular(i, isRecorded)) regular++;
        if (regular == count) return ScaledInverse(factors, a);
        if (!isRecorded) return CofactorsFromSvd(a.Detach());
        var n = a.Shape.Sizes[^1];
        var parts = a.ReshapeTo(Shape.Create(count, n, n)).Unbind();
        for (var i = 0; i < count; i++)
            parts[i] = factors.IsRegular(i, isRecorded) ? ScaledInverse(LuFactors.Of(parts[i]), parts[i]) : CofactorsOfSingular(parts[i]);
        return Tensor.Stack(parts).ReshapeTo(a.Shape);
    }

    /// <summary>Computes det(A)·A⁻ᵀ.</summary>
    private static Tensor ScaledInverse(LuFactors factors, Tensor a) => Det(a).Unsqueeze(-1).Unsqueeze(-1) * Transposed(InvWith(factors, a));

    /// <summary>
    /// Computes det(U)·det(V)·U·P·Vᵀ for A = U·Σ·Vᵀ, where diagonal P has for each singular value the product of the
    /// others.
    /// </summary>
    private static Tensor CofactorsFromSvd(Tensor a)
    {
        var (u, s, vh) = Svd(a, fullMatrices: false);
        var sign = (Det(u) * Det(vh)).Unsqueeze(-1).Unsqueeze(-1);
        return sign * (u * s.ProductOfOthers(s.NDim - 1).Unsqueeze(-2)).MatMulUncast(vh);
    }

    /// <summary>
    /// Computes the cofactors of one matrix of any rank, in operations that can be differentiated again.
    /// </summary>
    /// <remarks>
    /// With the singular vectors held fixed, B = Uᵀ·A·V is linear in A. Its leading block, of the large singular
    /// values, has an inverse W, and det(B) = det(B₁₁)·det(S), where S = B₂₂ − B₂₁·W·B₁₂ has as many rows as A has
    /// small singular values. These are few, so that S's cofactors can be computed without a division. The cofactors of
    /// B are the derivatives of that product.
    /// </remarks>
    private static Tensor CofactorsOfSingular(Tensor a)
    {
        var n = a.Shape.Sizes[^1];
        var (u, s, vh) = Svd(a.Detach());
        var k = (int)(s > s.Select(0, 0) * LuFactors.LeastRatio(a.DType, higherOrders: true)).Sum().Item<long>();
        var b = u.T.MatMulUncast(a).MatMulUncast(vh.T);
        var (top, bottom) = (b.Narrow(0, 0, k), b.Narrow(0, k, n - k));
        var leading = top.Narrow(1, 0, k);
        var w = Inv(leading);
        var (left, right) = (bottom.Narrow(1, 0, k).MatMulUncast(w), w.MatMulUncast(top.Narrow(1, k, n - k)));
        var small = bottom.Narrow(1, k, n - k) - bottom.Narrow(1, 0, k).MatMulUncast(right);
        var adjugate = Adjugate(small);
        var smallCofactors = adjugate.T;
        var smallDet = k == n ? 1 : small.MatMulUncast(adjugate).Trace() / (n - k);
        var cofactors = Tensor.Cat(
            [
                Tensor.Cat([smallDet * w.T + left.T.MatMulUncast(smallCofactors).MatMulUncast(right.T), -left.T.MatMulUncast(smallCofactors)], 1),
                Tensor.Cat([-smallCofactors.MatMulUncast(right.T), smallCofactors], 1),
            ],
            0);
        return Det(u) * Det(vh) * Det(leading) * u.MatMulUncast(cofactors).MatMulUncast(vh);
    }

    /// <summary>
    /// Computes the transpose of the cofactors of a matrix as a polynomial in it: M₁ = 1, Mₖ₊₁ = A·Mₖ − tr(A·Mₖ)/k, and
    /// adj(A) = (−1)ⁿ⁻¹·Mₙ (Faddeev and LeVerrier). It never divides by a number that could be zero, but its rounding
    /// errors grow with n.
    /// </summary>
    private static Tensor Adjugate(Tensor a)
    {
        var n = a.Shape.Sizes[^1];
        var identity = Identity(n, a.DType);
        var m = identity;
        for (var k = 1; k < n; k++)
        {
            var product = a.MatMulUncast(m);
            m = product - product.Trace() / k * identity;
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
