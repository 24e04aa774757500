using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public static partial class Linalg
{
    /// <summary>
    /// Computes the eigenvalues, ascending, and the orthonormal eigenvectors of symmetric matrices: A = V·Λ·Vᵀ.
    /// </summary>
    /// <param name="a">
    /// A: (*, n, n). Only its lower triangle is read; its upper one if <paramref name="upper"/>.
    /// </param>
    /// <param name="upper">True to read the upper triangle instead of the lower one.</param>
    /// <returns>Λ's diagonal (*, n), and V (*, n, n), whose columns are the vectors.</returns>
    /// <remarks>
    /// Gradient: V·(diag(g_Λ) + (Vᵀ·g_V)/E)·Vᵀ, where Eᵢⱼ = λⱼ − λᵢ off the diagonal (Giles, 2008). It is not finite if
    /// two eigenvalues are equal and the vectors are used; the gradient of the eigenvalues alone always is. The signs
    /// of the vectors are arbitrary, so results computed from them should not depend on the signs.
    /// </remarks>
    /// <exception cref="LinalgException">
    /// A has elements that are not finite, or the iteration did not converge.
    /// </exception>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static (Tensor Eigenvalues, Tensor Eigenvectors) Eigh(Tensor a, bool upper = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        return EighOf("Eigh", a, upper);
    }

    /// <summary>The decomposition for an operation that is named in errors.</summary>
    private static (Tensor Eigenvalues, Tensor Eigenvectors) EighOf(string op, Tensor a, bool upper = false)
    {
        CheckSquare(op, a);
        CheckFinite(op, a);
        var values = Tensor.Uninitialized(Shape.Create(a.Shape.Sizes[..^1]), a.DType);
        var vectors = Tensor.Uninitialized(a.Shape, a.DType);
        Diagonalize(op, a, upper, values, vectors);
        if (a.IsRecorded)
        {
            var node = new EighNode(a, values, vectors);
            node.SetHistory(values, 0);
            node.SetHistory(vectors, 1);
        }

        return (values, vectors);
    }

    /// <summary>Computes the eigenvalues, ascending, of symmetric matrices.</summary>
    /// <param name="a">
    /// A: (*, n, n). Only its lower triangle is read; its upper one if <paramref name="upper"/>.
    /// </param>
    /// <param name="upper">True to read the upper triangle instead of the lower one.</param>
    /// <returns>(*, n).</returns>
    /// <remarks>Gradient: V·diag(g)·Vᵀ.</remarks>
    /// <exception cref="LinalgException">
    /// A has elements that are not finite, or the iteration did not converge.
    /// </exception>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static Tensor EigValsH(Tensor a, bool upper = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        return EigValsHOf("EigValsH", a, upper);
    }

    /// <summary>The eigenvalues for an operation that is named in errors.</summary>
    private static Tensor EigValsHOf(string op, Tensor a, bool upper = false)
    {
        CheckSquare(op, a);
        if (a.IsRecorded) return EighOf(op, a, upper).Eigenvalues;
        CheckFinite(op, a);
        var values = Tensor.Uninitialized(Shape.Create(a.Shape.Sizes[..^1]), a.DType);
        Diagonalize(op, a, upper, values, null);
        return values;
    }

    private static void Diagonalize(string op, Tensor a, bool upper, Tensor values, Tensor? vectors)
    {
        var triangle = upper ? Transposed(a.Detach()) : a.Detach();
        var full = triangle.Tril() + Transposed(triangle.Tril(-1));
        if (a.DType == DType.Float32) Diagonalize<float>(op, full, values, vectors);
        else Diagonalize<double>(op, full, values, vectors);
    }

    private static void Diagonalize<T>(string op, Tensor a, Tensor values, Tensor? vectors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = a.Shape.Sizes[^1];
        var rows = new T[vectors is null ? 0 : n * n];
        using var aData = a.Write();
        using var valuesData = values.Write();
        using var vectorsData = Tensor.WriteIfAny(vectors);
        for (var i = 0; i < BatchOf(a).Numel; i++)
        {
            if (!SymmetricEigen.Run<T>(aData.Span<T>().Slice(i * n * n, n * n), n, valuesData.Span<T>().Slice(i * n, n), rows))
                throw new LinalgException($"{op}: the QL iteration of the matrix{ElementName(BatchOf(a), i)} did not converge; scale the matrix");
            if (vectors is not null) Blas1.Transpose<T>(rows, n, n, vectorsData.Span<T>().Slice(i * n * n, n * n));
        }
    }

    private sealed class EighNode : MultiOutputNode
    {
        private SavedTensor _values;
        private SavedTensor _vectors;

        public EighNode(Tensor a, Tensor values, Tensor vectors)
            : base(2)
        {
            _values = new SavedTensor(values);
            _vectors = new SavedTensor(vectors);
            Connect(0, a);
        }

        public override string Name => "LinalgEighBackward0";

        protected override void Backward(Tensor?[] grads, InputGradients inputs)
        {
            var (values, v) = (_values.Unpack(this), _vectors.Unpack(this));
            var (gl, gv) = (grads[0], grads[1]);
            if (gv is null)
            {
                inputs.Set(0, (v * gl!.Unsqueeze(-2)).MatMulUncast(Transposed(v)));
                return;
            }

            var identity = Identity(values.Shape.Sizes[^1], values.DType);
            var gaps = values.Unsqueeze(-2) - values.Unsqueeze(-1) + identity;
            var inner = Transposed(v).MatMulUncast(gv) * (1 - identity) / gaps;
            if (gl is not null) inner += gl.DiagEmbed();
            inputs.Set(0, v.MatMulUncast(inner).MatMulUncast(Transposed(v)));
        }

        internal override void Release()
        {
            _values.Release();
            _vectors.Release();
        }
    }
}
