using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// One index along a dimension for each element of the result, as in gather; the other coordinates are those of the
    /// element.
    /// </summary>
    internal sealed class DimSelection : Selection
    {
        private readonly int _dim;

        // A copy, so that later writes to the user's tensor have no effect here.
        private readonly Tensor _indices;

        /// <summary>
        /// Checks and copies the indices, which come from the user or from an operation such as a sort.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">An index is outside of the dimension.</exception>
        public DimSelection(Shape inputShape, Tensor indices, int dim, string op = "Indexer")
            : base(inputShape, indices._shape)
        {
            _dim = dim;
            Walk = new OuterDimInner(inputShape.Sizes, dim);
            var values = indices.Detached(DType.Int64).ExpandContiguous(indices._shape);
            _indices = Uninitialized<int>(indices._shape);
            using var valuesData = values.Read();
            using var indicesData = _indices.Write();
            if (!IndexConversion.TryNarrow(valuesData.Span<long>(), Walk.Length, indicesData.Span<int>())) throw OutOfRange(values, Walk.Length, dim, op);
            Tracing.Current?.NoteIndices(_indices, indices.GradientEdge());
            IsAligned = inputShape.Count == indices.NDim;
            for (var d = 0; IsAligned && d < inputShape.Count; d++)
                IsAligned = d == dim || inputShape.Sizes[d] == indices._shape.Sizes[d];
        }

        /// <summary>The layout of the dimension in a contiguous input.</summary>
        /// <summary>The dimension that is indexed.</summary>
        public int Dim => _dim;

        /// <summary>The indices, of the shape of the result.</summary>
        public Tensor Indices => _indices;

        public OuterDimInner Walk { get; }

        /// <summary>
        /// True if all other sizes equal those of the input, so that the positions follow from the loop and need no
        /// list.
        /// </summary>
        public bool IsAligned { get; }

        /// <summary>The indices: <c>using var indicesData = selection.ReadIndices();</c></summary>
        public TensorStorage.ReadLease ReadIndices(in byte scope = 0) => _indices.Read(in scope);

        public override IndexOffsets OffsetsFor(ReadOnlySpan<int> strides, int origin)
        {
            // A 0-dimensional tensor has one element, which every index names.
            var result = new RentedIndices(_indices.Numel);
            var positions = result.Span;
            if (strides.IsEmpty)
            {
                positions.Clear();
                return new IndexOffsets(origin, result);
            }

            Span<int> others = stackalloc int[strides.Length];
            strides.CopyTo(others);
            others[_dim] = 0;
            var block = IndexOffsets.OfBlock(ResultShape.Sizes, others);
            using var indicesData = _indices.Read();
            var indices = indicesData.Span<int>();
            for (var k = 0; k < positions.Length; k++) positions[k] = block[k] + indices[k] * strides[_dim];
            return new IndexOffsets(origin, result);
        }

        public override int[] FlatIndices()
        {
            if (!IsAligned) return base.FlatIndices();
            var result = new int[_indices.Numel];
            using var indicesData = _indices.Read();
            GatherScatterAlongDim.Offsets(Walk, indicesData.Span<int>(), result);
            return result;
        }

        private static ArgumentOutOfRangeException OutOfRange(Tensor indices, int size, int dim, string op)
        {
            using var indicesData = indices.Write();
            foreach (var value in indicesData.Span<long>())
                if ((ulong)value >= (ulong)size) return IndexOutOfRange(value, size, dim, op);
            throw new InvalidOperationException($"{op}: the index changed while it was read; let one thread at a time work on a tensor");
        }
    }
}
