using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

/// <summary>The parts of Q and R to compute.</summary>
public enum QrMode
{
    /// <summary>Q with as many columns, and R with as many rows, as the matrix has singular values.</summary>
    Reduced,

    /// <summary>Q square, and R of the matrix's shape.</summary>
    Complete,
}

public static partial class Linalg
{
    /// <summary>Computes the QR decomposition A = Q·R, with orthonormal columns of Q and upper triangular R.</summary>
    /// <param name="a">A: (*, m, n).</param>
    /// <param name="mode">
    /// Reduced: Q (*, m, k), R (*, k, n) with k = min(m, n). Complete: Q (*, m, m), R (*, m, n).
    /// </param>
    /// <remarks>
    /// Uses Householder reflections, with LAPACK's signs. Gradient: (g_Q + Q·S)·R⁻ᵀ, where S has the upper triangle of
    /// g_R·Rᵀ − Qᵀ·g_Q, mirrored below the diagonal (Walter, Lehmann and Lamour, On evaluating higher-order derivatives
    /// of the QR decomposition, 2012); for more columns than rows, that of the first m columns, which must be
    /// independent. A complete Q for more rows than columns is not unique, and has no gradient.
    /// </remarks>
    /// <exception cref="ArgumentException">A has fewer than two dimensions, or is not floating.</exception>
    public static (Tensor Q, Tensor R) Qr(Tensor a, QrMode mode = QrMode.Reduced)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckMatrices("Qr", a);
        var (m, n) = (a.Shape.Sizes[^2], a.Shape.Sizes[^1]);
        var columns = mode == QrMode.Complete ? m : Math.Min(m, n);
        var q = Tensor.Uninitialized(Matrices(BatchOf(a), m, columns), a.DType);
        var r = Tensor.Uninitialized(Matrices(BatchOf(a), columns, n), a.DType);
        if (a.DType == DType.Float32) FactorQr<float>(CopyOf(a), q, r);
        else FactorQr<double>(CopyOf(a), q, r);
        if (a.IsRecorded)
        {
            var node = new QrNode(a, q, r);
            node.SetHistory(q, 0);
            node.SetHistory(r, 1);
        }

        return (q, r);
    }

    private static void FactorQr<T>(Tensor a, Tensor q, Tensor r) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, columns) = (a.Shape.Sizes[^2], a.Shape.Sizes[^1], q.Shape.Sizes[^1]);
        var tau = new T[Math.Min(m, n)];
        using var aData = a.Write();
        using var qData = q.Write();
        using var rData = r.Write();
        for (var i = 0; i < BatchOf(a).Numel; i++)
        {
            var factored = aData.Span<T>().Slice(i * m * n, m * n);
            Householder.Factor<T>(factored, m, n, tau);
            Householder.FormQ<T>(factored, m, n, tau, qData.Span<T>().Slice(i * m * columns, m * columns), columns);
            var upper = rData.Span<T>().Slice(i * columns * n, columns * n);
            upper.Clear();
            for (var row = 0; row < tau.Length; row++) factored.Slice(row * n + row, n - row).CopyTo(upper[(row * n + row)..]);
        }
    }

    private sealed class QrNode : MultiOutputNode
    {
        private SavedTensor _a;
        private SavedTensor _q;
        private SavedTensor _r;

        public QrNode(Tensor a, Tensor q, Tensor r)
            : base(2)
        {
            _a = new SavedTensor(a);
            _q = new SavedTensor(q);
            _r = new SavedTensor(r);
            Connect(0, a);
        }

        public override string Name => "LinalgQrBackward0";

        protected override void Backward(Tensor?[] grads, InputGradients inputs)
        {
            var (a, q, r) = (_a.Unpack(this), _q.Unpack(this), _r.Unpack(this));
            var (m, n) = (a.Shape.Sizes[^2], a.Shape.Sizes[^1]);
            if (m > n && q.Shape.Sizes[^1] == m)
                throw new InvalidOperationException(
                    $"Qr: the complete Q of matrices of {m} rows and {n} columns is not unique and has no gradient; use QrMode.Reduced");
            var (gq, gr) = (grads[0], grads[1]);
            if (m >= n)
            {
                inputs.Set(0, SquareBackward(gq, gr, q, r));
                return;
            }

            // A = (A₁, A₂) and R = (R₁, R₂), with A₁ = Q·R₁ square and R₂ = Qᵀ·A₂.
            var (gr1, gr2) = (gr?.Narrow(-1, 0, m), gr?.Narrow(-1, m, n - m));
            if (gr2 is not null)
            {
                var more = a.Narrow(-1, m, n - m).MatMulUncast(Transposed(gr2));
                gq = gq is null ? more : gq + more;
            }

            var g1 = SquareBackward(gq, gr1, q, r.Narrow(-1, 0, m));
            inputs.Set(0, Tensor.Cat([g1, gr2 is null ? Tensor.Zeros(Matrices(BatchOf(a), m, n - m), a.DType) : q.MatMulUncast(gr2)], -1));
        }

        internal override void Release()
        {
            _a.Release();
            _q.Release();
            _r.Release();
        }

        private static Tensor SquareBackward(Tensor? gq, Tensor? gr, Tensor q, Tensor r)
        {
            var m = gr?.MatMulUncast(Transposed(r));
            if (gq is not null)
            {
                var product = Transposed(q).MatMulUncast(gq);
                m = m is null ? -product : m - product;
            }

            var symmetric = m!.Triu() + Transposed(m.Triu(1));
            var left = q.MatMulUncast(symmetric);
            if (gq is not null) left += gq;
            return SolveTriangular(Transposed(r), left, upper: false, left: false);
        }
    }
}
