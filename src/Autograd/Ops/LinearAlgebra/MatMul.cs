using System.Buffers;
using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Computes the matrix product: NumPy's <c>@</c>, <c>torch.matmul</c>.</summary>
    /// <param name="other">The right operand.</param>
    /// <remarks>
    /// Vectors: (n)·(n) is a number; (n)·(n, p) and (m, n)·(n) drop the vector's dimension. Matrices: (m, n)·(n, p) →
    /// (m, p). More dimensions are batches of matrices, which broadcast. Operands of different types are promoted, as
    /// NumPy does. Gradient: g·bᵀ to a, aᵀ·g to b.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The inner sizes differ, an operand has no dimension, or the batches do not broadcast.
    /// </exception>
    public Tensor MatMul(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Autocast.IsEnabled && Autocast.AnyToConvert(this, other))
            return Autocast.ToLowerPrecision(this).MatMulUncast(Autocast.ToLowerPrecision(other));
        return MatMulUncast(other);
    }

    /// <summary>
    /// The same, in the types of the operands even inside of <see cref="Autocast"/>: for operations that are not to
    /// compute in 16 bits, and for gradients.
    /// </summary>
    internal Tensor MatMulUncast(Tensor other)
    {
        CheckNotBothBool("MatMul", this, other);
        var dtype = DTypes.Promote(_dtype, other._dtype);
        if (NDim == 2 && other.NDim == 2 && dtype.IsFloatingPoint() && _dtype.IsFloatingPoint() != other._dtype.IsFloatingPoint())
            return MatMul2D(this, false, other, false);
        var a = _dtype == dtype ? this : To(dtype);
        var b = other._dtype == dtype ? other : other.To(dtype);
        if (a.NDim == 0 || b.NDim == 0)
            throw new ArgumentException($"MatMul: operands of shapes {a._shape} x {b._shape}; both need at least one dimension; use * for numbers");
        if (a.NDim == 2 && b.NDim == 2) return MatMul2D(a, false, b, false);
        CheckInnerSizes(a._shape, b._shape, a._shape.Sizes[^1], b._shape.Sizes[b.NDim == 1 ? 0 : b.NDim - 2]);
        if (a.NDim == 1 && b.NDim == 1) return a.Unsqueeze(0).MatMulUncast(b.Unsqueeze(1)).ViewTo<DotName>(Shape.Scalar)!;
        if (a.NDim == 1) return a.Unsqueeze(0).MatMulUncast(b).Squeeze(-2);
        if (b.NDim == 1) return a.MatMulUncast(b.Unsqueeze(1)).SqueezeAs<MvName>(-1);
        return MatMulBatched(a, b);
    }

    private static void CheckInnerSizes(Shape a, Shape b, int k, int kB)
    {
        if (k != kB) throw new ArgumentException($"MatMul: inner sizes differ: {a} x {b}: {k} and {kB}; they must be the same");
    }

    /// <summary>Refuses a product of two Bool tensors: there is no number type for it.</summary>
    /// <exception cref="ArgumentException">Both are Bool; the message names the operation.</exception>
    internal static void CheckNotBothBool(string op, Tensor a, Tensor b)
    {
        if (a._dtype == DType.Bool && b._dtype == DType.Bool)
            throw new ArgumentException($"{op}: not defined for two Bool tensors; convert one with To(DType.Int64)");
    }

    /// <summary>Computes op(a)·op(b) of two matrices, each of which may be read transposed without a copy.</summary>
    private static Tensor MatMul2D(Tensor a, bool transposeA, Tensor b, bool transposeB)
    {
        var (m, k) = transposeA ? (a._shape.Sizes[1], a._shape.Sizes[0]) : (a._shape.Sizes[0], a._shape.Sizes[1]);
        var (kB, n) = transposeB ? (b._shape.Sizes[1], b._shape.Sizes[0]) : (b._shape.Sizes[0], b._shape.Sizes[1]);
        CheckInnerSizes(a._shape, b._shape, k, kB);
        var result = DTypes.Promote(a._dtype, b._dtype) switch
        {
            DType.Float16 or DType.BFloat16 => ReducedProduct(a, transposeA, b, transposeB),
            DType.Float32 => Product<float>(a, transposeA, b, transposeB, m, n, k),
            DType.Float64 => Product<double>(a, transposeA, b, transposeB, m, n, k),
            DType.Int64 => Product<long>(a, transposeA, b, transposeB, m, n, k),
            DType.Int32 => Product<int>(a, transposeA, b, transposeB, m, n, k),
            DType.Int16 => Product<short>(a, transposeA, b, transposeB, m, n, k),
            DType.Int8 => Product<sbyte>(a, transposeA, b, transposeB, m, n, k),
            _ => Product<byte>(a, transposeA, b, transposeB, m, n, k),
        };
        if (AnyRecorded(a, b)) new MatMulNode(a, transposeA, b, transposeB).SetHistory(result);
        return result;
    }

    /// <summary>The product of matrices of 16-bit floating types: sums of Float32, rounded once.</summary>
    private static Tensor ReducedProduct(Tensor a, bool transposeA, Tensor b, bool transposeB) =>
        MatMul2D(a.Detached(DType.Float32), transposeA, b.Detached(DType.Float32), transposeB).To(DTypes.Promote(a._dtype, b._dtype));

    private static Tensor Product<T>(Tensor a, bool transposeA, Tensor b, bool transposeB, int m, int n, int k)
        where T : unmanaged, INumber<T>
    {
        var result = Uninitialized<T>(Shape.ForResult("MatMul", [m, n]));
        if (a._dtype == b._dtype)
        {
            using var data = result.Write();
            MultiplyInto(a, transposeA, b, transposeB, data.Span<T>(), accumulate: false);
            return result;
        }

        using var left = new Operand<T>(a, transposeA);
        using var right = new Operand<T>(b, transposeB);
        using var resultData = result.Write();
        Kernels.MatMul.Multiply(
            m, n, k, left.Elements, left.RowStride, left.ColumnStride, right.Elements, right.RowStride, right.ColumnStride, resultData.Span<T>(), n);
        return result;
    }

    /// <summary>
    /// A lease on a matrix as the kernel reads it. A matrix of another type is converted into a pooled buffer, so that,
    /// for example, images of bytes are not kept as floating-point copies.
    /// </summary>
    private readonly ref struct Operand<T> where T : unmanaged, INumber<T>
    {
        private readonly T[]? _rented;
        private readonly TensorStorage.ReadLease _data;

        public Operand(Tensor matrix, bool transpose, in byte scope = 0)
        {
            int row, column;
            if (matrix._dtype == DTypes.Of<T>())
            {
                matrix = matrix.WithNonNegativeStrides();
                (row, column) = (matrix._strides[0], matrix._strides[1]);
                _data = matrix.Read(in scope);
                Elements = _data.Buffer<T>()[matrix._offset..];
            }
            else
            {
                (row, column) = (matrix._shape.Sizes[1], 1);
                _rented = ArrayPool<T>.Shared.Rent(matrix.Numel);
                Elements = _rented.AsSpan(0, matrix.Numel);
                matrix.ConvertTo(_rented.AsSpan(0, matrix.Numel));
            }

            (RowStride, ColumnStride) = transpose ? (column, row) : (row, column);
        }

        public ReadOnlySpan<T> Elements { get; }

        public int RowStride { get; }

        public int ColumnStride { get; }

        /// <summary>Ends the lease; the elements must not be used afterwards.</summary>
        public void Dispose()
        {
            _data.Dispose();
            if (_rented is not null) ArrayPool<T>.Shared.Return(_rented);
        }
    }

    /// <summary>
    /// Returns the tensor itself, or a copy if a stride is negative, because the kernels do not support that.
    /// </summary>
    private Tensor WithNonNegativeStrides() => ReferenceEquals(_strides, _shape.ContiguousStrides) || !HasNegativeStride() ? this : CopyData();

    private bool HasNegativeStride()
    {
        foreach (var stride in _strides)
            if (stride < 0) return true;
        return false;
    }

    private static Tensor MatMulBatched(Tensor a, Tensor b)
    {
        var (m, k) = (a._shape.Sizes[^2], a._shape.Sizes[^1]);
        var n = b._shape.Sizes[^1];

        // A batch times one matrix is one product with more rows.
        if (b.NDim == 2)
            return a.FlattenToMatrix().MatMulUncast(b).ReshapeTo(Shape.Create([.. a._shape.Sizes[..^1], n]));

        var batch = Broadcasting.BatchShape("MatMul", a._shape, b._shape);
        var x = a.ExpandTo(Shape.Create([.. batch.Sizes, m, k]));
        var y = b.ExpandTo(Shape.Create([.. batch.Sizes, k, n]));
        var result = x._dtype switch
        {
            DType.Float16 or DType.BFloat16 =>
                BatchProduct<float>(x.Detached(DType.Float32), y.Detached(DType.Float32), batch).To(x._dtype),
            DType.Float32 => BatchProduct<float>(x, y, batch),
            DType.Float64 => BatchProduct<double>(x, y, batch),
            DType.Int64 => BatchProduct<long>(x, y, batch),
            DType.Int32 => BatchProduct<int>(x, y, batch),
            DType.Int16 => BatchProduct<short>(x, y, batch),
            DType.Int8 => BatchProduct<sbyte>(x, y, batch),
            _ => BatchProduct<byte>(x, y, batch),
        };
        if (AnyRecorded(x, y)) new BatchMatMulNode(x, y).SetHistory(result);
        return result;
    }

    /// <summary>Merges all dimensions but the last into one.</summary>
    private Tensor FlattenToMatrix()
    {
        var count = 1;
        foreach (var size in _shape.Sizes[..^1]) count *= size;
        return ReshapeTo(Shape.Create(count, _shape.Sizes[^1]));
    }

    private static Tensor BatchProduct<T>(Tensor a, Tensor b, Shape batch) where T : unmanaged, INumber<T>
    {
        a = a.WithNonNegativeStrides();
        b = b.WithNonNegativeStrides();
        var (m, k, n) = (a._shape.Sizes[^2], a._shape.Sizes[^1], b._shape.Sizes[^1]);
        int[] sizes = [.. batch.Sizes, m, n];
        var shape = Shape.ForResult("MatMul", sizes);
        if (shape.Numel == 0 || k == 0) return Zeros(shape, a._dtype);
        var result = Uninitialized<T>(shape);
        using var resultData = result.Write();
        var c = resultData.Span<T>();
        var rank = batch.Count;
        var walk = new Kernels.StridedWalk(
            batch.Sizes, a._strides.AsSpan(0, rank), a._offset, b._strides.AsSpan(0, rank), b._offset,
            stackalloc int[Kernels.StridedWalk.ScratchSize(rank)]);
        var at = 0;
        using var aData = a.Read();
        using var bData = b.Read();
        while (walk.NextRow())
        {
            // A row of the walk is a run of matrices at a constant stride; stride zero repeats a matrix that
            // broadcasts.
            Kernels.BatchMatMul.Multiply<T>(
                walk.RowLength, m, n, k,
                aData.Buffer<T>()[walk.OffsetA..], walk.ColumnStepA, a._strides[rank], a._strides[rank + 1],
                bData.Buffer<T>()[walk.OffsetB..], walk.ColumnStepB, b._strides[rank], b._strides[rank + 1],
                c.Slice(at, walk.RowLength * m * n));
            at += walk.RowLength * m * n;
        }

        return result;
    }

    private readonly struct DotName : INodeName
    {
        public static string Name => "DotBackward0";
    }

    private readonly struct MvName : INodeName
    {
        public static string Name => "MvBackward0";
    }

    private sealed class MatMulNode : Node
    {
        private readonly bool _transposeA;
        private readonly bool _transposeB;
        private SavedTensor _a;
        private SavedTensor _b;

        public MatMulNode(Tensor a, bool transposeA, Tensor b, bool transposeB)
        {
            InputCount = 2;
            _transposeA = transposeA;
            _transposeB = transposeB;
            Connect(0, a);
            Connect(1, b);
            if (IsConnected(0)) _b = new SavedTensor(b);
            if (IsConnected(1)) _a = new SavedTensor(a);
        }

        public override string Name => "MmBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0))
            {
                var b = _b.Unpack(this);
                inputs.Set(0, _transposeA ? MatMul2D(b, _transposeB, grad, true) : MatMul2D(grad, false, b, !_transposeB));
            }

            if (inputs.Needs(1))
            {
                var a = _a.Unpack(this);
                inputs.Set(1, _transposeB ? MatMul2D(grad, true, a, _transposeA) : MatMul2D(a, !_transposeA, grad, false));
            }
        }

        internal override void Release()
        {
            _a.Release();
            _b.Release();
        }
    }

    private sealed class BatchMatMulNode : Node
    {
        private SavedTensor _a;
        private SavedTensor _b;

        public BatchMatMulNode(Tensor a, Tensor b)
        {
            InputCount = 2;
            Connect(0, a);
            Connect(1, b);
            if (IsConnected(0)) _b = new SavedTensor(b);
            if (IsConnected(1)) _a = new SavedTensor(a);
        }

        public override string Name => "BmmBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, grad.MatMulUncast(_b.Unpack(this).Transpose(-2, -1)));
            if (inputs.Needs(1)) inputs.Set(1, _a.Unpack(this).Transpose(-2, -1).MatMulUncast(grad));
        }

        internal override void Release()
        {
            _a.Release();
            _b.Release();
        }
    }
}
