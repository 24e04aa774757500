using System.Globalization;
using System.Text;

namespace Autograd.IO;

/// <summary>Python's text of values, for messages and for the eye.</summary>
internal static class PickleText
{
    private const int Longest = 4000;

    /// <summary>The name of Python's class.</summary>
    public static string NameOf(PickleKind kind) => kind switch
    {
        PickleKind.None => "NoneType",
        PickleKind.Tensor => "Tensor",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The beginning of the text.</summary>
    public static string Short(PickleValue value)
    {
        var text = new StringBuilder();
        Write(text, value, 40);
        return text.ToString();
    }

    /// <summary>
    /// Writes the text until it is too long: a small file may hold a list of lists of lists whose text has no end.
    /// </summary>
    public static void Write(StringBuilder text, PickleValue value, int longest = Longest)
    {
        WriteParts(text, value, longest);
        if (text.Length <= longest) return;
        text.Length = longest;
        text.Append('…');
    }

    private static void WriteParts(StringBuilder text, PickleValue value, int longest)
    {
        if (text.Length > longest) return;
        switch (value)
        {
            case PickleScalar scalar:
                WriteScalar(text, scalar, longest);
                break;
            case PickleList list:
                var isTuple = list.Kind == PickleKind.Tuple;
                text.Append(isTuple ? '(' : '[');
                for (var i = 0; i < list.Count && text.Length <= longest; i++)
                {
                    if (i > 0) text.Append(", ");
                    WriteParts(text, list[i], longest);
                }

                text.Append(isTuple ? list.Count == 1 ? ",)" : ")" : "]");
                break;
            case PickleDict dict:
                text.Append('{');
                var separator = "";
                foreach (var (key, item) in dict)
                {
                    if (text.Length > longest) break;
                    text.Append(separator);
                    WriteParts(text, key, longest);
                    text.Append(": ");
                    WriteParts(text, item, longest);
                    separator = ", ";
                }

                text.Append('}');
                break;
            default:
                text.Append(value.GetType().Name);
                break;
        }
    }

    private static void WriteScalar(StringBuilder text, PickleScalar value, int longest)
    {
        switch (value.Kind)
        {
            case PickleKind.None: text.Append("None"); break;
            case PickleKind.Bool: text.Append(value.IsTrue ? "True" : "False"); break;
            case PickleKind.Int: text.Append(value.Integer.ToString(CultureInfo.InvariantCulture)); break;
            case PickleKind.Float: WriteNumber(text, value.Number); break;
            case PickleKind.Str: WriteQuoted(text, (string)value.Object!, longest); break;
            case PickleKind.Bytes: text.Append(CultureInfo.InvariantCulture, $"<{((byte[])value.Object!).Length} bytes>"); break;
            default:
                var tensor = (Tensor)value.Object!;
                text.Append(CultureInfo.InvariantCulture, $"tensor({tensor.Shape}, dtype=torch.{tensor.DType.TorchName()})");
                break;
        }
    }

    private static void WriteNumber(StringBuilder text, double number)
    {
        var digits = number switch
        {
            double.PositiveInfinity => "inf",
            double.NegativeInfinity => "-inf",
            double.NaN => "nan",
            _ => number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e"),
        };
        text.Append(digits);
        if (digits.AsSpan().IndexOfAnyExcept("-0123456789") < 0) text.Append(".0");
    }

    private static void WriteQuoted(StringBuilder text, string value, int longest)
    {
        text.Append('\'');
        foreach (var c in value)
        {
            if (text.Length > longest) break;
            if (c is '\'' or '\\') text.Append('\\').Append(c);
            else if (char.IsControl(c)) text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else text.Append(c);
        }

        text.Append('\'');
    }
}
