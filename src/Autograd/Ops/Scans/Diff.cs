namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The differences of adjacent elements along a dimension, yₖ = xₖ₊₁ − xₖ, taken <paramref name="n"/> times.
    /// </summary>
    /// <param name="n">
    /// The number of times; each makes the dimension shorter by one, until it is empty. 0 gives a copy.
    /// </param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="prepend">A tensor that is concatenated in front first; its other sizes are the tensor's.</param>
    /// <param name="append">A tensor that is concatenated behind first.</param>
    /// <remarks>
    /// For Bool, true where adjacent elements differ. Gradient: the negated differences of g padded with a zero at each
    /// end.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor is 0-dimensional, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or n is negative.</exception>
    public Tensor Diff(int n = 1, int dim = -1, Tensor? prepend = null, Tensor? append = null)
    {
        if (NDim == 0) throw new ArgumentException("Diff: a 0-dimensional tensor has no neighbours; it needs at least one dimension");
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), $"Diff: {n} differences; the number cannot be negative");
        var d = _shape.Dim(dim, "Diff");
        var x = WithEnds(prepend, append, d);
        for (; n > 0 && x._shape.Sizes[d] > 0; n--)
        {
            var size = x._shape.Sizes[d] - 1;
            var (previous, next) = (x.Narrow(d, 0, size), x.Narrow(d, 1, size));
            x = x._dtype == DType.Bool ? next.Ne(previous) : next - previous;
        }

        return ReferenceEquals(x, this) ? Clone() : x;
    }

    private Tensor WithEnds(Tensor? prepend, Tensor? append, int dim)
    {
        if (prepend is null && append is null) return this;
        foreach (var end in (ReadOnlySpan<Tensor?>)[prepend, append])
            if (end is not null && end.NDim != NDim)
                throw new ArgumentException($"Diff: shape {end._shape} to be joined to shape {_shape}; it needs {NDim} dimensions");
        return prepend is null ? CatOf("Diff", [this, append!], dim)
            : append is null ? CatOf("Diff", [prepend, this], dim)
            : CatOf("Diff", [prepend, this, append], dim);
    }
}
