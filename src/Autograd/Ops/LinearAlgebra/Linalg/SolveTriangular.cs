using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public static partial class Linalg
{
    /// <summary>Solves A·X = B, or X·A = B, for X with triangular A, by substitution.</summary>
    /// <param name="a">A: (*, n, n). Only the triangle is read.</param>
    /// <param name="b">B: (*, n, k), or (*, k, n) if not <paramref name="left"/>; batches broadcast.</param>
    /// <param name="upper">True if A is upper triangular, false if lower.</param>
    /// <param name="left">True if A is on the left.</param>
    /// <param name="unitriangular">True to take A's diagonal as ones, without reading it.</param>
    /// <remarks>
    /// A zero on the diagonal does not throw: it gives infinities and NaN, as in PyTorch. Gradient: A⁻ᵀ·g to B, and
    /// −A⁻ᵀ·g·Xᵀ to the triangle of A that is read.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A is not square, the sizes do not match, or a tensor is not floating.
    /// </exception>
    public static Tensor SolveTriangular(Tensor a, Tensor b, bool upper, bool left = true, bool unitriangular = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (a, b) = Promoted(a, b);
        CheckSquare("SolveTriangular", a);
        CheckMatrices("SolveTriangular", b);
        if (!left) return Transposed(SolveTriangular(Transposed(a), Transposed(b), !upper, true, unitriangular));
        CheckRightSide("SolveTriangular", a, b);
        var batch = Broadcasting.BatchShape("SolveTriangular", a.Shape, b.Shape);
        var x = CopyOf(b.ExpandTo(Matrices(batch, b.Shape.Sizes[^2], b.Shape.Sizes[^1])));
        if (a.DType == DType.Float32) Substitute<float>(a.Detach(), x, batch, upper, unitriangular);
        else Substitute<double>(a.Detach(), x, batch, upper, unitriangular);
        if (Tensor.AnyRecorded(a, b)) new SolveTriangularNode(a, b, x, upper, unitriangular).SetHistory(x);
        return x;
    }

    private static void Substitute<T>(Tensor a, Tensor x, Shape batch, bool upper, bool unit) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, columns) = (x.Shape.Sizes[^2], x.Shape.Sizes[^1]);
        if (x.Numel == 0) return;

        // The kernel reads a transposed matrix in place; other strides need a copy.
        var matrices = Transposed(a).IsContiguous ? a : a.Contiguous();
        var (row, column) = ReferenceEquals(matrices, a) && !a.IsContiguous ? (1, n) : (n, 1);
        using var matricesData = matrices.Read();
        var data = matricesData.Buffer<T>().Slice(matrices.Offset, matrices.Numel);
        var matrixIndices = batch.Equals(BatchOf(a)) ? null : Tensor.Arange(BatchOf(a).Numel).ReshapeTo(BatchOf(a)).ExpandTo(batch).ToArray<long>();
        using var xData = x.Write();
        for (var i = 0; i < batch.Numel; i++)
        {
            var from = matrixIndices is null ? i : (int)matrixIndices[i];
            TriangularSolve.Solve<T>(
                upper, unit, n, columns, data.Slice(from * n * n, n * n), row, column, xData.Span<T>().Slice(i * n * columns, n * columns), columns);
        }
    }

    private sealed class SolveTriangularNode(Tensor a, Tensor b, Tensor x, bool upper, bool unit) : SystemNode(a, b, x)
    {
        public override string Name => "LinalgSolveTriangularBackward0";

        protected override Tensor SolveTransposed(Tensor a, Tensor grad) => SolveTriangular(Transposed(a), grad, !upper, true, unit);

        protected override Tensor GradientOfA(Tensor gradientOfB, Tensor x)
        {
            var a = -gradientOfB.MatMulUncast(Transposed(x));
            var diagonal = unit ? 1 : 0;
            return upper ? a.Triu(diagonal) : a.Tril(-diagonal);
        }
    }
}
