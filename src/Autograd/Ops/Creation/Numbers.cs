namespace Autograd;

public sealed partial class Tensor
{
    // The C# number that this tensor was converted from. The Float32 element may be rounded, and x[0] = 0.1 must reach
    // a Float64 tensor unrounded. For an integer, which the element holds exactly, it is just IntegerMark.
    private object? _number;

    private static readonly object IntegerMark = new();

    /// <summary>True if this is a C# number that was not changed since its conversion to a tensor.</summary>
    internal bool IsNumber => _number is not null && !IsBufferShared && !RequiresGrad;

    /// <summary>Converts a number to a 0-dimensional tensor: <c>Tensor loss = 0;</c></summary>
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
    /// Converts the tensor to the type of a tensor that it is assigned to. A C# number that was not changed since its
    /// conversion to a tensor is converted directly, without rounding to Float32 first.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the C# number.</exception>
    internal Tensor ToAssign(DType dtype, string op)
    {
        if (!IsNumber || dtype == _dtype) return To(dtype);
        return NumberOf(_number is double number ? (Scalar)number : Item<long>(), dtype, op);
    }

    /// <summary>
    /// A 0-dimensional tensor for a scalar operand: of this tensor's type, or of the number's category if that is
    /// higher.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private Tensor WrappedNumber(Scalar number, string op, string parameter = "other") =>
        NumberOf(number, DTypes.ResultType(_dtype, number), op, parameter);

    /// <summary>A 0-dimensional tensor of a given type; throws if the number does not fit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private static Tensor NumberOf(Scalar number, DType dtype, string op, string parameter = "value")
    {
        number.CheckFits(dtype, op, parameter);
        return From(number, dtype);
    }
}
