using System.Text;

namespace Autograd;

/// <summary>Prints an array as PyTorch 1.13 prints a tensor, to the character.</summary>
static class TorchFormatter
{
    const string Prefix = "tensor(";

    /// <summary>What <c>repr(tensor)</c> gives: "tensor([1., 2.])", with the dtype if the values do not tell it.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The sizes; empty for a single number.</param>
    /// <param name="suffix">What follows the values, "requires_grad=True" or "grad_fn=&lt;MulBackward0&gt;".</param>
    /// <param name="options">How to print; PyTorch's defaults if null.</param>
    /// <param name="format">How each element is written, instead of as PyTorch does; a single number then stands alone.</param>
    /// <exception cref="ArgumentException">The shape does not fit, or <typeparamref name="T"/> is no dtype.</exception>
    public static string Format<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<int> shape, string? suffix = null, PrintOptions? options = null,
        ElementFormat? format = null)
        where T : unmanaged
    {
        if (format is not null && shape.IsEmpty) return format.Text(values[0]);
        options ??= PrintOptions.Torch;
        string dtype = ElementType.Name<T>();
        var extent = Extent.Of(shape, values.Length, options);
        var text = new StringBuilder(Prefix);

        if (values.IsEmpty)
            text.Append("[]");
        else
            AppendElements(text, extent, extent.Select(values), options, format);

        var suffixes = new SuffixWriter(text, options.LineWidth);
        if (values.IsEmpty && shape.Length != 1)
            suffixes.Append("size=" + Extent.Describe(shape));
        // Without elements nothing tells int64 or bool from the default type.
        if (dtype != "float32" && (values.IsEmpty || dtype is not ("int64" or "bool")))
            suffixes.Append("dtype=torch." + dtype);
        if (suffix is not null)
            suffixes.Append(suffix);
        return text.Append(')').ToString();
    }

    static void AppendElements<T>(
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
        else if (DTypes.IsFloatingPoint<T>())
        {
            var wide = new double[values.Length];
            for (int i = 0; i < wide.Length; i++)
                wide[i] = typeof(T) == typeof(float) ? (float)(object)values[i] : (double)(object)values[i];
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

    /// <summary>Fills a line by count, not by length: as many elements as fit if each takes the common width.</summary>
    readonly struct RowWriter(int width, int lineWidth) : IRowWriter
    {
        // The dots count as an element and carry a space of their own.
        const string Dots = " ...";

        public void Write(StringBuilder text, ReadOnlySpan<string> elements, int edgeItems, int indent)
        {
            // PyTorch measures from the bracket, one column before the first element.
            int perLine = Math.Max(1, (lineWidth - (indent - 1)) / (width + ", ".Length));
            int written = 0;
            for (int i = 0; i < elements.Length; i++)
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

    /// <summary>Appends ", name=value" after the values, on a line of its own where the last one is full.</summary>
    struct SuffixWriter(StringBuilder text, int lineWidth)
    {
        // PyTorch counts two columns too many after the values; where a suffix breaks depends on it.
        int _column = Lines.LastLength(text) + 2;

        public void Append(string suffix)
        {
            int needed = suffix.Length + ", ".Length;
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
