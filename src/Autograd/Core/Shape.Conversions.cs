namespace Autograd;

public sealed partial class Shape
{
    /// <summary>The shape of a vector of this size: <c>Tensor.Zeros(3, DType.Int64)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static implicit operator Shape(int size) => Converted(size);

    /// <summary>A shape with these sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, or the elements are more than an array can hold.
    /// </exception>
    public static implicit operator Shape(int[] sizes) => Converted(NotNull(sizes));

    /// <inheritdoc cref="op_Implicit(int[])"/>
    public static implicit operator Shape((int, int) sizes) => Converted(sizes.Item1, sizes.Item2);

    /// <inheritdoc cref="op_Implicit(int[])"/>
    public static implicit operator Shape((int, int, int) sizes) => Converted(sizes.Item1, sizes.Item2, sizes.Item3);

    /// <inheritdoc cref="op_Implicit(int[])"/>
    public static implicit operator Shape((int, int, int, int) sizes) => Converted(sizes.Item1, sizes.Item2, sizes.Item3, sizes.Item4);

    /// <inheritdoc cref="op_Implicit(int[])"/>
    public static implicit operator Shape((int, int, int, int, int) sizes) => Converted(sizes.Item1, sizes.Item2, sizes.Item3, sizes.Item4, sizes.Item5);

    /// <inheritdoc cref="op_Implicit(int[])"/>
    public static implicit operator Shape((int, int, int, int, int, int) sizes) => Converted(sizes.Item1, sizes.Item2, sizes.Item3, sizes.Item4, sizes.Item5, sizes.Item6);

    /// <summary>The sizes, for a method that takes them as a span: <c>x.Reshape(y.Shape)</c>.</summary>
    public static implicit operator ReadOnlySpan<int>(Shape shape) => NotNull(shape)._sizes;

    /// <summary>True if the two have the same sizes.</summary>
    public static bool operator ==(Shape? a, Shape? b) => a is null ? b is null : a.Equals(b);

    /// <summary>True if the two have different sizes.</summary>
    public static bool operator !=(Shape? a, Shape? b) => !(a == b);

    /// <summary>
    /// Deconstructs a shape of two to six dimensions into its sizes: <c>var (rows, columns) = x.Shape;</c>
    /// </summary>
    /// <exception cref="InvalidOperationException">The shape has another number of dimensions.</exception>
    public void Deconstruct(out int dim0, out int dim1)
    {
        CheckCount(2);
        (dim0, dim1) = (_sizes[0], _sizes[1]);
    }

    /// <inheritdoc cref="Deconstruct(out int, out int)"/>
    public void Deconstruct(out int dim0, out int dim1, out int dim2)
    {
        CheckCount(3);
        (dim0, dim1, dim2) = (_sizes[0], _sizes[1], _sizes[2]);
    }

    /// <inheritdoc cref="Deconstruct(out int, out int)"/>
    public void Deconstruct(out int dim0, out int dim1, out int dim2, out int dim3)
    {
        CheckCount(4);
        (dim0, dim1, dim2, dim3) = (_sizes[0], _sizes[1], _sizes[2], _sizes[3]);
    }

    /// <inheritdoc cref="Deconstruct(out int, out int)"/>
    public void Deconstruct(out int dim0, out int dim1, out int dim2, out int dim3, out int dim4)
    {
        CheckCount(5);
        (dim0, dim1, dim2, dim3, dim4) = (_sizes[0], _sizes[1], _sizes[2], _sizes[3], _sizes[4]);
    }

    /// <inheritdoc cref="Deconstruct(out int, out int)"/>
    public void Deconstruct(out int dim0, out int dim1, out int dim2, out int dim3, out int dim4, out int dim5)
    {
        CheckCount(6);
        (dim0, dim1, dim2, dim3, dim4, dim5) = (_sizes[0], _sizes[1], _sizes[2], _sizes[3], _sizes[4], _sizes[5]);
    }

    /// <summary>
    /// Makes the shape of numbers that were given as an argument. Its name is not known here, so the message says which
    /// arguments are shapes.
    /// </summary>
    private static Shape Converted(params ReadOnlySpan<int> sizes)
    {
        foreach (var size in sizes)
            if (size < 0)
                throw new ArgumentOutOfRangeException(
                    null, $"Shape: a size, stride, dilation or such is negative: {Format(sizes)}; each number must be 0 or more");
        return Create(sizes);
    }

    private void CheckCount(int count)
    {
        if (Count != count)
            throw new InvalidOperationException(
                $"Deconstruct: shape {this} has {Count} dimensions, and {count} names were given; use as many, or x.Size(dim)");
    }
}
