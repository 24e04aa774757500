namespace Autograd;

/// <summary>Deconstructs lists of tensors: <c>var (q, k, v) = x.Chunk(3, dim: -1);</c></summary>
public static class TensorListExtensions
{
    /// <summary>
    /// Deconstructs a list into its tensors, such as the result of <see cref="Tensor.Split(int, int)"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The list has another number of tensors.</exception>
    public static void Deconstruct(
        this IReadOnlyList<Tensor> tensors, out Tensor t0, out Tensor t1)
    {
        Check(tensors, 2);
        (t0, t1) = (tensors[0], tensors[1]);
    }

    /// <inheritdoc cref="Deconstruct(IReadOnlyList{Tensor}, out Tensor, out Tensor)"/>
    public static void Deconstruct(
        this IReadOnlyList<Tensor> tensors, out Tensor t0, out Tensor t1, out Tensor t2)
    {
        Check(tensors, 3);
        (t0, t1, t2) = (tensors[0], tensors[1], tensors[2]);
    }

    /// <inheritdoc cref="Deconstruct(IReadOnlyList{Tensor}, out Tensor, out Tensor)"/>
    public static void Deconstruct(
        this IReadOnlyList<Tensor> tensors, out Tensor t0, out Tensor t1, out Tensor t2, out Tensor t3)
    {
        Check(tensors, 4);
        (t0, t1, t2, t3) = (tensors[0], tensors[1], tensors[2], tensors[3]);
    }

    /// <inheritdoc cref="Deconstruct(IReadOnlyList{Tensor}, out Tensor, out Tensor)"/>
    public static void Deconstruct(
        this IReadOnlyList<Tensor> tensors, out Tensor t0, out Tensor t1, out Tensor t2, out Tensor t3, out Tensor t4)
    {
        Check(tensors, 5);
        (t0, t1, t2, t3, t4) = (tensors[0], tensors[1], tensors[2], tensors[3], tensors[4]);
    }

    /// <inheritdoc cref="Deconstruct(IReadOnlyList{Tensor}, out Tensor, out Tensor)"/>
    public static void Deconstruct(
        this IReadOnlyList<Tensor> tensors, out Tensor t0, out Tensor t1, out Tensor t2, out Tensor t3, out Tensor t4, out Tensor t5)
    {
        Check(tensors, 6);
        (t0, t1, t2, t3, t4, t5) = (tensors[0], tensors[1], tensors[2], tensors[3], tensors[4], tensors[5]);
    }

    private static void Check(IReadOnlyList<Tensor> tensors, int count)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Count != count)
            throw new InvalidOperationException(
                $"Deconstruct: {tensors.Count} tensors, and {count} names were given; use as many, or an index");
    }
}
