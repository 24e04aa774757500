namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Adds a last dimension that holds 1 at the index that the element names, and 0 elsewhere; Int64, as in PyTorch.
    /// </summary>
    /// <param name="numClasses">The size of the new dimension; by default one more than the largest element.</param>
    /// <exception cref="ArgumentException">
    /// The tensor is not of an integer type, or it is empty and the number of classes is not given.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An element is negative or not less than the number of classes.
    /// </exception>
    public Tensor OneHot(int numClasses = -1)
    {
        CheckIsIndex("OneHot", this);
        if (numClasses == -1) Tracing.RefuseToRead("OneHot", this);
        var indices = Long().Contiguous();
        using var indicesData = indices.Read();
        var values = indicesData.Span<long>();
        if (numClasses < -1 || (numClasses <= 0 && values.IsEmpty))
            throw new ArgumentException($"OneHot: {numClasses} classes for shape {_shape}; pass a positive number");
        long max = -1;
        foreach (var value in values)
        {
            if (value < 0 || (numClasses != -1 && value >= numClasses))
                throw new ArgumentOutOfRangeException(
                    null, $"OneHot: class {value} is out of range for {(numClasses == -1 ? "any number of" : numClasses)} classes");
            max = Math.Max(max, value);
        }

        Span<long> sizes = stackalloc long[NDim + 1];
        for (var d = 0; d < NDim; d++) sizes[d] = _shape.Sizes[d];
        sizes[^1] = numClasses == -1 ? Math.Min(max, long.MaxValue - 1) + 1 : numClasses;
        var shape = Shape.ForResult("OneHot", sizes);
        var classes = shape.Sizes[^1];
        var result = Zeros(shape, DType.Int64);
        using var resultData = result.Write();
        var ones = resultData.Span<long>();
        for (var i = 0; i < values.Length; i++) ones[i * classes + (int)values[i]] = 1;
        return Tracing.IsActive ? Tracing.Record(result, "OneHot", [this], ("classes", classes)) : result;
    }
}
