using System.Globalization;

namespace Autograd;

/// <summary>Formats values as Python prints them, for the text of modules.</summary>
internal static class PythonFormat
{
    public static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return double.IsInteger(value) && !text.Contains('e') ? text + ".0" : text;
    }

    /// <summary>
    /// As <see cref="Number"/>, but an integral value without ".0", as Python prints an int: for arguments whose
    /// default is an int in PyTorch.
    /// </summary>
    public static string Shortest(double value) => Number(value) is var text && text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;

    /// <summary>Sizes as the user gave them: one number as it is, several as a tuple.</summary>
    public static string Sizes(Shape sizes) => sizes.Count == 1 ? $"{sizes.Sizes[0]}" : sizes.ToString();

    public static string Flag(bool value) => value ? "True" : "False";
}
