namespace Autograd;

/// <summary>The category of a C# number, in the order of type promotion.</summary>
internal enum ScalarKind : byte
{
    Bool,
    Integer,
    Floating,
}

/// <summary>
/// A C# number where PyTorch takes a Python number. It records if the number was a bool, an integer or a floating-point
/// number, because this category, and not the size of the C# type, decides the type of a result.
/// </summary>
/// <remarks>
/// <para>
/// Every operand, value and factor that may be a number has this type, in every overload; a <c>double</c> counts as a
/// Python number and does not widen a Float32 tensor. Parameters of a formula, such as a slope or a probability, are of
/// type <c>double</c>.
/// </para>
/// <para>
/// A number may be out of range for the integer type of the tensor. As a value that becomes an element (<c>Full</c>,
/// <c>FillInPlace</c>, <c>x[0] = 300</c>, <c>MaskedFill</c>, <c>Pad</c>), it raises an
/// <see cref="ArgumentOutOfRangeException"/>, except that a negative number in UInt8 wraps around as in PyTorch. As a
/// bound (<c>Clamp</c>, <c>Hardtanh</c>), it is replaced by the nearest number of the type. In a comparison, it keeps
/// its value: every UInt8 is less than 300. In <c>+</c>, <c>−</c> and <c>·</c>, it is taken modulo 2 to the power of
/// the type's bits, as the result is. As a divisor, an exponent or the base of a power, it is refused, because wrapping
/// around would change the result.
/// </para>
/// </remarks>
public readonly struct Scalar
{
    private readonly double _floating;
    private readonly long _integer;

    private Scalar(ScalarKind kind, double floating, long integer)
    {
        Kind = kind;
        _floating = floating;
        _integer = integer;
    }

    internal ScalarKind Kind { get; }

    /// <summary>The number with its sign reversed.</summary>
    internal Scalar Negated => Kind == ScalarKind.Floating ? (Scalar)(-_floating) : -_integer;

    /// <summary>The value as a double, exact up to 2^53.</summary>
    public double ToDouble() => _floating;

    /// <summary>The value of a number that is not floating.</summary>
    internal long ToInt64() => _integer;

    /// <summary>
    /// The value as <typeparamref name="T"/>; a number out of range for an integer type wraps around, as in a C cast.
    /// </summary>
    internal T To<T>() where T : unmanaged, System.Numerics.INumberBase<T> =>
        Kind != ScalarKind.Floating ? T.CreateTruncating(_integer)
        : DTypes.IsFloatingPoint<T>() ? T.CreateTruncating(_floating)
        : T.CreateTruncating((long)_floating);

    /// <summary>
    /// The number as a bound for elements of a type: an integer out of range becomes the nearest end of the range.
    /// </summary>
    internal Scalar ClampedTo(DType dtype) => Kind == ScalarKind.Floating ? this : dtype switch
    {
        DType.UInt8 => Math.Clamp(_integer, byte.MinValue, byte.MaxValue),
        DType.Int8 => Math.Clamp(_integer, sbyte.MinValue, sbyte.MaxValue),
        DType.Int16 => Math.Clamp(_integer, short.MinValue, short.MaxValue),
        DType.Int32 => Math.Clamp(_integer, int.MinValue, int.MaxValue),
        _ => this,
    };

    /// <summary>Checks that the number can be an element of a type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The type is an integer type and too narrow for the number.
    /// </exception>
    internal void CheckFits(DType dtype, string op, string parameter = "value")
    {
        if (dtype.IsInteger() && !FitsInto(dtype))
            throw new ArgumentOutOfRangeException(parameter, $"{op}: {this} does not fit into {dtype}; use a wider type");
    }

    /// <summary>
    /// True if an integer type holds the number without its fraction; for UInt8, if it holds the absolute value.
    /// </summary>
    internal bool FitsInto(DType integer)
    {
        // As in PyTorch, a negative number in UInt8 wraps around, provided that its absolute value fits.
        var (min, max) = integer switch
        {
            DType.UInt8 => (-255L, 255L),
            DType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            DType.Int16 => (short.MinValue, short.MaxValue),
            DType.Int32 => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        if (Kind != ScalarKind.Floating) return _integer >= min && _integer <= max;
        var whole = Math.Truncate(_floating);

        // A double can hold 2^63 but not 2^63 − 1, so the upper bound of Int64 is compared exclusively.
        return whole >= min && (max == long.MaxValue ? whole < 9223372036854775808.0 : whole <= max);
    }

    /// <summary>
    /// True if a type can represent the number: exactly in an integer type, rounded but not to infinity in a floating
    /// type.
    /// </summary>
    internal bool IsRepresentableIn(DType dtype) => dtype switch
    {
        DType.Bool or DType.Float64 => true,
        DType.Float16 => !double.IsFinite(_floating) || Half.IsFinite((Half)(float)_floating),
        DType.BFloat16 => !double.IsFinite(_floating) || float.IsFinite((BFloat16)_floating),
        DType.Float32 => Kind != ScalarKind.Floating || !double.IsFinite(_floating) || float.IsFinite((float)_floating),
        DType.UInt8 when ToDouble() < 0 => false,
        _ => (Kind != ScalarKind.Floating || double.IsInteger(_floating)) && FitsInto(dtype),
    };

    /// <summary>The element type of a 0-dimensional tensor made from this number.</summary>
    internal DType DefaultDType => Kind switch
    {
        ScalarKind.Bool => DType.Bool,
        ScalarKind.Integer => DType.Int64,
        _ => DType.Float32,
    };

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(ScalarKind.Floating, value, 0);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(ScalarKind.Integer, value, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(ScalarKind.Integer, value, value);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => new(ScalarKind.Floating, value, 0);

    /// <summary>A boolean.</summary>
    public static implicit operator Scalar(bool value) => new(ScalarKind.Bool, value ? 1 : 0, value ? 1 : 0);

    /// <summary>Formats the number in invariant culture.</summary>
    public override string ToString() => Kind switch
    {
        ScalarKind.Bool => _integer != 0 ? "True" : "False",
        ScalarKind.Integer => _integer.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => _floating.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
    };
}
