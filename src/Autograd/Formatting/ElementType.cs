using System.Globalization;
using System.Numerics;

namespace Autograd;

/// <summary>The name of an element type, and the text of its values where PyTorch and NumPy print it alike.</summary>
internal static class ElementType
{
    /// <summary>Returns the type's name in PyTorch and NumPy.</summary>
    /// <exception cref="ArgumentException">No tensor has elements of this type.</exception>
    public static string Name<T>() =>
        typeof(T) == typeof(bool) ? "bool"
        : typeof(T) == typeof(byte) ? "uint8"
        : typeof(T) == typeof(sbyte) ? "int8"
        : typeof(T) == typeof(short) ? "int16"
        : typeof(T) == typeof(int) ? "int32"
        : typeof(T) == typeof(long) ? "int64"
        : typeof(T) == typeof(Half) ? "float16"
        : typeof(T) == typeof(BFloat16) ? "bfloat16"
        : typeof(T) == typeof(float) ? "float32"
        : typeof(T) == typeof(double) ? "float64"
        : throw new ArgumentException(
            $"ToString: no tensor holds {typeof(T)}; use bool, byte, sbyte, short, int, long, Half, BFloat16, float or double");

    /// <summary>The value of a floating-point element.</summary>
    public static double ToDouble<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(float) ? (float)(object)value
        : typeof(T) == typeof(Half) ? (double)(Half)(object)value
        : typeof(T) == typeof(BFloat16) ? (float)(BFloat16)(object)value
        : (double)(object)value;

    /// <summary>Formats integers in decimal and bools as "True" or "False", right-aligned to one width.</summary>
    public static string[] Discrete<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var texts = new string[values.Length];
        for (var i = 0; i < values.Length; i++)
            texts[i] = Discrete(values[i]);
        AlignRight(texts, Width(texts));
        return texts;
    }

    public static int Width(ReadOnlySpan<string> texts)
    {
        var width = 0;
        foreach (var text in texts)
            width = Math.Max(width, text.Length);
        return width;
    }

    public static void AlignRight(Span<string> texts, int width)
    {
        foreach (ref var text in texts)
            text = text.PadLeft(width);
    }

    // The JIT compiler removes the boxing: each comparison is a constant in the method's instance for T.
    private static string Discrete<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(bool) ? ((bool)(object)value ? "True" : "False")
        : typeof(T) == typeof(byte) ? Integer((byte)(object)value)
        : typeof(T) == typeof(sbyte) ? Integer((sbyte)(object)value)
        : typeof(T) == typeof(short) ? Integer((short)(object)value)
        : typeof(T) == typeof(int) ? Integer((int)(object)value)
        : Integer((long)(object)value);

    private static string Integer<T>(T value) where T : IBinaryInteger<T> => value.ToString("D", CultureInfo.InvariantCulture);
}
