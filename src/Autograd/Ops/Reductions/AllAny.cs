namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>True if every element is true or nonzero; true for an empty tensor.</summary>
    public Tensor All() => Tracing.IsActive ? All([]) : From(!ContainsBoolean(false));

    /// <summary>True if any element is true or nonzero; false for an empty tensor.</summary>
    public Tensor Any() => Tracing.IsActive ? Any([]) : From(ContainsBoolean(true));

    /// <summary>For each position, true if every element along a dimension is true or nonzero.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor All(int dim, bool keepDim = false) => (~Detached(DType.Bool)).SumOf("All", [dim], keepDim).Eq(0);

    /// <summary>For each position, true if any element along a dimension is true or nonzero.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Any(int dim, bool keepDim = false) => Detached(DType.Bool).SumOf("Any", [dim], keepDim).Ne(0);

    /// <summary>For each position, true if every element over several dimensions is true or nonzero.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor All(ReadOnlySpan<int> dims, bool keepDim = false) => (~Detached(DType.Bool)).SumOf("All", dims, keepDim).Eq(0);

    /// <summary>For each position, true if any element over several dimensions is true or nonzero.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Any(ReadOnlySpan<int> dims, bool keepDim = false) => Detached(DType.Bool).SumOf("Any", dims, keepDim).Ne(0);

    /// <summary>True if any element, converted to Bool, equals the value.</summary>
    private bool ContainsBoolean(bool value)
    {
        Tracing.RefuseToRead("Any", this);
        var mask = Detached(DType.Bool).Contiguous();
        using var maskData = mask.Read();
        return maskData.Span<bool>().Contains(value);
    }
}
