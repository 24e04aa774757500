namespace Autograd.Distributions;

/// <summary>Arithmetic on shapes of batches and events.</summary>
internal static class Shapes
{
    /// <summary>The sizes of one shape after those of another.</summary>
    public static Shape Join(Shape a, Shape b) => a.Count == 0 ? b : b.Count == 0 ? a : Shape.Create([.. a.Sizes, .. b.Sizes]);

    /// <inheritdoc cref="Join(Shape, Shape)"/>
    public static Shape Join(Shape a, Shape b, Shape c) => Join(Join(a, b), c);

    /// <summary>The shape without its last sizes.</summary>
    public static Shape WithoutLast(Shape shape, int count) => Shape.Create(shape.Sizes[..^count]);

    /// <summary>The last sizes of the shape.</summary>
    public static Shape Last(Shape shape, int count) => Shape.Create(shape.Sizes[^count..]);

    /// <summary>The sum over the last dimensions.</summary>
    public static Tensor SumRightmost(Tensor value, int count)
    {
        if (count <= 0) return value;
        Span<int> dims = stackalloc int[count];
        for (var d = 0; d < count; d++) dims[d] = d - count;
        return value.Sum(dims);
    }
}
