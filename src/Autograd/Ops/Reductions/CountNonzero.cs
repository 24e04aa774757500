namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The number of elements other than 0, as Int64; NaN counts.</summary>
    public Tensor CountNonzero() => Detached(DType.Bool).Sum();

    /// <summary>The numbers of elements other than 0 over one dimension, as Int64; NaN counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CountNonzero(int dim) => Detached(DType.Bool).SumOf("CountNonzero", [dim]);

    /// <summary>The numbers of elements other than 0 over several dimensions, as Int64; NaN counts.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CountNonzero(ReadOnlySpan<int> dims) => Detached(DType.Bool).SumOf("CountNonzero", dims);
}
