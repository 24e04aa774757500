namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The number of nonzero elements, Int64. NaN counts as nonzero.</summary>
    public Tensor CountNonzero() => Detached(DType.Bool).Sum();

    /// <summary>The numbers of nonzero elements over one dimension, Int64. NaN counts as nonzero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CountNonzero(int dim) => Detached(DType.Bool).SumOf("CountNonzero", [dim]);

    /// <summary>The numbers of nonzero elements over several dimensions, Int64. NaN counts as nonzero.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CountNonzero(ReadOnlySpan<int> dims) => Detached(DType.Bool).SumOf("CountNonzero", dims);
}
