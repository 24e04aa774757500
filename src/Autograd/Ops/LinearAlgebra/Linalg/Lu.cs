using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public static partial class Linalg
{
    /// <summary>
    /// Computes the factors of A = P·L·U by elimination with partial pivoting: a permutation, a unit lower and an upper
    /// triangular matrix.
    /// </summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <returns>P (*, m, m), L (*, m, k) and U (*, k, n), where k = min(m, n).</returns>
    /// <remarks>
    /// The factors exist for singular matrices too. Gradient of the leading square: P·L⁻ᵀ·(tril(Lᵀ·g_L, −1) +
    /// triu(g_U·Uᵀ))·U⁻ᵀ (de Hoog, Anderssen and Lukas, Differentiation of matrix functionals using triangular
    /// factorization, 2011); P is constant. It needs a leading square that is not singular.
    /// </remarks>
    /// <exception cref="ArgumentException">A has fewer than two dimensions, or is not floating.</exception>
    public static (Tensor P, Tensor L, Tensor U) Lu(Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckMatrices("Lu", a);
        var (m, n) = (a.Shape.Sizes[^2], a.Shape.Sizes[^1]);
        var k = Math.Min(m, n);
        var factored = CopyOf(a);
        var p = CopyOf(Identity(m, a.DType).ExpandTo(Matrices(BatchOf(a), m, m)));
        if (a.DType == DType.Float32) Eliminate<float>(factored, p);
        else Eliminate<double>(factored, p);
        var l = CopyOf(factored.Narrow(-1, 0, k)).Tril(-1) + Tensor.Eye(m, k, a.DType);
        var u = CopyOf(factored.Narrow(-2, 0, k)).Triu();
        if (a.IsRecorded)
        {
            var node = new LuNode(a, p, l, u);
            node.SetHistory(l, 0);
            node.SetHistory(u, 1);
        }

        return (p, l, u);
    }

    private static void Eliminate<T>(Tensor a, Tensor p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n) = (a.Shape.Sizes[^2], a.Shape.Sizes[^1]);
        var pivots = new int[Math.Min(m, n)];
        using var aData = a.Write();
        using var pData = p.Write();
        for (var i = 0; i < BatchOf(a).Numel; i++)
        {
            LuFactor.Run(aData.Span<T>().Slice(i * m * n, m * n), m, n, pivots);
            LuFactor.Permute(pivots, reverse: true, pData.Span<T>().Slice(i * m * m, m * m), m);
        }
    }

    private sealed class LuNode : MultiOutputNode
    {
        private SavedTensor _p;
        private SavedTensor _l;
        private SavedTensor _u;

        public LuNode(Tensor a, Tensor p, Tensor l, Tensor u)
            : base(2)
        {
            _p = new SavedTensor(p);
            _l = new SavedTensor(l);
            _u = new SavedTensor(u);
            Connect(0, a);
        }

        public override string Name => "LinalgLuBackward0";

        protected override void Backward(Tensor?[] grads, InputGradients inputs)
        {
            var (l, u) = (_l.Unpack(this), _u.Unpack(this));
            var (m, k, n) = (l.Shape.Sizes[^2], l.Shape.Sizes[^1], u.Shape.Sizes[^1]);
            var (gl, gu) = (grads[0] ?? Tensor.ZerosLike(l), grads[1] ?? Tensor.ZerosLike(u));
            Tensor? rest = null;
            var (l1, u1, gl1, gu1) = (l.Narrow(-2, 0, k), u.Narrow(-1, 0, k), gl.Narrow(-2, 0, k), gu.Narrow(-1, 0, k));
            if (n > k)
            {
                // U₂ = L⁻¹·A₂.
                rest = SolveTriangular(Transposed(l1), gu.Narrow(-1, k, n - k), upper: true, unitriangular: true);
                gl1 -= rest.MatMulUncast(Transposed(u.Narrow(-1, k, n - k)));
            }
            else if (m > k)
            {
                // L₂ = A₂·U⁻¹.
                rest = SolveTriangular(Transposed(u1), gl.Narrow(-2, k, m - k), upper: false, left: false);
                gu1 -= Transposed(l.Narrow(-2, k, m - k)).MatMulUncast(rest);
            }

            var inner = Transposed(l1).MatMulUncast(gl1).Tril(-1) + gu1.MatMulUncast(Transposed(u1)).Triu();
            var grad = SolveTriangular(Transposed(u1), inner, upper: false, left: false);
            grad = SolveTriangular(Transposed(l1), grad, upper: true, unitriangular: true);
            if (rest is not null) grad = Tensor.Cat([grad, rest], n > k ? -1 : -2);
            inputs.Set(0, _p.Unpack(this).MatMulUncast(grad));
        }

        internal override void Release()
        {
            _p.Release();
            _l.Release();
            _u.Release();
        }
    }
}
