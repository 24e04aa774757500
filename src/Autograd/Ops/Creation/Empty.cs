namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A Float32 tensor with uninitialized elements, which must be written before they are read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor Empty(params ReadOnlySpan<int> shape) => Empty(Shape.Create(shape));

    /// <summary>
    /// A tensor with uninitialized elements, which must be written before they are read. Bool elements are false.
    /// </summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    public static Tensor Empty(Shape shape, DType dtype = DType.Float32, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        // The kernels rely on every bool byte being 0 or 1.
        var result = dtype == DType.Bool ? Zeros(shape, dtype) : Uninitialized(shape, dtype);
        return Leaf(result, requiresGrad);
    }

    /// <summary>
    /// A tensor with the shape and type of another and with uninitialized elements. It has the other's memory order, as
    /// in PyTorch: for a transposed tensor the result is transposed too.
    /// </summary>
    /// <param name="other">The tensor that gives the shape and the memory order.</param>
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
