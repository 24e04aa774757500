using System.Globalization;

namespace Autograd.NN;

/// <summary>Values as Python prints them, for modules' text.</summary>
internal static class PythonFormat
{
    public static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return double.IsInteger(value) && !text.Contains('e') ? text + ".0" : text;
    }

    public static string Flag(bool value) => value ? "True" : "False";
}
