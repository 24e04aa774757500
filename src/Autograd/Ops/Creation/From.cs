using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// A 0-dimensional tensor: Int64 for an integer, Float32 for a floating-point number, Bool for a boolean.
    /// </summary>
    /// <param name="value">
    /// The number. A <c>double</c> counts as a Python float: it is rounded to Float32 unless a type is given.
    /// </param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number does not fit into an integer type.</exception>
    [OverloadResolutionPriority(2)]
    public static Tensor From(Scalar value, DType? dtype = null, bool requiresGrad = false) => Full(Shape.Scalar, value, dtype, requiresGrad);

    /// <summary>
    /// A tensor of a collection expression, nested to any depth: <c>Tensor.From([[1, 2], [3, 4.5]])</c>;
    /// <c>torch.tensor</c>.
    /// </summary>
    /// <param name="values">
    /// The numbers. A collection expression has the types of Python's literals: Float32 if one number is floating,
    /// Int64 if all are integers, Bool if all are booleans. An array, a span, a list or a sequence keeps the type of
    /// its elements instead: <c>double[]</c> gives Float64.
    /// </param>
    /// <param name="dtype">
    /// Another type; each number is converted to it directly, so 0.1 keeps full precision in Float64.
    /// </param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">Lists at the same level differ in length or depth.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number does not fit into an integer type.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor From(TensorLiteral values, DType? dtype = null, bool requiresGrad = false)
    {
        if (dtype is { } type && type.IsReducedFloatingPoint()) return Leaf(From(values, DType.Float32).To(type), requiresGrad);
        var shape = values.Shape;
        var numbers = new Scalar[shape.Numel];
        values.Flatten(numbers, shape.Sizes);
        var result = Uninitialized(shape, dtype ?? values.DefaultDType);
        foreach (var number in numbers) number.CheckFits(result._dtype, "From", nameof(values));
        if (result._dtype == DType.Bool)
            for (var i = 0; i < numbers.Length; i++) numbers[i] = numbers[i].ToDouble() != 0;
        var target = result._dtype == DType.Bool ? result.AsBytes() : result;
        return Leaf(target.OnNumbers<WriteNumbers, Tensor>("From", new WriteNumbers(numbers, result)), requiresGrad);
    }

    /// <summary>
    /// A tensor of a collection expression in row-major order: <c>Tensor.From([1, 2, 3, 4], (2, 2))</c>.
    /// </summary>
    /// <param name="values">The numbers; for their type see <see cref="From(TensorLiteral, DType?, bool)"/>.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The numbers do not fill the shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number does not fit into an integer type.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor From(TensorLiteral values, Shape shape, DType? dtype = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        CheckFills(values.Shape.Numel, shape);
        return Leaf(From(values, dtype).ReshapeTo(shape), requiresGrad);
    }

    /// <summary>
    /// A tensor of these numbers, copied, of their .NET type: <c>double[]</c> gives Float64, <c>int[]</c> Int32.
    /// </summary>
    /// <param name="values">The elements.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">
    /// <typeparamref name="T"/> is the element type of no tensor.
    /// </exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        From(values, Shape.Create(values.Length), dtype, requiresGrad);

    /// <summary>A tensor of these numbers, copied, of their .NET type.</summary>
    /// <param name="values">The elements, in row-major order.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">
    /// The elements do not fill the shape, or <typeparamref name="T"/> is not one of bool, byte, sbyte, short, int,
    /// long, float and double.
    /// </exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape, DType? dtype = null, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        CheckFills(values.Length, shape);
        var result = Uninitialized<T>(shape);
        using var resultData = result.Write();
        values.CopyTo(resultData.Span<T>());
        return Leaf(result.To(dtype ?? result._dtype), requiresGrad);
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, DType?, bool)"/>
    public static Tensor From<T>(T[] values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        From((ReadOnlySpan<T>)NotNull(values), dtype, requiresGrad);

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape, DType?, bool)"/>
    public static Tensor From<T>(T[] values, Shape shape, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        From((ReadOnlySpan<T>)NotNull(values), shape, dtype, requiresGrad);

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, DType?, bool)"/>
    public static Tensor From<T>(IEnumerable<T> values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        From((ReadOnlySpan<T>)NotNull(values).ToArray(), dtype, requiresGrad);

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape, DType?, bool)"/>
    public static Tensor From<T>(IEnumerable<T> values, Shape shape, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        From((ReadOnlySpan<T>)NotNull(values).ToArray(), shape, dtype, requiresGrad);

    /// <summary>A matrix of rows, copied: a jagged array, a list of arrays, a sequence of sequences.</summary>
    /// <param name="rows">The rows; their numbers keep their .NET type.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Tensor From<T>(IEnumerable<IEnumerable<T>> rows, DType? dtype = null, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var count = 0;
        var width = 0;
        var values = new List<T>();
        foreach (var row in rows)
        {
            if (row is null) throw new ArgumentException($"From: row {count} is null; pass an empty one", nameof(rows));
            var start = values.Count;
            values.AddRange(row);
            var length = values.Count - start;
            if (count++ == 0) width = length;
            if (length != width)
                throw new ArgumentException(
                    $"From: row {count - 1} has {length} elements where row 0 has {width}; all must have the same", nameof(rows));
        }

        return From((ReadOnlySpan<T>)CollectionsMarshal.AsSpan(values), Shape.Create(count, width), dtype, requiresGrad);
    }

    /// <summary>A matrix of these numbers, copied.</summary>
    public static Tensor From<T>(T[,] values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        FromArray<T>(NotNull(values), dtype, requiresGrad);

    /// <summary>A 3-dimensional tensor of these numbers, copied.</summary>
    public static Tensor From<T>(T[,,] values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        FromArray<T>(NotNull(values), dtype, requiresGrad);

    /// <summary>A 4-dimensional tensor of these numbers, copied.</summary>
    public static Tensor From<T>(T[,,,] values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged =>
        FromArray<T>(NotNull(values), dtype, requiresGrad);

    /// <summary>A tensor of a multidimensional array of any rank, copied.</summary>
    /// <param name="values">The array.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The elements are not <typeparamref name="T"/>.</exception>
    public static Tensor FromArray<T>(Array values, DType? dtype = null, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetType().GetElementType() != typeof(T))
            throw new ArgumentException(
                $"FromArray: an array of {values.GetType().GetElementType()} where {typeof(T)} was expected; both must be the same",
                nameof(values));
        Span<int> sizes = stackalloc int[values.Rank];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = values.GetLength(d);
        var shape = Shape.Create(sizes);
        if (shape.Numel == 0) return Empty(shape, dtype ?? DTypes.Of<T>(), requiresGrad);
        ref var first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values));
        return From(MemoryMarshal.CreateReadOnlySpan(ref first, values.Length), shape, dtype, requiresGrad);
    }

    private readonly struct WriteNumbers(Scalar[] numbers, Tensor result) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, System.Numerics.INumber<T>
        {
            using var xData = x.Write();
            var elements = xData.Span<T>();
            for (var i = 0; i < elements.Length; i++) elements[i] = numbers[i].To<T>();
            return result;
        }
    }

    private static void CheckFills(int count, Shape shape)
    {
        if (shape.Numel != count)
            throw new ArgumentException(
                $"From: {count} elements do not fill shape {shape}, which has {shape.Numel}; they must be as many", nameof(shape));
    }
}
