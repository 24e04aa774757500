using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A tensor on the memory of an array, without a copy; <c>torch.frombuffer</c>.</summary>
    /// <remarks>
    /// The array and the tensor are one: what is written to either is seen in the other. The array stays the caller's,
    /// and its memory is never reused for other tensors. Writes to the array are not recorded and not counted: between
    /// an operation and its backward pass they would change what the gradient is computed from.
    /// </remarks>
    /// <typeparam name="T">One of bool, byte, sbyte, short, int, long, float and double.</typeparam>
    /// <param name="buffer">The elements, in row-major order.</param>
    /// <param name="shape">The sizes; one dimension by default.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">
    /// The elements do not fill the shape, or <typeparamref name="T"/> is no element type of tensors.
    /// </exception>
    public static Tensor FromBuffer<T>(T[] buffer, Shape? shape = null, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return FromBuffer(new ArraySegment<T>(buffer), shape, requiresGrad);
    }

    /// <summary>A tensor on a part of an array, without a copy; see <see cref="FromBuffer{T}(T[], Shape?, bool)"/>.</summary>
    /// <typeparam name="T">One of bool, byte, sbyte, short, int, long, float and double.</typeparam>
    /// <param name="buffer">The elements, in row-major order: an array's memory, or a slice of it.</param>
    /// <param name="shape">The sizes; one dimension by default.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">
    /// The memory is not an array's, the elements do not fill the shape, or <typeparamref name="T"/> is no element type
    /// of tensors.
    /// </exception>
    public static Tensor FromBuffer<T>(Memory<T> buffer, Shape? shape = null, bool requiresGrad = false) where T : unmanaged =>
        MemoryMarshal.TryGetArray<T>(buffer, out var segment)
            ? FromBuffer(segment, shape, requiresGrad)
            : throw new ArgumentException("FromBuffer: this memory is not an array's; copy it with From(buffer.Span)", nameof(buffer));

    /// <summary>A tensor of the elements of a tensor of <c>System.Numerics.Tensors</c>, copied, of its sizes.</summary>
    /// <param name="values">The elements, in any layout.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">
    /// <typeparamref name="T"/> is not one of bool, byte, sbyte, short, int, long, float and double.
    /// </exception>
    public static Tensor From<T>(Tensor<T> values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        From(NotNull(values).AsReadOnlyTensorSpan(), dtype, requiresGrad);

    /// <inheritdoc cref="From{T}(Tensor{T}, DType?, bool)"/>
    public static Tensor From<T>(in TensorSpan<T> values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        From(values.AsReadOnlyTensorSpan(), dtype, requiresGrad);

    /// <inheritdoc cref="From{T}(Tensor{T}, DType?, bool)"/>
    public static Tensor From<T>(in ReadOnlyTensorSpan<T> values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged
    {
        Shape.CheckRank("From", values.Rank);
        Span<long> sizes = stackalloc long[values.Rank];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = values.Lengths[d];
        var result = Uninitialized<T>(Shape.ForResult("From", sizes));
        using var resultData = result.Write();
        values.FlattenTo(resultData.Span<T>());
        return Leaf(result.To(dtype ?? result._dtype), requiresGrad);
    }

    private static Tensor FromBuffer<T>(ArraySegment<T> buffer, Shape? shape, bool requiresGrad) where T : unmanaged
    {
        shape ??= Shape.Create(buffer.Count);
        if (shape.Numel != buffer.Count)
            throw new ArgumentException(
                $"FromBuffer: {buffer.Count} elements do not fill shape {shape}, which has {shape.Numel}; they must be as many", nameof(shape));
        var storage = new TensorStorage(buffer.Array ?? []);
        var result = new Tensor(storage, shape, shape.ContiguousStrides, buffer.Offset, DTypes.Of<T>()) { _isInference = GradMode.IsInferenceMode };
        return Leaf(result, requiresGrad);
    }
}
