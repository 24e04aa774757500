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
    public Tensor Unique(int? dim = null) =>

        // Sorted numbers lie in order, where those that are named by an order are fetched from all over the memory.
        dim is null ? Alias().Flatten().Sort().Values.UniqueConsecutive() : Unique(out _, out _, dim);

    /// <summary>The different elements in order, in one dimension; or the different parts along a dimension.</summary>
    /// <param name="inverse">Which of the results each element is, in the tensor's shape; or each part, in one dimension. Int64.</param>
    /// <param name="counts">How often each of the results occurs; Int64.</param>
    /// <param name="dim">The dimension whose parts are compared; none for single elements.</param>
    /// <remarks>NaN is greater than everything and equals nothing, not even another NaN.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Unique(out Tensor inverse, out Tensor counts, int? dim = null) => Groups("unique", true, out inverse, out counts, dim);

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
        Groups("uniqueConsecutive", false, out inverse, out counts, dim);

    private Tensor Groups(string op, bool sorted, out Tensor inverse, out Tensor counts, int? dim)
    {
        var d = dim is { } given ? _shape.DimOrScalar(given, op) : 0;
        var x = Alias();

        // The parts become the rows of a matrix, single elements rows of one.
        var parts = dim is null || NDim == 0 ? x.ReshapeTo(Shape.Create(Numel, 1)) : x.Permute(DimFirst(d));
        var height = parts._shape.Sizes[0];
        var width = parts._shape.OfRow.Numel;
        inverse = Uninitialized<long>(dim is null ? _shape : Shape.Create(height));
        var rows = (_dtype == DType.Bool ? parts.AsBytes() : parts).Filling(parts._shape);
        (var firsts, counts) = rows.OnNumbers<GroupAction, (int[], Tensor)>(op, new GroupAction(width, sorted, inverse));
        var chosen = parts.Take(new RowSelection(parts._shape, firsts, Shape.Create(firsts.Length)), "Index");
        if (dim is null || NDim == 0) return chosen.ReshapeTo(Shape.Create(firsts.Length));
        var (order, back) = (DimFirst(d), new int[NDim]);
        for (var i = 0; i < back.Length; i++) back[order[i]] = i;
        return chosen.Permute(back).Contiguous();
    }

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
            if (sorted) Distinct.SortRows(x.Span<T>(), width, order);
            else
                for (var k = 0; k < order.Length; k++) order[k] = k;
            var firsts = new int[order.Length];
            var counts = new long[order.Length];
            var groups = Distinct.Group(x.Span<T>(), width, order, inverse.Span<long>(), firsts, counts);
            GC.KeepAlive(x);
            return (firsts[..groups], From(counts.AsSpan(0, groups)));
        }
    }
}
