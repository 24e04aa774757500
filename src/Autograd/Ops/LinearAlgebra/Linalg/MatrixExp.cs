using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public static partial class Linalg
{
    /// <summary>Computes the exponentials of square matrices, Σ Aᵏ/k!.</summary>
    /// <param name="a">A: (*, n, n).</param>
    /// <remarks>
    /// Uses scaling and squaring with Padé approximants (Higham, 2005). A matrix that is not finite gives NaN.
    /// Gradient: the upper right block of the exponential of ((Aᵀ, g), (0, Aᵀ)) (Mathias, A chain rule for matrix
    /// functions, 1996).
    /// </remarks>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static Tensor MatrixExp(Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckSquare("MatrixExp", a);
        var result = Tensor.Uninitialized(a.Shape, a.DType);
        var matrices = a.Detach().Contiguous();
        if (a.DType == DType.Float32) Exponentiate<float>(matrices, result);
        else Exponentiate<double>(matrices, result);
        if (a.IsRecorded) new MatrixExpNode(a).SetHistory(result);
        return result;
    }

    private static void Exponentiate<T>(Tensor a, Tensor result) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = a.Shape.Sizes[^1];
        if (a.Numel == 0) return;
        using var aData = a.Read();
        using var resultData = result.Write();
        for (var i = 0; i < BatchOf(a).Numel; i++)
            MatrixExponential.Run<T>(aData.Span<T>().Slice(i * n * n, n * n), n, resultData.Span<T>().Slice(i * n * n, n * n));
    }

    private sealed class MatrixExpNode : Node
    {
        private SavedTensor _a;

        public MatrixExpNode(Tensor a)
        {
            _a = new SavedTensor(a);
            Connect(0, a);
        }

        public override string Name => "LinalgMatrixExpBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var a = Transposed(_a.Unpack(this));
            var n = a.Shape.Sizes[^1];
            var blocks = Tensor.Cat([Tensor.Cat([a, grad], -1), Tensor.Cat([Tensor.ZerosLike(a), a], -1)], -2);
            inputs.Set(0, MatrixExp(blocks).Narrow(-2, 0, n).Narrow(-1, n, n));
        }

        internal override void Release() => _a.Release();
    }
}
