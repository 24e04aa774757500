using System.Text;

namespace Autograd;

/// <summary>Prints an array as PyTorch 1.13 prints a tensor, to the character.</summary>
internal static class TorchFormatter
{
    private const string Prefix = "tensor(";

    /// <summary>
    /// Formats as <c>repr(tensor)</c>: "tensor([1., 2.])", with the dtype if the values do not imply it.
    /// </summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The sizes; empty for a single number.</param>
    /// <param name="suffix">The text after the values, "requires_grad=True" or "grad_fn=&lt;MulBackward0&gt;".</param>
    /// <param name="options">The print options; PyTorch's defaults if null.</param>
    /// <param name="format">
    /// The format of each element; null for PyTorch's. With a format, a single number is printed without "tensor()".
    /// </param>
    /// <exception cref="ArgumentException">The shape does not fit, or <typeparamref name="T"/> is no dtype.</exception>
    public static string Format<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<int> shape, string? suffix = null, PrintOptions? options = null,
        ElementFormat? format = null)
        where T : unmanaged
    {
        if (format is not null && shape.IsEmpty) return format.Text(values[0]);
        options ??= PrintOptions.Torch;
        var dtype = ElementType.Name<T>();
        var extent = Extent.Of(shape, values.Length, options);
        var text = new StringBuilder(Prefix);

        if (values.IsEmpty)
            text.Append("[]");
        else
            AppendElements(text, extent, extent.Select(values), options, format);

        var suffixes = new SuffixWriter(text, options.LineWidth);
        if (values.IsEmpty && shape.Length != 1)
            suffixes.Append("size=" + Extent.Describe(shape));
        // Without elements, the dtype is printed for int64 and bool too.
        if (dtype != "float32" && (values.IsEmpty || dtype is not ("int64" or "bool")))
            suffixes.Append("dtype=torch." + dtype);
        if (suffix is not null)
            suffixes.Append(suffix);
        return text.Append(')').ToString();
    }

    private static void AppendElements<T>(
        StringBuilder text, Extent extent, ReadOnlySpan<T> values, PrintOptions options, ElementFormat? format)
        where T : unmanaged
    {
        string[] elements;
        int width;
        if (format is not null)
        {
            elements = format.Texts(values);
            width = elements[0].Length;
        }
        else if (DTypes.Of<T>().IsFloatingPoint())
        {
            var wide = new double[values.Length];
            for (var i = 0; i < wide.Length; i++)
                wide[i] = ElementType.ToDouble(values[i]);
            (elements, width) = TorchFloats.Format(wide, options);
        }
        else
        {
            elements = ElementType.Discrete(values);
            width = elements[0].Length;
        }

        if (extent.Rank == 0)
            text.Append(elements[0]);
        else
            Brackets.Write(text, extent, elements, ",", Prefix.Length, new RowWriter(width, options.LineWidth));
    }

    /// <summary>Breaks a line after as many elements as fit if each has the common width.</summary>
    private readonly struct RowWriter(int width, int lineWidth) : IRowWriter
    {
        // The dots count as an element and include a leading space.
        private const string Dots = " ...";

        public void Write(StringBuilder text, ReadOnlySpan<string> elements, int edgeItems, int indent)
        {
            // PyTorch counts columns from the bracket, one before the first element.
            var perLine = Math.Max(1, (lineWidth - (indent - 1)) / (width + ", ".Length));
            var written = 0;
            for (var i = 0; i < elements.Length; i++)
            {
                if (edgeItems > 0 && i == edgeItems)
                    Append(Dots);
                Append(elements[i]);
            }

            void Append(string element)
            {
                if (written > 0 && written % perLine == 0)
                    text.Append(",\n").Append(' ', indent);
                else if (written > 0)
                    text.Append(", ");
                text.Append(element);
                written++;
            }
        }
    }

    /// <summary>Appends ", name=value" after the values, on a new line if the last one is full.</summary>
    private struct SuffixWriter(StringBuilder text, int lineWidth)
    {
        // PyTorch counts two columns too many after the values, which decides if a suffix goes to a new line.
        private int _column = Lines.LastLength(text) + 2;

        public void Append(string suffix)
        {
            var needed = suffix.Length + ", ".Length;
            if (_column + needed > lineWidth)
            {
                text.Append(",\n").Append(' ', Prefix.Length);
                _column = Prefix.Length + suffix.Length;
            }
            else
            {
                text.Append(", ");
                _column += needed;
            }
            text.Append(suffix);
        }
    }
}
