namespace Autograd;

public sealed partial class Tensor
{
    // What was written in C#, of which the Float32 element may be a rounding: x[0] = 0.1 must reach a Float64 tensor unrounded.
    // For an integer, which the element holds exactly, the mark alone.
    private object? _number;

    private static readonly object IntegerMark = new();

    /// <summary>A number is a 0-dimensional tensor: <c>Tensor loss = 0;</c></summary>
    public static implicit operator Tensor(Scalar value)
    {
        var number = From(value);
        number._number = value.Kind switch
        {
            ScalarKind.Floating => value.ToDouble(),
            ScalarKind.Integer => IntegerMark,
            _ => null,
        };
        return number;
    }

    /// <inheritdoc cref="op_Implicit(Scalar)"/>
    public static implicit operator Tensor(long value) => (Scalar)value;

    /// <inheritdoc cref="op_Implicit(Scalar)"/>
    public static implicit operator Tensor(int value) => (Scalar)value;

    /// <inheritdoc cref="op_Implicit(Scalar)"/>
    public static implicit operator Tensor(double value) => (Scalar)value;

    /// <inheritdoc cref="op_Implicit(Scalar)"/>
    public static implicit operator Tensor(float value) => (Scalar)value;

    /// <inheritdoc cref="op_Implicit(Scalar)"/>
    public static implicit operator Tensor(bool value) => (Scalar)value;

    /// <summary>
    /// The tensor as a value to be written to one of another type; a C# number that nobody has changed since is converted from itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the C# number.</exception>
    private Tensor ToAssign(DType dtype, string op)
    {
        if (_number is null || dtype == _dtype || IsBufferShared || RequiresGrad) return To(dtype);
        return NumberOf(_number is double number ? (Scalar)number : Item<long>(), dtype, op);
    }

    /// <summary>A 0-dimensional tensor of this one's type, or of a higher category if the number's is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private Tensor WrappedNumber(Scalar number, string op, string parameter = "other") =>
        NumberOf(number, DTypes.ResultType(_dtype, number), op, parameter);

    /// <summary>A 0-dimensional tensor of a type, for an operation that writes the number somewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private static Tensor NumberOf(Scalar number, DType dtype, string op, string parameter = "value")
    {
        number.CheckFits(dtype, op, parameter);
        return From(number, dtype);
    }
}
