using System.Runtime.InteropServices;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A 0-dimensional tensor: Int64 for an integer, Float32 for a floating-point number, Bool for a truth value.</summary>
    /// <param name="value">The number.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="requiresGrad">Whether gradients are wanted.</param>
    public static Tensor From(Scalar value, DType? dtype = null, bool requiresGrad = false) => Full(Shape.Scalar, value, dtype, requiresGrad);

    /// <summary>A 0-dimensional tensor of this one's type, or of a higher category if the number's is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private Tensor NumberBeside(Scalar number, string op, string parameter = "other") =>
        NumberOf(number, DTypes.ResultType(_dtype, number), op, parameter);

    /// <summary>A 0-dimensional tensor of a type, for an operation that writes the number somewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private static Tensor NumberOf(Scalar number, DType dtype, string op, string parameter = "value")
    {
        number.CheckFits(dtype, op, parameter);
        return From(number, dtype);
    }

    // What was written in C#, of which the Float32 element may be a rounding: x[0] = 0.1 must reach a Float64 tensor unrounded.
    // For an integer, which the element holds exactly, the mark alone.
    private object? _number;

    private static readonly object IntegerMark = new();

    /// <summary>A number is a 0-dimensional tensor: <c>Tensor loss = 0;</c></summary>
    public static implicit operator Tensor(long value)
    {
        var number = From(value);
        number._number = IntegerMark;
        return number;
    }

    /// <inheritdoc cref="op_Implicit(long)"/>
    public static implicit operator Tensor(int value) => (long)value;

    /// <inheritdoc cref="op_Implicit(long)"/>
    public static implicit operator Tensor(double value)
    {
        var number = From(value);
        number._number = value;
        return number;
    }

    /// <inheritdoc cref="op_Implicit(long)"/>
    public static implicit operator Tensor(float value) => From(value);

    /// <inheritdoc cref="op_Implicit(long)"/>
    public static implicit operator Tensor(bool value) => From(value);

    /// <summary>
    /// The tensor as a value to be written to one of another type; a C# number that nobody has changed since is converted from itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the C# number.</exception>
    private Tensor ToAssign(DType dtype, string op)
    {
        if (_number is null || dtype == _dtype || IsBufferShared || RequiresGrad) return To(dtype);
        return NumberOf(_number is double number ? (Scalar)number : Item<long>(), dtype, op);
    }

    /// <summary>A tensor of these numbers, copied, of their .NET type: <c>double[]</c> gives Float64.</summary>
    /// <param name="values">The elements, in row-major order.</param>
    /// <param name="shape">The sizes; one dimension if not given.</param>
    /// <param name="requiresGrad">Whether gradients are wanted.</param>
    /// <exception cref="ArgumentException">
    /// The elements do not fill the shape, or <typeparamref name="T"/> is not one of bool, byte, sbyte, short, int, long, float and double.
    /// </exception>
    /// <remarks>As in PyTorch and NumPy, C#'s <see cref="int"/> arrays are Int32; index tensors may have any integer type.</remarks>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape? shape = null, bool requiresGrad = false) where T : unmanaged
    {
        shape ??= Shape.Create(values.Length);
        if (shape.Numel != values.Length)
            throw new ArgumentException($"From: {values.Length} elements do not fill shape {shape}, which has {shape.Numel}; they must be as many");
        var result = Uninitialized<T>(shape);
        using var resultData = result.Write();
        values.CopyTo(resultData.Span<T>());
        return Leaf(result, requiresGrad);
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape?, bool)"/>
    public static Tensor From<T>(T[] values, Shape? shape = null, bool requiresGrad = false) where T : unmanaged =>
        From((ReadOnlySpan<T>)NotNull(values), shape, requiresGrad);

    // Last in line, for else From([1f, 2f]) could mean a list as well as a span.
    /// <summary>A tensor of a list's numbers, copied, of their .NET type.</summary>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public static Tensor From<T>(List<T> values, bool requiresGrad = false) where T : unmanaged =>
        From((ReadOnlySpan<T>)CollectionsMarshal.AsSpan(NotNull(values)), null, requiresGrad);

    /// <summary>A matrix of these numbers, copied.</summary>
    public static Tensor From<T>(T[,] values, bool requiresGrad = false) where T : unmanaged => FromArray<T>(NotNull(values), requiresGrad);

    /// <summary>A 3-dimensional tensor of these numbers, copied.</summary>
    public static Tensor From<T>(T[,,] values, bool requiresGrad = false) where T : unmanaged => FromArray<T>(NotNull(values), requiresGrad);

    /// <summary>A 4-dimensional tensor of these numbers, copied.</summary>
    public static Tensor From<T>(T[,,,] values, bool requiresGrad = false) where T : unmanaged => FromArray<T>(NotNull(values), requiresGrad);

    /// <summary>A matrix of the rows of a jagged array, copied: <c>Tensor.From([[1f, 2f], [3f, 4f]])</c>.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Tensor From<T>(T[][] rows, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var width = rows.Length == 0 ? 0 : rows[0].Length;
        var result = Uninitialized<T>(Shape.Create(rows.Length, width));
        using var resultData = result.Write();
        var values = resultData.Span<T>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != width)
                throw new ArgumentException($"From: row {i} has {rows[i].Length} elements where row 0 has {width}; all must have the same");
            rows[i].CopyTo(values[(i * width)..]);
        }

        return Leaf(result, requiresGrad);
    }

    /// <summary>A tensor of a multidimensional array of any rank, copied.</summary>
    /// <exception cref="ArgumentException">The elements are not <typeparamref name="T"/>.</exception>
    public static Tensor FromArray<T>(Array values, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetType().GetElementType() != typeof(T))
            throw new ArgumentException(
                $"From: an array of {values.GetType().GetElementType()} where {typeof(T)} was expected; both must be the same");
        Span<int> sizes = stackalloc int[values.Rank];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = values.GetLength(d);
        var result = Uninitialized<T>(Shape.Create(sizes));
        using var resultData = result.Write();
        if (result.Numel > 0)
            MemoryMarshal.CreateReadOnlySpan(
                ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length)
                .CopyTo(resultData.Span<T>());
        return Leaf(result, requiresGrad);
    }
}
