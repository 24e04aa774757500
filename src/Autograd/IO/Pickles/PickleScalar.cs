using System.Numerics;

namespace Autograd.IO;

/// <summary>A value without parts. Two of the same kind and value are equal, as keys of dictionaries must be.</summary>
internal sealed class PickleScalar : PickleValue, IEquatable<PickleScalar>
{
    public static new readonly PickleScalar None = new(PickleKind.None, 0, null);
    private static readonly PickleScalar _true = new(PickleKind.Bool, 1, null);
    private static readonly PickleScalar _false = new(PickleKind.Bool, 0, null);

    // An integer, a flag, or the bits of a double; and what is none of these.
    private readonly long _number;
    private readonly object? _object;

    private PickleScalar(PickleKind kind, long number, object? value) => (Kind, _number, _object) = (kind, number, value);

    public override PickleKind Kind { get; }

    /// <summary>The value of an integer that may be beyond 64 bits.</summary>
    public BigInteger Integer => _object is BigInteger large ? large : _number;

    /// <summary>The double, text, bytes or tensor.</summary>
    public double Number => BitConverter.Int64BitsToDouble(_number);

    public bool IsTrue => _number != 0;

    public object? Object => _object;

    public static PickleScalar Of(bool value) => value ? _true : _false;

    public static PickleScalar Of(long value) => new(PickleKind.Int, value, null);

    public static PickleScalar Of(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? Of((long)value) : new(PickleKind.Int, 0, value);

    public static PickleScalar Of(double value) => new(PickleKind.Float, BitConverter.DoubleToInt64Bits(value), null);

    public static PickleScalar Of(string? value) => value is null ? None : new(PickleKind.Str, 0, value);

    public static PickleScalar Of(byte[]? value) => value is null ? None : new(PickleKind.Bytes, 0, value);

    public static PickleScalar Of(Tensor? value) => value is null ? None : new(PickleKind.Tensor, 0, value);

    /// <summary>True if the value can be the key of a dictionary.</summary>
    public bool IsKey => Kind is PickleKind.Str or PickleKind.Int or PickleKind.Bool or PickleKind.Float or PickleKind.None;

    public bool Equals(PickleScalar? other) =>
        other is not null && Kind == other.Kind && _number == other._number && Equals(_object, other._object);

    public override bool Equals(object? obj) => Equals(obj as PickleScalar);

    public override int GetHashCode() => HashCode.Combine(Kind, _number, _object);

    private protected override bool AsBool() => Kind == PickleKind.Bool ? IsTrue : base.AsBool();

    private protected override long AsInteger() => (Kind, _object) switch
    {
        (PickleKind.Int, null) => _number,
        (PickleKind.Int, _) => throw Wrong($"{_object} does not fit", "number of 64 bits"),
        _ => base.AsInteger(),
    };

    private protected override double AsDouble() => Kind switch
    {
        PickleKind.Float => Number,
        PickleKind.Int => (double)Integer,
        _ => base.AsDouble(),
    };

    private protected override string? AsText() => Kind is PickleKind.Str or PickleKind.None ? (string?)_object : base.AsText();

    private protected override byte[]? AsBytes() => Kind is PickleKind.Bytes or PickleKind.None ? (byte[]?)_object : base.AsBytes();

    private protected override Tensor? AsTensor() => Kind is PickleKind.Tensor or PickleKind.None ? (Tensor?)_object : base.AsTensor();
}
