using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes the singular value decomposition A = U·Σ·Vᵀ.</summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <param name="fullMatrices">True if U and V are square; if not, they have k = min(m, n) columns.</param>
    /// <returns>U (*, m, m or k), the singular values (*, k), descending, and Vᵀ (*, n or k, n).</returns>
    /// <remarks>
    /// Small singular values are as accurate as large ones. Gradient: that of Townsend, Differentiating the singular
    /// value decomposition, 2016; the columns of the full U and V after the first k are not unique, and their gradients
    /// are ignored, as in PyTorch. It is not finite if the vectors are used and two singular values are equal, or one
    /// is zero and the matrix is not square. The signs of pairs of vectors are arbitrary, so results computed from them
    /// should not depend on the signs. For the values alone use <see cref="SvdVals"/>.
    /// </remarks>
    /// <exception cref="LinalgException">
    /// A has elements that are not finite, or the iteration did not converge.
    /// </exception>
    /// <exception cref="ArgumentException">A has fewer than two dimensions, or is not floating.</exception>
    public static (Tensor U, Tensor S, Tensor Vh) Svd(Tensor a, bool fullMatrices = true)
    {
        ArgumentNullException.ThrowIfNull(a);
        return SvdOf("Svd", a, fullMatrices);
    }

    /// <summary>The decomposition for an operation that is named in errors.</summary>
    private static (Tensor U, Tensor S, Tensor Vh) SvdOf(string op, Tensor a, bool fullMatrices)
    {
        CheckMatrices(op, a);
        CheckFinite(op, a);
        var (m, n) = (a.Shape.Sizes[^2], a.Shape.Sizes[^1]);
        var k = Math.Min(m, n);
        var batch = BatchOf(a);
        var u = Tensor.Uninitialized(Matrices(batch, m, fullMatrices ? m : k), a.DType);
        var s = Tensor.Uninitialized(Shape.Create([.. batch.Sizes, k]), a.DType);
        var vh = Tensor.Uninitialized(Matrices(batch, fullMatrices ? n : k, n), a.DType);
        if (a.DType == DType.Float32) Decompose<float>(op, a.Detach(), u, s, vh);
        else Decompose<double>(op, a.Detach(), u, s, vh);
        if (a.IsRecorded)
        {
            var node = new SvdNode(a, u, s, vh);
            node.SetHistory(u, 0);
            node.SetHistory(s, 1);
            node.SetHistory(vh, 2);
        }

        return (u, s, vh);
    }

    /// <summary>Computes the singular values, descending.</summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <returns>(*, min(m, n)).</returns>
    /// <remarks>Gradient: U·diag(g)·Vᵀ, which is always finite.</remarks>
    /// <exception cref="LinalgException">
    /// A has elements that are not finite, or the iteration did not converge.
    /// </exception>
    /// <exception cref="ArgumentException">A has fewer than two dimensions, or is not floating.</exception>
    public static Tensor SvdVals(Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return SvdValsOf("SvdVals", a);
    }

    /// <summary>The singular values for an operation that is named in errors.</summary>
    private static Tensor SvdValsOf(string op, Tensor a)
    {
        CheckMatrices(op, a);
        if (a.IsRecorded) return SvdOf(op, a, fullMatrices: false).S;
        CheckFinite(op, a);
        var s = Tensor.Uninitialized(Shape.Create([.. a.Shape.Sizes[..^2], Math.Min(a.Shape.Sizes[^2], a.Shape.Sizes[^1])]), a.DType);
        if (a.DType == DType.Float32) Decompose<float>(op, a.Detach(), null, s, null);
        else Decompose<double>(op, a.Detach(), null, s, null);
        return s;
    }

    private static void Decompose<T>(string op, Tensor a, Tensor? u, Tensor s, Tensor? vh) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The kernel needs at least as many rows as columns. Otherwise it decomposes the transpose, Aᵀ = V·Σ·Uᵀ.
        var isTransposed = a.Shape.Sizes[^1] > a.Shape.Sizes[^2];
        var copy = CopyOf(isTransposed ? Transposed(a) : a);
        var (m, n) = (copy.Shape.Sizes[^2], copy.Shape.Sizes[^1]);
        var longer = u is null ? 0 : (isTransposed ? vh!.Shape.Sizes[^2] : u.Shape.Sizes[^1]);
        var (left, right) = (new T[m * longer], new T[u is null ? 0 : n * n]);
        using var copyData = copy.Write();
        using var sData = s.Write();
        using var uData = Tensor.WriteIfAny(u);
        using var vhData = Tensor.WriteIfAny(vh);
        for (var i = 0; i < BatchOf(a).Numel; i++)
        {
            if (!SvdFactor.Run<T>(copyData.Span<T>().Slice(i * m * n, m * n), m, n, left, longer, sData.Span<T>().Slice(i * n, n), right))
                throw new LinalgException($"{op}: the Jacobi sweeps of the matrix{ElementName(BatchOf(a), i)} did not converge; scale the matrix");
            if (u is null || vh is null) continue;
            var toU = uData.Span<T>().Slice(i * (isTransposed ? right : left).Length);
            var toVh = vhData.Span<T>().Slice(i * (isTransposed ? left : right).Length);
            if (isTransposed)
            {
                Blas1.Transpose<T>(right, n, n, toU);
                Blas1.Transpose<T>(left, m, longer, toVh);
            }
            else
            {
                left.CopyTo(toU);
                right.CopyTo(toVh);
            }
        }
    }

    private sealed class SvdNode : MultiOutputNode
    {
        private SavedTensor _u;
        private SavedTensor _s;
        private SavedTensor _vh;

        public SvdNode(Tensor a, Tensor u, Tensor s, Tensor vh)
            : base(3)
        {
            _u = new SavedTensor(u);
            _s = new SavedTensor(s);
            _vh = new SavedTensor(vh);
            Connect(0, a);
        }

        public override string Name => "LinalgSvdBackward0";

        protected override void Backward(Tensor?[] grads, InputGradients inputs)
        {
            var s = _s.Unpack(this);
            var k = s.Shape.Sizes[^1];
            var (u, vh) = (_u.Unpack(this).Narrow(-1, 0, k), _vh.Unpack(this).Narrow(-2, 0, k));
            var (gu, gs, gvh) = (grads[0]?.Narrow(-1, 0, k), grads[1], grads[2]?.Narrow(-2, 0, k));
            if (gu is null && gvh is null)
            {
                inputs.Set(0, (u * gs!.Unsqueeze(-2)).MatMulUncast(vh));
                return;
            }

            var identity = Identity(k, s.DType);
            var squares = s.Square();
            var gaps = squares.Unsqueeze(-2) - squares.Unsqueeze(-1) + identity;
            var inner = gs?.DiagEmbed();
            if (gu is not null) inner = Plus(inner, Antisymmetric(Transposed(u).MatMulUncast(gu)) / gaps * s.Unsqueeze(-2));
            if (gvh is not null) inner = Plus(inner, s.Unsqueeze(-1) * (Antisymmetric(vh.MatMulUncast(Transposed(gvh))) / gaps));
            var left = u.MatMulUncast(inner!);

            // The parts of the gradients outside the spaces that U and V span.
            if (gu is not null && u.Shape.Sizes[^2] > k) left += (gu - u.MatMulUncast(Transposed(u).MatMulUncast(gu))) / s.Unsqueeze(-2);
            var grad = left.MatMulUncast(vh);
            if (gvh is not null && vh.Shape.Sizes[^1] > k)
                grad += u.MatMulUncast((gvh - gvh.MatMulUncast(Transposed(vh)).MatMulUncast(vh)) / s.Unsqueeze(-1));
            inputs.Set(0, grad);
        }

        internal override void Release()
        {
            _u.Release();
            _s.Release();
            _vh.Release();
        }

        private static Tensor Antisymmetric(Tensor x) => x - Transposed(x);

        private static Tensor Plus(Tensor? a, Tensor b) => a is null ? b : a + b;
    }
}
