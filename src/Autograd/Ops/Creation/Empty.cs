namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A tensor, Float32, whose elements are whatever its memory held: to be written before they are read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor Empty(params ReadOnlySpan<int> shape) => Empty(Shape.Create(shape));

    /// <summary>A tensor whose elements are whatever its memory held: to be written before they are read. Bool elements are false.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    public static Tensor Empty(Shape shape, DType dtype = DType.Float32, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        // A bool that is neither 0 nor 1 in memory would be neither true nor false to the kernels.
        var result = dtype == DType.Bool ? Zeros(shape, dtype) : Uninitialized(shape, dtype);
        return Leaf(result, requiresGrad);
    }

    /// <summary>
    /// A tensor with the shape and type of another whose elements are whatever its memory held. Its dimensions lie in memory in the
    /// other's order, as in PyTorch: that of a transposed tensor is transposed.
    /// </summary>
    /// <param name="other">Whose shape and order to take.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    public static Tensor EmptyLike(Tensor other, DType? dtype = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        var type = dtype ?? other._dtype;
        if (other.IsContiguous || other.HasOverlap) return Empty(other._shape, type, requiresGrad);
        Span<int> order = stackalloc int[other.NDim];
        other.TryMemoryOrder(order);
        var memory = Empty(other._shape.Permuted(order), type);
        var strides = new int[order.Length];
        for (var i = 0; i < strides.Length; i++) strides[order[i]] = memory._strides[i];
        return Leaf(memory.AliasWith(other._shape, strides, memory._offset), requiresGrad);
    }
}
