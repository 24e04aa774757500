using System.Globalization;
using System.Numerics;

namespace Autograd;

/// <summary>
/// The fewest decimal digits that read back as the same finite number: ±0.DIGITS × 10^<see cref="Point"/>.
/// </summary>
/// <param name="IsNegative">True if the sign bit is set, so that -0 keeps its sign.</param>
/// <param name="Digits">Significant digits without leading or trailing zeros; "0" for zero.</param>
/// <param name="Point">The number of digits before the decimal point; zero or negative for a number below 1.</param>
readonly record struct DecimalDigits(bool IsNegative, string Digits, int Point)
{
    /// <summary>The number of digits after the point in positional notation.</summary>
    public int FractionLength => Math.Max(0, Digits.Length - Point);

    /// <summary>The exponent in scientific notation, with one digit before the point.</summary>
    public int Exponent => Point - 1;

    public static DecimalDigits Shortest<T>(T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        // At a power of two, the next smaller number is nearer than the next larger one. There .NET's fast path can
        // stop one digit early, as at 2^-25, and print that smaller number; 17 digits always suffice.
        if (T.IsPow2(T.Abs(value)) && T.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) != value)
            text = value.ToString("E16", CultureInfo.InvariantCulture);
        return Parse(text);
    }

    /// <summary>
    /// Parses the text that .NET prints: a sign, digits with an optional point, and an optional exponent.
    /// </summary>
    static DecimalDigits Parse(ReadOnlySpan<char> text)
    {
        bool negative = text[0] == '-';
        if (negative)
            text = text[1..];

        int exponent = 0;
        int e = text.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        int dot = text.IndexOf('.');
        int point = exponent + (dot < 0 ? text.Length : dot);
        string all = dot < 0 ? text.ToString() : string.Concat(text[..dot], text[(dot + 1)..]);
        string digits = all.TrimStart('0');
        if (digits.Length == 0)
            return new(negative, "0", 1);
        return new(negative, digits.TrimEnd('0'), point - (all.Length - digits.Length));
    }

    /// <summary>
    /// Formats in positional notation; missing integer digits are zeros, and the point is always present: "1." for one.
    /// </summary>
    public string ToPositional()
    {
        string sign = IsNegative ? "-" : "";
        if (Point <= 0)
            return $"{sign}0.{new string('0', -Point)}{Digits}";
        if (Point >= Digits.Length)
            return Digits == "0" ? $"{sign}0." : $"{sign}{Digits.PadRight(Point, '0')}.";
        return $"{sign}{Digits.AsSpan(0, Point)}.{Digits.AsSpan(Point)}";
    }

    /// <summary>Formats the mantissa of scientific notation: one digit, the point, the other digits.</summary>
    public string ToMantissa() => $"{(IsNegative ? "-" : "")}{Digits[0]}.{Digits.AsSpan(1)}";
}
