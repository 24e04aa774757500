namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The integral of samples along a dimension by the trapezoidal rule, Σ (yₖ + yₖ₊₁)·dx / 2. Integers become
    /// Float32.
    /// </summary>
    /// <param name="dx">The distance between samples.</param>
    /// <param name="dim">The dimension, which is dropped; negative counts from the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Trapezoid(double dx = 1, int dim = -1)
    {
        var d = _shape.Dim(dim, "Trapezoid");
        return PairSums(d).Sum(d) * (dx / 2);
    }

    /// <summary>
    /// The integral of samples along a dimension by the trapezoidal rule, Σ (yₖ + yₖ₊₁)·(xₖ₊₁ − xₖ) / 2. Integers
    /// become Float32.
    /// </summary>
    /// <param name="x">
    /// The positions of the samples: a 1-dimensional tensor with one number for each, or one that broadcasts with this
    /// one.
    /// </param>
    /// <param name="dim">The dimension, which is dropped; negative counts from the last.</param>
    /// <exception cref="ArgumentException">The number of positions is not that of the samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Trapezoid(Tensor x, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var d = _shape.Dim(dim, "Trapezoid");
        return Areas("Trapezoid", x, d).Sum(d - NDim);
    }

    /// <summary>
    /// The running integral of samples along a dimension by the trapezoidal rule. The result is one element shorter.
    /// Integers become Float32.
    /// </summary>
    /// <param name="dx">The distance between samples.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CumulativeTrapezoid(double dx = 1, int dim = -1)
    {
        var d = _shape.Dim(dim, "CumulativeTrapezoid");
        return PairSums(d).CumSum(d) * (dx / 2);
    }

    /// <summary>
    /// The running integral of samples along a dimension by the trapezoidal rule. The result is one element shorter.
    /// Integers become Float32.
    /// </summary>
    /// <param name="x">
    /// The positions of the samples: a 1-dimensional tensor with one number for each, or one that broadcasts with this
    /// one.
    /// </param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <exception cref="ArgumentException">The number of positions is not that of the samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CumulativeTrapezoid(Tensor x, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var d = _shape.Dim(dim, "CumulativeTrapezoid");
        return Areas("CumulativeTrapezoid", x, d).CumSum(d - NDim);
    }

    /// <summary>The sum of each element and the next.</summary>
    private Tensor PairSums(int dim)
    {
        var size = Math.Max(_shape.Sizes[dim] - 1, 0);
        var y = Floating();
        return size == 0 ? y.Narrow(dim, 0, 0) : y.Narrow(dim, 0, size) + y.Narrow(dim, 1, size);
    }

    /// <summary>
    /// The areas between adjacent samples. The result may have more dimensions in front, so callers count the dimension
    /// from the end.
    /// </summary>
    private Tensor Areas(string op, Tensor x, int dim)
    {
        var size = _shape.Sizes[dim];
        if (x.NDim == 1)
        {
            if (x.Numel != size)
                throw new ArgumentException($"{op}: {x.Numel} positions for {size} samples along dimension {dim} of shape {_shape}; each needs one");
            Span<int> sizes = stackalloc int[NDim - dim];
            sizes.Fill(1);
            sizes[0] = size;
            x = x.ReshapeTo(Shape.Create(sizes));
        }

        var at = dim - NDim + x.NDim;
        if (at < 0 || x._shape.Sizes[at] != size)
            throw new ArgumentException($"{op}: positions of shape {x._shape} for samples of shape {_shape}; they do not meet in dimension {dim}");
        return PairSums(dim) * x.Diff(1, at) / 2;
    }
}
