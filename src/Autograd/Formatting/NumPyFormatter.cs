using System.Runtime.InteropServices;
using System.Text;

namespace Autograd;

/// <summary>Prints an array as NumPy 1.24 prints it, to the character.</summary>
internal static class NumPyFormatter
{
    private const string Prefix = "array(";

    /// <summary>
    /// Formats as <c>repr(array)</c>: "array([1., 2.])", with the dtype if the values do not imply it.
    /// </summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The sizes; empty for a single number.</param>
    /// <param name="options">The print options; NumPy's defaults if null.</param>
    /// <exception cref="ArgumentException">The shape does not fit, or <typeparamref name="T"/> is no dtype.</exception>
    public static string Repr<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> shape, PrintOptions? options = null)
        where T : unmanaged
    {
        options ??= PrintOptions.NumPy;
        var dtype = ElementType.Name<T>();
        var extent = Extent.Of(shape, values.Length, options);
        var text = new StringBuilder(Prefix);

        if (!values.IsEmpty)
            // One column stays free for the character after the last bracket.
            AppendElements(text, extent, extent.Select(values), options, ", ", Prefix.Length, options.LineWidth - 1);
        else if (shape.Length == 1)
            text.Append("[]");
        else
            text.Append("[], shape=").Append(Extent.Describe(shape));

        if (!values.IsEmpty && dtype is "bool" or "int64" or "float64")
            return text.Append(')').ToString();
        text.Append(',');
        var suffix = $"dtype={dtype})";
        if (Lines.LastLength(text) + suffix.Length + 1 > options.LineWidth)
            text.Append('\n').Append(' ', Prefix.Length);
        else
            text.Append(' ');
        return text.Append(suffix).ToString();
    }

    /// <summary>
    /// Formats as <c>str(array)</c> and <c>print(array)</c>: "[1. 2.]"; a 0-dimensional array like a scalar.
    /// </summary>
    /// <inheritdoc cref="Repr{T}" path="/param|/exception"/>
    public static string Str<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> shape, PrintOptions? options = null)
        where T : unmanaged
    {
        options ??= PrintOptions.NumPy;
        _ = ElementType.Name<T>(); // refuses types that no tensor holds
        var extent = Extent.Of(shape, values.Length, options);
        if (values.IsEmpty)
            return "[]";
        if (shape.IsEmpty)
            return Scalar(values[0]);
        var text = new StringBuilder();
        AppendElements(text, extent, extent.Select(values), options, " ", indent: 0, options.LineWidth);
        return text.ToString();
    }

    // A scalar is printed with all its digits; the options do not apply.
    private static string Scalar<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(float) ? PythonNumber.Repr((float)(object)value)
        : typeof(T) == typeof(double) ? PythonNumber.Repr((double)(object)value)
        : typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16) ? PythonNumber.ReprOfHalf(value)
        : ElementType.Discrete([value])[0];

    private static void AppendElements<T>(
        StringBuilder text, Extent extent, ReadOnlySpan<T> values, PrintOptions options,
        string separator, int indent, int lineWidth)
        where T : unmanaged
    {
        var elements = Elements(values, options, isScalar: extent.Rank == 0);
        if (extent.Rank == 0)
            text.Append(elements[0]);
        else
            // Each bracket that closes after a row takes one column of the line.
            Brackets.Write(text, extent, elements, separator.TrimEnd(), indent,
                new RowWriter(separator, lineWidth - extent.Rank));
    }

    private static string[] Elements<T>(ReadOnlySpan<T> values, PrintOptions options, bool isScalar) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return NumPyFloats.Format(MemoryMarshal.Cast<T, float>(values), options);
        if (typeof(T) == typeof(double))
            return NumPyFloats.Format(MemoryMarshal.Cast<T, double>(values), options);
        if (typeof(T) == typeof(Half))
            return NumPyFloats.Format(MemoryMarshal.Cast<T, Half>(values), options);
        if (typeof(T) == typeof(BFloat16))
        {
            // NumPy has no such type, so the numbers are printed as those of a float32 array.
            var wide = new float[values.Length];
            for (var i = 0; i < wide.Length; i++) wide[i] = (BFloat16)(object)values[i];
            return NumPyFloats.Format<float>(wide, options);
        }

        var texts = ElementType.Discrete(values);
        // NumPy pads "True" to the width of "False", even if no element is false.
        if (typeof(T) == typeof(bool) && !isScalar)
            ElementType.AlignRight(texts, "False".Length);
        return texts;
    }

    /// <summary>Breaks a line when its length is exceeded, and removes trailing spaces from wrapped lines.</summary>
    private readonly struct RowWriter(string separator, int lineWidth) : IRowWriter
    {
        private const string Dots = "...";

        public void Write(StringBuilder text, ReadOnlySpan<string> elements, int edgeItems, int indent)
        {
            var column = indent;
            for (var i = 0; i < elements.Length; i++)
            {
                if (edgeItems > 0 && i == edgeItems)
                    column = Append(text, Dots, column, indent);
                column = Append(text, elements[i], column, indent);
            }
            // No separator follows the last element.
            text.Length -= separator.Length;
        }

        private int Append(StringBuilder text, string element, int column, int indent)
        {
            // An element that is wider than the line is not moved to a new one, which would not fit it either.
            if (column + element.Length > lineWidth && column > indent)
            {
                Lines.TrimEnd(text);
                text.Append('\n').Append(' ', indent);
                column = indent;
            }
            text.Append(element).Append(separator);
            return column + element.Length + separator.Length;
        }
    }
}
