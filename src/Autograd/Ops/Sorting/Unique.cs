using System.Buffers;
using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The different elements in order, in one dimension; or the different parts along a dimension. Not differentiable.</summary>
    /// <param name="dim">
    /// The dimension whose parts are compared, and sorted by their first elements, then by the second, and so on; none for single elements.
    /// </param>
    /// <remarks>NaN is greater than everything and equals nothing, not even another NaN.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Unique(int? dim = null)
    {
        if (dim is not null) return Unique(out _, out _, dim);

        // Sorted numbers lie in order, where those that are named by an order are fetched from all over the memory.
        return WholeNumbers().OnNumbers<DifferentAction, Tensor?>("Unique", default)?.To(_dtype)
            ?? Alias().Flatten().Sort().Values.UniqueConsecutive();
    }

    /// <summary>The different elements in order, in one dimension; or the different parts along a dimension.</summary>
    /// <param name="inverse">Which of the results each element is, in the tensor's shape; or each part, in one dimension. Int64.</param>
    /// <param name="counts">How often each of the results occurs; Int64.</param>
    /// <param name="dim">The dimension whose parts are compared; none for single elements.</param>
    /// <remarks>NaN is greater than everything and equals nothing, not even another NaN.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Unique(out Tensor inverse, out Tensor counts, int? dim = null)
    {
        if (dim is null && WholeNumbers().OnNumbers<NumberAction, (Tensor, Tensor, Tensor)?>("Unique", default) is { } counted)
        {
            (var values, inverse, counts) = counted;
            return values.To(_dtype);
        }

        return Groups("Unique", true, out inverse, out counts, dim);
    }

    /// <summary>The elements in row-major order, in one dimension, or the parts along a dimension, without those that equal the one before.</summary>
    /// <param name="dim">The dimension whose parts are compared; none for single elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor UniqueConsecutive(int? dim = null) => UniqueConsecutive(out _, out _, dim);

    /// <summary>The elements in row-major order, in one dimension, or the parts along a dimension, without those that equal the one before.</summary>
    /// <param name="inverse">Which of the results each element is, in the tensor's shape; or each part, in one dimension. Int64.</param>
    /// <param name="counts">How many equal ones each of the results stands for; Int64.</param>
    /// <param name="dim">The dimension whose parts are compared; none for single elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor UniqueConsecutive(out Tensor inverse, out Tensor counts, int? dim = null) =>
        Groups("UniqueConsecutive", false, out inverse, out counts, dim);

    private Tensor Groups(string op, bool sorted, out Tensor inverse, out Tensor counts, int? dim)
    {
        var d = dim is { } given ? _shape.DimOrScalar(given, op) : 0;
        var x = Alias();

        // The parts become the rows of a matrix, single elements rows of one.
        var parts = dim is null || NDim == 0 ? x.ReshapeTo(Shape.Create(Numel, 1)) : x.Permute(DimFirst(d));
        var height = parts._shape.Sizes[0];
        var width = parts._shape.OfRow.Numel;
        inverse = Uninitialized<long>(dim is null ? _shape : Shape.Create(height));
        var rows = (_dtype == DType.Bool ? parts.AsBytes() : parts).ExpandContiguous(parts._shape);
        (var firsts, counts) = rows.OnNumbers<GroupAction, (int[], Tensor)>(op, new GroupAction(width, sorted, inverse));
        var chosen = parts.Take(new RowSelection(parts._shape, firsts, Shape.Create(firsts.Length)), "Index");
        if (dim is null || NDim == 0) return chosen.ReshapeTo(Shape.Create(firsts.Length));
        var (order, back) = (DimFirst(d), new int[NDim]);
        for (var i = 0; i < back.Length; i++) back[order[i]] = i;
        return chosen.Permute(back).Contiguous();
    }

    /// <summary>The data in row-major order; booleans as numbers.</summary>
    private Tensor WholeNumbers() => (_dtype == DType.Bool ? AsBytes() : this).ExpandContiguous(_shape);

    /// <summary>The order of the dimensions with one of them in front of the others.</summary>
    private int[] DimFirst(int dim)
    {
        var order = new int[NDim];
        for (var i = 0; i < order.Length; i++) order[i] = i <= dim ? i - 1 : i;
        order[0] = dim;
        return order;
    }

    /// <summary>The first row of each group of equal rows, and the sizes of the groups.</summary>
    private readonly struct GroupAction(int width, bool sorted, Tensor inverse) : INumberAction<(int[] Firsts, Tensor Counts)>
    {
        public (int[] Firsts, Tensor Counts) Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var order = new int[inverse.Numel];
            using var xData = x.Read();
            if (sorted) Distinct.SortRows(xData.Span<T>(), width, order);
            else
                for (var k = 0; k < order.Length; k++) order[k] = k;
            var firsts = new int[order.Length];
            var counts = new long[order.Length];
            using var inverseData = inverse.Write();
            var groups = Distinct.Group(xData.Span<T>(), width, order, inverseData.Span<long>(), firsts, counts);
            return (firsts[..groups], From(counts.AsSpan(0, groups)));
        }
    }

    /// <summary>The different ones of integers that are few or close together; null for others.</summary>
    private readonly struct DifferentAction : INumberAction<Tensor?>
    {
        /// <summary>So many numbers are sorted at once by comparing.</summary>
        private const int Few = 600;

        public Tensor? Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            if (x._dtype.IsFloatingPoint()) return null;
            if (x.Numel <= Few) return OfFew<T>(x);
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

        private static Tensor OfFew<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            Span<T> sorted = stackalloc T[x.Numel];
            using var xData = x.Read();
            xData.Span<T>().CopyTo(sorted);
            sorted.Sort();
            return From<T>(sorted[..Distinct.Compact(sorted)]);
        }
    }

    /// <summary>As <see cref="DifferentAction"/>, with which of them each number is and how often each occurs.</summary>
    private readonly struct NumberAction : INumberAction<(Tensor Values, Tensor Inverse, Tensor Counts)?>
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
