using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public static partial class Linalg
{
    /// <summary>The X of A·X = B, or of X·A = B, for triangular matrices, by substitution.</summary>
    /// <param name="a">A: (*, n, n). Only the triangle is read.</param>
    /// <param name="b">B: (*, n, k), or (*, k, n) if not <paramref name="left"/>; batches broadcast.</param>
    /// <param name="upper">Whether A is upper triangular, not lower.</param>
    /// <param name="left">Whether A is on the left.</param>
    /// <param name="unitriangular">Whether A's diagonal is taken as ones, and not read.</param>
    /// <remarks>
    /// A zero on the diagonal is no error: it gives infinities and NaN, as in PyTorch. Gradient: A⁻ᵀ·g to B, and −A⁻ᵀ·g·Xᵀ to the triangle of A
    /// that is read.
    /// </remarks>
    /// <exception cref="ArgumentException">A is not square, the sizes do not match, or a tensor is not floating.</exception>
    public static Tensor SolveTriangular(Tensor a, Tensor b, bool upper, bool left = true, bool unitriangular = false)
    {
        (a, b) = Promoted(a, b);
        CheckSquare("solve_triangular", a);
        CheckMatrices("solve_triangular", b);
        if (!left) return Transposed(SolveTriangular(Transposed(a), Transposed(b), !upper, true, unitriangular));
        CheckRightSide("solve_triangular", a, b);
        var batch = Broadcasting.ResultShape("solve_triangular", BatchOf(a), BatchOf(b));
        var x = CopyOf(b.ExpandTo(Matrices(batch, b.Shape.Sizes[^2], b.Shape.Sizes[^1])));
        if (a.DType == DType.Float32) Substitute<float>(a.Detach(), x, batch, upper, unitriangular);
        else Substitute<double>(a.Detach(), x, batch, upper, unitriangular);
        if (Tensor.AnyRecorded(a, b)) new SolveTriangularNode(a, b, x, upper, unitriangular).Produce(x);
        return x;
    }

    private static void Substitute<T>(Tensor a, Tensor x, Shape batch, bool upper, bool unit) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, columns) = (x.Shape.Sizes[^2], x.Shape.Sizes[^1]);
        if (x.Numel == 0) return;

        // The kernel reads a transpose in place, but steps forwards only.
        var matrices = Transposed(a).IsContiguous ? a : a.Contiguous();
        var (row, column) = ReferenceEquals(matrices, a) && !a.IsContiguous ? (1, n) : (n, 1);
        var data = matrices.Buffer<T>().AsSpan(matrices.Offset, matrices.Numel);
        var which = batch.Equals(BatchOf(a)) ? null : Tensor.Arange(BatchOf(a).Numel).ReshapeTo(BatchOf(a)).ExpandTo(batch).ToArray<long>();
        for (var i = 0; i < batch.Numel; i++)
        {
            var from = which is null ? i : (int)which[i];
            TriangularSolve.Solve<T>(
                upper, unit, n, columns, data.Slice(from * n * n, n * n), row, column, x.Span<T>().Slice(i * n * columns, n * columns), columns);
        }

        GC.KeepAlive(matrices);
        GC.KeepAlive(x);
    }

    private sealed class SolveTriangularNode : Node
    {
        private readonly bool _upper;
        private readonly bool _unit;
        private SavedTensor _a;
        private SavedTensor _x;

        public SolveTriangularNode(Tensor a, Tensor b, Tensor x, bool upper, bool unit)
        {
            InputCount = 2;
            _upper = upper;
            _unit = unit;
            _a = new SavedTensor(a);
            Connect(0, a);
            Connect(1, b);
            if (IsConnected(0)) _x = new SavedTensor(x);
        }

        public override string Name => "LinalgSolveTriangularBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var b = SolveTriangular(Transposed(_a.Unpack(this)), grad, !_upper, true, _unit);
            if (inputs.Needs(0))
            {
                var a = -b.MatMul(Transposed(_x.Unpack(this)));
                var diagonal = _unit ? 1 : 0;
                inputs.Set(0, _upper ? a.Triu(diagonal) : a.Tril(-diagonal));
            }

            inputs.Set(1, b);
        }

        internal override void Release()
        {
            _a.Release();
            _x.Release();
        }
    }
}
