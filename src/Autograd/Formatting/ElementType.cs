using System.Globalization;
using System.Numerics;

namespace Autograd;

/// <summary>What both printers need to know of an element type: its name, and the text of its values where they agree.</summary>
static class ElementType
{
    /// <summary>The name that PyTorch and NumPy share for the type.</summary>
    /// <exception cref="ArgumentException">Tensors hold no elements of the type.</exception>
    public static string Name<T>() =>
        typeof(T) == typeof(bool) ? "bool"
        : typeof(T) == typeof(byte) ? "uint8"
        : typeof(T) == typeof(sbyte) ? "int8"
        : typeof(T) == typeof(short) ? "int16"
        : typeof(T) == typeof(int) ? "int32"
        : typeof(T) == typeof(long) ? "int64"
        : typeof(T) == typeof(float) ? "float32"
        : typeof(T) == typeof(double) ? "float64"
        : throw new ArgumentException(
            $"ToString: no tensor holds {typeof(T)}; use bool, byte, sbyte, short, int, long, float or double");

    /// <summary>Decimal digits of an integer, "True" or "False" of a bool; all aligned to the right in one width.</summary>
    public static string[] Discrete<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var texts = new string[values.Length];
        for (int i = 0; i < values.Length; i++)
            texts[i] = Discrete(values[i]);
        AlignRight(texts, Width(texts));
        return texts;
    }

    public static int Width(ReadOnlySpan<string> texts)
    {
        int width = 0;
        foreach (string text in texts)
            width = Math.Max(width, text.Length);
        return width;
    }

    public static void AlignRight(Span<string> texts, int width)
    {
        foreach (ref string text in texts)
            text = text.PadLeft(width);
    }

    // The boxing is the JIT's to remove: each comparison is a constant in the method's instance for T.
    static string Discrete<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(bool) ? ((bool)(object)value ? "True" : "False")
        : typeof(T) == typeof(byte) ? Integer((byte)(object)value)
        : typeof(T) == typeof(sbyte) ? Integer((sbyte)(object)value)
        : typeof(T) == typeof(short) ? Integer((short)(object)value)
        : typeof(T) == typeof(int) ? Integer((int)(object)value)
        : Integer((long)(object)value);

    static string Integer<T>(T value) where T : IBinaryInteger<T> => value.ToString("D", CultureInfo.InvariantCulture);
}
