using System.Numerics;

namespace Autograd;

/// <summary>
/// Formats floating-point elements in NumPy's style: each with the fewest digits that identify it, aligned at the
/// point.
/// </summary>
static class NumPyFloats
{
    /// <summary>Formats the elements, all in one width.</summary>
    public static string[] Format<T>(ReadOnlySpan<T> values, PrintOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var texts = new string[values.Length];
        if (IsScientific(values, options.SciMode))
            WriteScientific(values, texts, options.Precision);
        else
            WritePositional(values, texts, options.Precision);
        int left = 0, right = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                continue;
            int dot = texts[i].IndexOf('.');
            left = Math.Max(left, dot);
            right = Math.Max(right, texts[i].Length - dot - 1);
        }

        int width = left + 1 + right;
        for (int i = 0; i < texts.Length; i++)
            if (!T.IsFinite(values[i]))
                width = Math.Max(width, (texts[i] = PythonNumber.NonFinite(double.CreateTruncating(values[i]))).Length);
        left = width - 1 - right;
        for (int i = 0; i < texts.Length; i++)
            texts[i] = T.IsFinite(values[i]) ? Align(texts[i], left, right) : texts[i].PadLeft(width);
        return texts;
    }

    static string Align(string text, int left, int right)
    {
        int dot = text.IndexOf('.');
        return text.PadLeft(text.Length + left - dot).PadRight(left + 1 + right);
    }

    /// <summary>True if NumPy prints values of this range with exponents.</summary>
    static bool IsScientific<T>(ReadOnlySpan<T> values, bool? demanded) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T smallest = T.PositiveInfinity, largest = T.Zero;
        bool anyFinite = false;
        foreach (T value in values)
        {
            anyFinite |= T.IsFinite(value);
            if (!T.IsFinite(value) || T.IsZero(value))
                continue;
            smallest = T.Min(smallest, T.Abs(value));
            largest = T.Max(largest, T.Abs(value));
        }
        if (demanded == true)
            return anyFinite;
        if (T.IsZero(largest))
            return false;
        // NumPy divides in the array's type but compares as double.
        double ratio = double.CreateTruncating(largest / smallest);
        return double.CreateTruncating(largest) >= 1e8
            || (demanded is null && (double.CreateTruncating(smallest) < 1e-4 || ratio > 1000));
    }

    static void WritePositional<T>(ReadOnlySpan<T> values, string[] texts, int precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < texts.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                continue;
            var digits = DecimalDigits.Shortest(values[i]);
            double wide = double.CreateTruncating(values[i]);
            if (digits.FractionLength > precision)
                texts[i] = WithPoint(PythonNumber.Fixed(wide, precision)).TrimEnd('0');
            else if (digits.Point > digits.Digits.Length)
                // The shortest digits end before the point; NumPy prints the exact digits of the number after them, not
                // zeros.
                texts[i] = PythonNumber.Fixed(wide, 0) + ".";
            else
                texts[i] = digits.ToPositional();
        }
    }

    static void WriteScientific<T>(ReadOnlySpan<T> values, string[] texts, int precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // All numbers get the same number of digits, that of the one which needs most, and exponents of equal length.
        var digits = new DecimalDigits[values.Length];
        int decimals = 0, exponentDigits = 2;
        for (int i = 0; i < texts.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                continue;
            digits[i] = DecimalDigits.Shortest(values[i]);
            var (mantissa, exponent) = Mantissa(values[i], digits[i], precision);
            decimals = Math.Max(decimals, mantissa.TrimEnd('0').Length - mantissa.IndexOf('.') - 1);
            exponentDigits = Math.Max(exponentDigits, Math.Abs(exponent) >= 100 ? 3 : 2);
        }

        for (int i = 0; i < texts.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                continue;
            // Digits beyond the shortest are exact digits of the number, not zeros; the last digits of a float show
            // this.
            var (mantissa, exponent) = digits[i].Digits.Length - 1 == decimals
                ? (digits[i].ToMantissa(), digits[i].Exponent)
                : Rounded(values[i], decimals);
            texts[i] = mantissa + PythonNumber.Exponent(exponent, exponentDigits);
        }
    }

    static (string Text, int Exponent) Mantissa<T>(T value, DecimalDigits digits, int precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        digits.Digits.Length - 1 > precision ? Rounded(value, precision) : (digits.ToMantissa(), digits.Exponent);

    static (string Text, int Exponent) Rounded<T>(T value, int decimals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (mantissa, exponent) = PythonNumber.SplitScientific(double.CreateTruncating(value), decimals);
        return (WithPoint(mantissa), exponent);
    }

    static string WithPoint(string text) => text.Contains('.') ? text : text + ".";
}
