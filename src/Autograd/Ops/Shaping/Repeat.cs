namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Repeats the tensor along each dimension: <c>x.Repeat(2, 3)</c> contains it twice along the first dimension and
    /// three times along the second.
    /// </summary>
    /// <param name="repeats">
    /// The number of copies for each dimension; with more numbers than dimensions, new dimensions are added in front.
    /// </param>
    /// <remarks>Gradient: g, summed over the copies.</remarks>
    /// <exception cref="ArgumentException">There are fewer repeats than dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A repeat is negative.</exception>
    public Tensor Repeat(params ReadOnlySpan<int> repeats) => RepeatOf("Repeat", repeats);

    private Tensor RepeatOf(string op, ReadOnlySpan<int> repeats)
    {
        Shape.CheckRank(op, repeats.Length);
        var lead = repeats.Length - NDim;
        if (lead < 0)
            throw new ArgumentException(
                $"{op}: {repeats.Length} repeats for shape {_shape}; name one for each of its {NDim} dimensions");

        // A repeated dimension of several elements becomes (repeat, size), the first of which is expanded. Other
        // dimensions stay one, so that the rank of the intermediate shape is as small as possible.
        var split = new List<int>(2 * repeats.Length);
        var stretched = new List<int>(2 * repeats.Length);
        var sizes = new long[repeats.Length];
        for (var d = 0; d < sizes.Length; d++)
        {
            var size = d < lead ? 1 : _shape.Sizes[d - lead];
            if (repeats[d] < 0)
                throw new ArgumentOutOfRangeException(
                    nameof(repeats), $"{op}: a negative repeat in {Shape.Format(repeats)}; each must be 0 or more");
            if (size != 1 && repeats[d] != 1)
            {
                split.Add(1);
                stretched.Add(repeats[d]);
            }

            split.Add(size);
            stretched.Add(size == 1 ? repeats[d] : size);
            sizes[d] = (long)repeats[d] * size;
        }

        var shape = Shape.ForResult(op, sizes);

        var result = ReshapeTo(Shape.Create([.. split])).ExpandTo(Shape.Create([.. stretched])).ReshapeTo(shape);
        return result.SharesStorage(this) ? result.Clone() : result;
    }

    /// <summary>Repeats each element of a dimension several times in a row; NumPy's <c>repeat</c>.</summary>
    /// <param name="repeats">The number of copies of each element.</param>
    /// <param name="dim">The dimension; by default the tensor is flattened first.</param>
    /// <remarks>Gradient: g, summed over the copies.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or there is no such dimension.</exception>
    public Tensor RepeatInterleave(int repeats, int? dim = null)
    {
        if (dim is null) return Flatten().RepeatInterleave(repeats, 0);
        if (repeats < 0)
            throw new ArgumentOutOfRangeException(
                nameof(repeats), $"RepeatInterleave: {repeats} repeats; there must be none or more");
        var d = _shape.Dim(dim.Value, "RepeatInterleave");
        var before = _shape.Sizes[..d];
        var size = _shape.Sizes[d];
        var after = _shape.Sizes[(d + 1)..];
        var shape = ResizedTo("RepeatInterleave", d, (long)size * repeats);
        var (outer, inner) = (1, 1);
        foreach (var length in before) outer *= length;
        foreach (var length in after) inner *= length;
        var result = ReshapeTo(Shape.Create(outer, size, 1, inner))
            .ExpandTo(Shape.Create(outer, size, repeats, inner))
            .ReshapeTo(shape);
        return result.SharesStorage(this) ? result.Clone() : result;
    }

    /// <summary>Returns the shape with another size of one dimension.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more elements than an array can hold.</exception>
    private Shape ResizedTo(string op, int dim, long size)
    {
        Span<long> sizes = stackalloc long[NDim];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = d == dim ? size : _shape.Sizes[d];
        return Shape.ForResult(op, sizes);
    }

    /// <summary>Repeats each element of a dimension by its own number.</summary>
    /// <param name="repeats">The number of copies for each index of the dimension, or one number for all.</param>
    /// <param name="dim">The dimension; by default the tensor is flattened first.</param>
    /// <remarks>Gradient: g, summed over the copies.</remarks>
    /// <exception cref="ArgumentException">There is not one number for each index of the dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there is no such dimension.</exception>
    public Tensor RepeatInterleave(ReadOnlySpan<int> repeats, int? dim = null)
    {
        if (repeats.Length == 1) return RepeatInterleave(repeats[0], dim);
        if (dim is null) return Flatten().RepeatInterleave(repeats, 0);
        var d = _shape.Dim(dim.Value, "RepeatInterleave");
        if (repeats.Length != _shape.Sizes[d])
            throw new ArgumentException(
                $"RepeatInterleave: {repeats.Length} repeats for dimension {d} with size {_shape.Sizes[d]}; name one for each index");
        var total = 0L;
        for (var i = 0; i < repeats.Length; i++)
        {
            if (repeats[i] < 0)
                throw new ArgumentOutOfRangeException(
                    nameof(repeats), $"RepeatInterleave: a negative repeat in {Shape.Format(repeats)}; each must be 0 or more");
            total += repeats[i];
        }

        ResizedTo("RepeatInterleave", d, total);
        var indices = new int[total];
        var at = 0;
        for (var i = 0; i < repeats.Length; at += repeats[i++]) indices.AsSpan(at, repeats[i]).Fill(i);
        return Take(IndexSelection.OfDim(_shape, d, indices, Shape.Create(indices.Length)), "RepeatInterleave");
    }
}
