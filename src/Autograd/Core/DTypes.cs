using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>Properties of the element types, and PyTorch's rules of type promotion.</summary>
public static class DTypes
{
    /// <summary>
    /// True if the type is <see cref="DType.Float16"/>, <see cref="DType.BFloat16"/>, <see cref="DType.Float32"/> or
    /// <see cref="DType.Float64"/>: only tensors of these types can require a gradient.
    /// </summary>
    public static bool IsFloatingPoint(this DType dtype) => dtype >= DType.Float16;

    /// <summary>
    /// True for the floating types of 16 bits, whose arithmetic is that of Float32, rounded once.
    /// </summary>
    internal static bool IsReducedFloatingPoint(this DType dtype) => dtype is DType.Float16 or DType.BFloat16;

    /// <summary>A number rounded to a floating type of 16 bits.</summary>
    internal static float Round(float value, DType dtype) => dtype == DType.Float16 ? (float)(Half)value : (BFloat16)value;

    /// <summary>True if the type is one of the integers (<see cref="DType.Bool"/> is not).</summary>
    public static bool IsInteger(this DType dtype) => dtype is > DType.Bool and < DType.Float16;

    /// <summary>The size of an element in bytes.</summary>
    /// <remarks>
    /// Each hexadecimal digit of the constant is the size of one type, the last digit that of Bool. A shift is faster
    /// than a table, and this is called on every access to a buffer.
    /// </remarks>
    public static int ItemSize(this DType dtype) => (int)(0x84_2284_2111ul >> (4 * (int)dtype)) & 15;

    /// <summary>
    /// PyTorch's name of the type, as <c>repr</c> prints it after <c>torch.</c>: <c>float32</c>, <c>int64</c>, …
    /// </summary>
    public static string TorchName(this DType dtype) => dtype switch
    {
        DType.Bool => "bool",
        DType.UInt8 => "uint8",
        DType.Int8 => "int8",
        DType.Int16 => "int16",
        DType.Int32 => "int32",
        DType.Int64 => "int64",
        DType.Float16 => "float16",
        DType.BFloat16 => "bfloat16",
        DType.Float32 => "float32",
        _ => "float64",
    };

    /// <summary>
    /// True if <typeparamref name="T"/> is float or double, in which kernels compute; the JIT compiler folds it into a
    /// constant.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsFloatingPoint<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    /// <summary>The element type that corresponds to the .NET type <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is the type of no tensor.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(double)) return DType.Float64;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(int)) return DType.Int32;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        if (typeof(T) == typeof(byte)) return DType.UInt8;
        if (typeof(T) == typeof(sbyte)) return DType.Int8;
        if (typeof(T) == typeof(short)) return DType.Int16;
        if (typeof(T) == typeof(Half)) return DType.Float16;
        if (typeof(T) == typeof(BFloat16)) return DType.BFloat16;
        throw new ArgumentException(
            $"DType: no tensor holds {typeof(T)}; use bool, byte, sbyte, short, int, long, Half, BFloat16, float or double");
    }

    /// <summary>The type to which two types promote; <c>torch.promote_types</c>.</summary>
    /// <remarks>
    /// The wider of two signed integers or of two floating types; the floating type of a floating and an integer type;
    /// for <see cref="DType.UInt8"/> and a signed type, the smallest signed type that holds both; for
    /// <see cref="DType.Float16"/> and <see cref="DType.BFloat16"/>, of which none holds the other, Float32.
    /// </remarks>
    public static DType Promote(DType a, DType b)
    {
        if (a == b) return a;
        var (low, high) = a < b ? (a, b) : (b, a);
        return (low, high) switch
        {
            (DType.UInt8, DType.Int8) => DType.Int16,
            (DType.Float16, DType.BFloat16) => DType.Float32,
            _ => high,
        };
    }

    /// <summary>
    /// The result type of an operation on two operands; <c>torch.result_type</c>. A 0-dimensional operand
    /// (<paramref name="aIsScalar"/>, <paramref name="bIsScalar"/>) changes the other's type only if its category is
    /// higher; the categories are bool, integer and floating.
    /// </summary>
    public static DType ResultType(DType a, bool aIsScalar, DType b, bool bIsScalar)
    {
        if (a == b) return a;
        if (aIsScalar == bIsScalar) return Promote(a, b);
        var (full, scalar) = aIsScalar ? (b, a) : (a, b);
        return Category(scalar) > Category(full) ? Promote(full, scalar) : full;
    }

    /// <summary>
    /// The type in which two operands are compared: as <see cref="ResultType(DType, bool, DType, bool)"/>, but for two
    /// integer types always one that holds both. Otherwise a 0-dimensional operand outside of the other's range would
    /// wrap around and compare as another number.
    /// </summary>
    internal static DType ComparisonType(DType a, bool aIsScalar, DType b, bool bIsScalar) =>
        a.IsInteger() && b.IsInteger() ? Promote(a, b) : ResultType(a, aIsScalar, b, bIsScalar);

    /// <summary>
    /// The result type of an operation on a tensor and a C# number. A number never widens a tensor of its own category.
    /// </summary>
    internal static DType ResultType(DType tensor, Scalar number) =>
        number.Kind > Category(tensor)
            ? number.Kind == ScalarKind.Floating ? DType.Float32 : DType.Int64
            : tensor;

    private static ScalarKind Category(DType dtype) =>
        dtype.IsFloatingPoint() ? ScalarKind.Floating : dtype == DType.Bool ? ScalarKind.Bool : ScalarKind.Integer;
}
