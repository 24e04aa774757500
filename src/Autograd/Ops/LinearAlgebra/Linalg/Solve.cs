namespace Autograd;

public static partial class Linalg
{
    /// <summary>Solves A·X = B, or X·A = B, for X.</summary>
    /// <param name="a">A: square matrices (*, n, n).</param>
    /// <param name="b">
    /// B: (*, n, k), or (*, k, n) if not <paramref name="left"/>; or vectors (*, n), if it has one dimension, or one
    /// less than A and otherwise A's sizes.
    /// </param>
    /// <param name="left">True if A is on the left.</param>
    /// <remarks>
    /// Uses elimination with partial pivoting; batches broadcast, and each A is factored once, also for the gradient.
    /// Gradient: A⁻ᵀ·g to B and −A⁻ᵀ·g·Xᵀ to A (Giles, Collected matrix derivative results, 2008).
    /// </remarks>
    /// <exception cref="LinalgException">A is singular.</exception>
    /// <exception cref="ArgumentException">
    /// A is not square, the sizes do not match, or a tensor is not floating.
    /// </exception>
    public static Tensor Solve(Tensor a, Tensor b, bool left = true)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (a, b) = Promoted(a, b);
        CheckSquare("Solve", a);
        var isVector = b.NDim == 1 || (b.NDim == a.NDim - 1 && b.Shape.Sizes.SequenceEqual(a.Shape.Sizes[..^1]));
        if (isVector && !left)
            throw new ArgumentException($"Solve: a vector of shape {b.Shape} on the right of X·A; Unsqueeze(-2) it, or pass left: true");
        if (isVector) return Solve(a, b.Unsqueeze(-1)).Squeeze(-1);
        if (!left) return Transposed(Solve(Transposed(a), Transposed(b)));
        CheckRightSide("Solve", a, b);
        var factors = LuFactors.Of(a);
        RequireRegular("Solve", a, factors);
        return SolveWith(factors, a, b, transpose: false);
    }

    /// <summary>Computes the inverses of square matrices.</summary>
    /// <param name="a">A: (*, n, n).</param>
    /// <remarks>
    /// <see cref="Solve"/> is faster and more accurate than a product with the inverse. Gradient: −Yᵀ·g·Yᵀ, where
    /// Y = A⁻¹.
    /// </remarks>
    /// <exception cref="LinalgException">A is singular.</exception>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static Tensor Inv(Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return Inverse("Inv", a);
    }

    /// <summary>Computes the inverses, for the operation that the errors name.</summary>
    private static Tensor Inverse(string op, Tensor a)
    {
        CheckSquare(op, a);
        var factors = LuFactors.Of(a);
        RequireRegular(op, a, factors);
        return InvWith(factors, a);
    }

    /// <summary>Computes the inverses from factors of A; a singular matrix gives infinities and NaN.</summary>
    private static Tensor InvWith(LuFactors factors, Tensor a)
    {
        var n = a.Shape.Sizes[^1];
        var result = CopyOf(Identity(n, a.DType).ExpandTo(a.Shape));
        factors.SolveInPlace(result, transpose: false);
        if (a.IsRecorded) new InvNode(a, result).SetHistory(result);
        return result;
    }

    /// <summary>Computes A⁻¹·B, or A⁻ᵀ·B, from factors of A; a singular matrix gives infinities and NaN.</summary>
    private static Tensor SolveWith(LuFactors factors, Tensor a, Tensor b, bool transpose)
    {
        var batch = Broadcasting.BatchShape("Solve", a.Shape, b.Shape);
        var result = CopyOf(b.ExpandTo(Matrices(batch, b.Shape.Sizes[^2], b.Shape.Sizes[^1])));
        factors.SolveInPlace(result, transpose);
        if (Tensor.AnyRecorded(a, b)) new SolveNode(factors, a, b, result, transpose).SetHistory(result);
        return result;
    }

    private static void CheckRightSide(string op, Tensor a, Tensor b)
    {
        CheckMatrices(op, b);
        if (b.Shape.Sizes[^2] != a.Shape.Sizes[^1])
            throw new ArgumentException(
                $"{op}: matrices of shape {a.Shape} and right sides of shape {b.Shape}: {a.Shape.Sizes[^1]} unknowns and {b.Shape.Sizes[^2]} rows; "
                + "they must be as many");
        Broadcasting.BatchShape(op, a.Shape, b.Shape);
    }

    private static void RequireRegular(string op, Tensor a, LuFactors factors)
    {
        var index = factors.FirstSingular();
        if (index < 0) return;
        throw new LinalgException(
            $"{op}: the matrix{ElementName(BatchOf(a), index)} is singular: pivot {factors.ZeroPivots[index]} of {a.Shape.Sizes[^1]} is zero; "
            + "use PInv or LstSq for the best approximation");
    }

    /// <summary>
    /// The base of nodes that solve A·X = B: with B̄ = A⁻ᵀ·g, the gradient of B is B̄, and that of A is computed from
    /// B̄ and X.
    /// </summary>
    private abstract class SystemNode : Node
    {
        private SavedTensor _a;
        private SavedTensor _x;

        protected SystemNode(Tensor a, Tensor b, Tensor x)
        {
            InputCount = 2;
            _a = new SavedTensor(a);
            Connect(0, a);
            Connect(1, b);
            if (IsConnected(0)) _x = new SavedTensor(x);
        }

        /// <summary>Computes B̄ from the transposed system.</summary>
        protected abstract Tensor SolveTransposed(Tensor a, Tensor grad);

        protected abstract Tensor GradientOfA(Tensor gradientOfB, Tensor x);

        internal sealed override void Backward(Tensor grad, InputGradients inputs)
        {
            var b = SolveTransposed(_a.Unpack(this), grad);
            if (inputs.Needs(0)) inputs.Set(0, GradientOfA(b, _x.Unpack(this)));
            inputs.Set(1, b);
        }

        internal sealed override void Release()
        {
            _a.Release();
            _x.Release();
        }
    }

    private sealed class SolveNode(LuFactors factors, Tensor a, Tensor b, Tensor x, bool transpose) : SystemNode(a, b, x)
    {
        public override string Name => "LinalgSolveExBackward0";

        protected override Tensor SolveTransposed(Tensor a, Tensor grad) => SolveWith(factors, a, grad, !transpose);

        protected override Tensor GradientOfA(Tensor gradientOfB, Tensor x) =>
            -(transpose ? x.MatMulUncast(Transposed(gradientOfB)) : gradientOfB.MatMulUncast(Transposed(x)));
    }

    private sealed class InvNode : Node
    {
        private SavedTensor _output;

        public InvNode(Tensor a, Tensor output)
        {
            _output = new SavedTensor(output);
            Connect(0, a);
        }

        public override string Name => "LinalgInvExBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var transposed = Transposed(_output.Unpack(this));
            inputs.Set(0, -transposed.MatMulUncast(grad).MatMulUncast(transposed));
        }

        internal override void Release() => _output.Release();
    }
}
