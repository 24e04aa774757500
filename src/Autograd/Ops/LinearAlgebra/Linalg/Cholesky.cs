using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes the lower triangular L of A = L·Lᵀ, for symmetric positive definite matrices.</summary>
    /// <param name="a">
    /// A: (*, n, n). Only its lower triangle is read; its upper one if <paramref name="upper"/>.
    /// </param>
    /// <param name="upper">True to return Lᵀ, which is upper triangular.</param>
    /// <remarks>
    /// Gradient: L⁻ᵀ·½(Φ + Φᵀ)·L⁻¹, where Φ is the lower triangle of Lᵀ·g with its diagonal halved (Murray,
    /// Differentiation of the Cholesky decomposition, 2016). It is symmetric, as A is.
    /// </remarks>
    /// <exception cref="LinalgException">
    /// A is not positive definite; the message names the leading minor that shows it.
    /// </exception>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static Tensor Cholesky(Tensor a, bool upper = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckSquare("Cholesky", a);
        if (upper) return Transposed(Cholesky(Transposed(a)));
        var result = CopyOf(a);
        if (a.DType == DType.Float32) FactorCholesky<float>(result);
        else FactorCholesky<double>(result);
        if (a.IsRecorded) new CholeskyNode(a, result).SetHistory(result);
        return result;
    }

    /// <summary>Solves A·X = B with a Cholesky factor of A.</summary>
    /// <param name="b">B: (*, n, k).</param>
    /// <param name="l">L of A = L·Lᵀ, (*, n, n), from <see cref="Cholesky"/>; batches broadcast.</param>
    /// <param name="upper">True if the factor is Lᵀ, upper triangular.</param>
    /// <remarks>Solves two triangular systems. Gradient: that of the two solutions.</remarks>
    /// <exception cref="ArgumentException">
    /// L is not square, the sizes do not match, or a tensor is not floating.
    /// </exception>
    public static Tensor CholeskySolve(Tensor b, Tensor l, bool upper = false)
    {
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(l);
        CheckSquare("CholeskySolve", l);
        CheckRightSide("CholeskySolve", l, b);
        var lower = upper ? Transposed(l) : l;
        return SolveTriangular(Transposed(lower), SolveTriangular(lower, b, upper: false), upper: true);
    }

    private static void FactorCholesky<T>(Tensor a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = a.Shape.Sizes[^1];
        var batch = BatchOf(a);
        using var aData = a.Write();
        for (var i = 0; i < batch.Numel; i++)
        {
            var failed = CholeskyFactor.Run(aData.Span<T>().Slice(i * n * n, n * n), n);
            if (failed >= 0)
                throw new LinalgException(
                    $"Cholesky: the matrix{ElementName(batch, i)} is not positive definite: its leading minor of order {failed + 1} is not positive; "
                    + "add a small multiple of the identity, or use Eigh");
        }
    }

    private sealed class CholeskyNode : Node
    {
        private SavedTensor _output;

        public CholeskyNode(Tensor a, Tensor output)
        {
            _output = new SavedTensor(output);
            Connect(0, a);
        }

        public override string Name => "LinalgCholeskyExBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var l = _output.Unpack(this);
            var phi = Transposed(l).MatMulUncast(grad).Tril();
            var symmetric = (phi + Transposed(phi.Tril(-1))) * 0.5;
            inputs.Set(0, SolveTriangular(l, SolveTriangular(Transposed(l), symmetric, upper: true), upper: false, left: false));
        }

        internal override void Release() => _output.Release();
    }
}
