namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>True if every element is true, or other than 0; true of none.</summary>
    public Tensor All() => From(!Has(false));

    /// <summary>True if any element is true, or other than 0; false of none.</summary>
    public Tensor Any() => From(Has(true));

    /// <summary>True if every element over a dimension is true, or other than 0.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True if it stays, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor All(int dim, bool keepDim = false) => (~Detached(DType.Bool)).SumOf("All", [dim], keepDim).Eq(0);

    /// <summary>True if any element over a dimension is true, or other than 0.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True if it stays, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Any(int dim, bool keepDim = false) => Detached(DType.Bool).SumOf("Any", [dim], keepDim).Ne(0);

    /// <summary>True if every element over several dimensions is true, or other than 0.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True if they stay, with size 1.</param>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor All(ReadOnlySpan<int> dims, bool keepDim = false) => (~Detached(DType.Bool)).SumOf("All", dims, keepDim).Eq(0);

    /// <summary>True if any element over several dimensions is true, or other than 0.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True if they stay, with size 1.</param>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Any(ReadOnlySpan<int> dims, bool keepDim = false) => Detached(DType.Bool).SumOf("Any", dims, keepDim).Ne(0);

    private bool Has(bool value)
    {
        var truths = Detached(DType.Bool).Contiguous();
        using var truthsData = truths.Read();
        return truthsData.Span<bool>().Contains(value);
    }
}
