namespace Autograd;

/// <summary>
/// Formats floating-point elements in PyTorch's style: one notation and one width for the whole tensor.
/// </summary>
static class TorchFloats
{
    enum Notation { Integral, Fixed, Scientific }

    /// <summary>Formats the elements, right-aligned. Returns the width too, by which PyTorch breaks lines.</summary>
    /// <remarks>
    /// The width is that of the finite, nonzero values in the notation that their range implies, even if the options
    /// demand another one. As in PyTorch, zeros and "nan" may be wider.
    /// </remarks>
    public static (string[] Texts, int Width) Format(ReadOnlySpan<double> values, PrintOptions options)
    {
        var (automatic, isIntegral, anyNonzero) = SelectNotation(values);
        var texts = Write(values, automatic, options.Precision);
        int width = 1;
        for (int i = 0; i < texts.Length; i++)
            if (IsNonzeroFinite(values[i]))
                width = Math.Max(width, texts[i].Length);

        if (anyNonzero && options.SciMode is bool scientific && scientific != (automatic == Notation.Scientific))
            texts = Write(
                values, scientific ? Notation.Scientific : isIntegral ? Notation.Integral : Notation.Fixed, options.Precision);
        ElementType.AlignRight(texts, width);
        return (texts, width);
    }

    static bool IsNonzeroFinite(double value) => value != 0 && double.IsFinite(value);

    static (Notation Automatic, bool Integral, bool AnyNonzero) SelectNotation(ReadOnlySpan<double> values)
    {
        double smallest = double.PositiveInfinity, largest = 0;
        bool isIntegral = true;
        foreach (double value in values)
        {
            if (!IsNonzeroFinite(value))
                continue;
            smallest = Math.Min(smallest, Math.Abs(value));
            largest = Math.Max(largest, Math.Abs(value));
            isIntegral &= value == Math.Ceiling(value);
        }

        bool anyNonzero = largest > 0;
        // The quotient may overflow to infinity, which is correctly above 1000.
        bool wide = anyNonzero && (largest / smallest > 1000 || largest > 1e8 || (!isIntegral && smallest < 1e-4));
        return (wide ? Notation.Scientific : isIntegral ? Notation.Integral : Notation.Fixed, isIntegral, anyNonzero);
    }

    static string[] Write(ReadOnlySpan<double> values, Notation notation, int precision)
    {
        var texts = new string[values.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = notation switch
            {
                Notation.Scientific => PythonNumber.Scientific(values[i], precision),
                Notation.Fixed => PythonNumber.Fixed(values[i], precision),
                _ => PythonNumber.Fixed(values[i], 0) + (double.IsFinite(values[i]) ? "." : ""),
            };
        return texts;
    }
}
