using System.Buffers;
using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The distinct elements, sorted, in one dimension; or the distinct slices along a dimension. Not differentiable.
    /// </summary>
    /// <param name="dim">
    /// The dimension whose slices are compared, and sorted in lexicographic order; null to compare single elements.
    /// </param>
    /// <remarks>NaN counts as greater than all numbers, and each NaN as distinct from every other.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Unique(int? dim = null)
    {
        if (dim is not null) return Unique(out _, out _, dim);

        // Sorting the values themselves reads memory in order; going through sorted indices would read all over it.
        return RowMajorNumbers().OnNumbers<UniqueAction, Tensor?>("Unique", default)?.To(_dtype)
            ?? Alias().Flatten().Sort().Values.UniqueConsecutive();
    }

    /// <summary>The distinct elements, sorted, in one dimension; or the distinct slices along a dimension.</summary>
    /// <param name="inverse">
    /// For each element, its index in the result, in the tensor's shape; or for each slice, in one dimension. Int64.
    /// </param>
    /// <param name="counts">The number of times that each result occurs; Int64.</param>
    /// <param name="dim">The dimension whose slices are compared; null to compare single elements.</param>
    /// <remarks>NaN counts as greater than all numbers, and each NaN as distinct from every other.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Unique(out Tensor inverse, out Tensor counts, int? dim = null)
    {
        if (dim is null && RowMajorNumbers().OnNumbers<UniqueCountsAction, (Tensor, Tensor, Tensor)?>("Unique", default) is { } counted)
        {
            (var values, inverse, counts) = counted;
            return values.To(_dtype);
        }

        return UniqueGroups("Unique", true, out inverse, out counts, dim);
    }

    /// <summary>
    /// The elements in row-major order, in one dimension, or the slices along a dimension, without those that equal
    /// their predecessor.
    /// </summary>
    /// <param name="dim">The dimension whose slices are compared; null to compare single elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor UniqueConsecutive(int? dim = null) => UniqueConsecutive(out _, out _, dim);

    /// <summary>
    /// The elements in row-major order, in one dimension, or the slices along a dimension, without those that equal
    /// their predecessor.
    /// </summary>
    /// <param name="inverse">
    /// For each element, its index in the result, in the tensor's shape; or for each slice, in one dimension. Int64.
    /// </param>
    /// <param name="counts">The length of the run of equal ones for each result; Int64.</param>
    /// <param name="dim">The dimension whose slices are compared; null to compare single elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor UniqueConsecutive(out Tensor inverse, out Tensor counts, int? dim = null) =>
        UniqueGroups("UniqueConsecutive", false, out inverse, out counts, dim);

    private Tensor UniqueGroups(string op, bool sorted, out Tensor inverse, out Tensor counts, int? dim)
    {
        var d = dim is { } given ? _shape.DimOrScalar(given, op) : 0;
        var x = Alias();

        // The slices become the rows of a matrix; single elements become rows of one column.
        var parts = dim is null || NDim == 0 ? x.ReshapeTo(Shape.Create(Numel, 1)) : x.Permute(DimFirst(d));
        var rowCount = parts._shape.Sizes[0];
        var rowLength = parts._shape.OfRow.Numel;
        inverse = Uninitialized<long>(dim is null ? _shape : Shape.Create(rowCount));
        var rows = (_dtype == DType.Bool ? parts.AsBytes() : parts).ExpandContiguous(parts._shape);
        (var firsts, counts) = rows.OnNumbers<GroupAction, (int[], Tensor)>(op, new GroupAction(rowLength, sorted, inverse));
        var distinct = parts.Take(new RowSelection(parts._shape, firsts, Shape.Create(firsts.Length)), "Index");
        if (dim is null || NDim == 0) return distinct.ReshapeTo(Shape.Create(firsts.Length));
        var (order, inverseOrder) = (DimFirst(d), new int[NDim]);
        for (var i = 0; i < inverseOrder.Length; i++) inverseOrder[order[i]] = i;
        return distinct.Permute(inverseOrder).Contiguous();
    }

    /// <summary>The data in row-major order; booleans as bytes.</summary>
    private Tensor RowMajorNumbers() => (_dtype == DType.Bool ? AsBytes() : this).ExpandContiguous(_shape);

    /// <summary>The order of dimensions that moves one of them to the front.</summary>
    private int[] DimFirst(int dim)
    {
        var order = new int[NDim];
        for (var i = 0; i < order.Length; i++) order[i] = i <= dim ? i - 1 : i;
        order[0] = dim;
        return order;
    }

    /// <summary>The first row of each group of equal rows, and the sizes of the groups.</summary>
    private readonly struct GroupAction(int rowLength, bool sorted, Tensor inverse) : INumberAction<(int[] Firsts, Tensor Counts)>
    {
        public (int[] Firsts, Tensor Counts) Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var order = new int[inverse.Numel];
            using var xData = x.Read();
            if (sorted) Distinct.SortRows(xData.Span<T>(), rowLength, order);
            else
                for (var k = 0; k < order.Length; k++) order[k] = k;
            var firsts = new int[order.Length];
            var counts = new long[order.Length];
            using var inverseData = inverse.Write();
            var groups = Distinct.Group(xData.Span<T>(), rowLength, order, inverseData.Span<long>(), firsts, counts);
            return (firsts[..groups], From(counts.AsSpan(0, groups)));
        }
    }

    /// <summary>
    /// The distinct values of integers that are few or within a narrow range; null for other tensors.
    /// </summary>
    private readonly struct UniqueAction : INumberAction<Tensor?>
    {
        /// <summary>Up to this many numbers a comparison sort is fastest.</summary>
        private const int Few = 600;

        public Tensor? Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            if (x._dtype.IsFloatingPoint()) return null;
            if (x.Numel <= Few) return UniqueOfFew<T>(x);
            using var xData = x.Read();
            if (!ValueRange.TryCreate<T>(xData.Span<T>(), x.Numel, out var range)) return null;
            var rented = ArrayPool<bool>.Shared.Rent(range.Length);
            var marks = rented.AsSpan(0, range.Length);
            var result = Uninitialized<T>(Shape.Create(Distinct.Mark(xData.Span<T>(), range, marks)));
            using var resultData = result.Write();
            Distinct.WriteMarked(marks, range, resultData.Span<T>());
            ArrayPool<bool>.Shared.Return(rented);
            return result;
        }

        private static Tensor UniqueOfFew<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            Span<T> sorted = stackalloc T[x.Numel];
            using var xData = x.Read();
            xData.Span<T>().CopyTo(sorted);
            sorted.Sort();
            return From<T>(sorted[..Distinct.Compact(sorted)]);
        }
    }

    /// <summary>The same as <see cref="UniqueAction"/>, with the inverse indices and the counts.</summary>
    private readonly struct UniqueCountsAction : INumberAction<(Tensor Values, Tensor Inverse, Tensor Counts)?>
    {
        public (Tensor Values, Tensor Inverse, Tensor Counts)? Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            using var xData = x.Read();
            if (!ValueRange.TryCreate<T>(xData.Span<T>(), x.Numel, out var range)) return null;
            var rented = ArrayPool<int>.Shared.Rent(range.Length);
            var table = rented.AsSpan(0, range.Length);
            var shape = Shape.Create(Distinct.Count(xData.Span<T>(), range, table));
            var (values, inverse, counts) = (Uninitialized<T>(shape), Uninitialized<long>(x._shape), Uninitialized<long>(shape));
            using var valuesData = values.Write();
            using var countsData = counts.Write();
            using var inverseData = inverse.Write();
            Distinct.WriteCounted(xData.Span<T>(), range, table, valuesData.Span<T>(), countsData.Span<long>(), inverseData.Span<long>());
            ArrayPool<int>.Shared.Return(rented);
            return (values, inverse, counts);
        }
    }
}
