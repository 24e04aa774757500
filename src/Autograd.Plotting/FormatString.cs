namespace Autograd.Plotting;

/// <summary>
/// matplotlib's format strings, <c>"--o"</c>, <c>"r."</c>, <c>"C1^-"</c>: a colour, a marker and a line style in any order,
/// each at most once, or a colour alone.
/// </summary>
/// <remarks>Follows matplotlib.axes.Axes.plot, "Format Strings".</remarks>
internal readonly record struct FormatString(string? Color, string Marker, string LineStyle)
{
    internal const string None = "None";
    private const string Markers = ".,ov^<>12348spP*hH+xXDd|_";
    private const string Letters = "bgrcmykw";

    /// <summary>Takes a format apart. A format without style and marker draws a solid line, one with a marker alone no line.</summary>
    /// <exception cref="ArgumentException">A character has no meaning, or two have the same.</exception>
    internal static FormatString Parse(string format)
    {
        ArgumentNullException.ThrowIfNull(format);

        // A whole format may be a colour: "red", "#ff0000", "0.5". Digits alone are the markers 1, 2, 3, 4 and 8.
        if (format.Length > 0 && !format.All(char.IsAsciiDigit) && ColorSpec.TryParse(format, out _)) return new(format, None, "-");

        string? color = null, marker = null, style = null;
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (format.AsSpan(i) is ['-', '-', ..] or ['-', '.', ..])
            {
                Set(ref style, format.Substring(i, 2), "line styles");
                i++;
            }
            else if (c is '-' or ':') Set(ref style, c.ToString(), "line styles");
            else if (c == ' ') Set(ref style, None, "line styles");
            else if (Markers.Contains(c)) Set(ref marker, c.ToString(), "markers");
            else if (Letters.Contains(c)) Set(ref color, c.ToString(), "colours");
            else if (c == 'C' && i + 1 < format.Length && char.IsAsciiDigit(format[i + 1]))
            {
                Set(ref color, format.Substring(i, 2), "colours");
                i++;
            }
            else
            {
                throw new ArgumentException(
                    $"Plot: '{c}' in the format \"{format}\" means nothing; a format is a colour ({Letters} or C0 to C9), " +
                    $"a marker ({Markers}) and a line style (-, --, -., :)", nameof(format));
            }
        }

        return new(color, marker ?? None, style ?? (marker is null ? "-" : None));

        void Set(ref string? part, string value, string what)
        {
            if (part is not null) throw new ArgumentException($"Plot: the format \"{format}\" has two {what}, {part} and {value}", nameof(format));
            part = value;
        }
    }

    /// <summary>Checks a line style that was given by itself, under either of matplotlib's names.</summary>
    internal static string CheckLineStyle(string style, string member) => style switch
    {
        "-" or "solid" => "-",
        "--" or "dashed" => "--",
        "-." or "dashdot" => "-.",
        ":" or "dotted" => ":",
        "" or " " or None or "none" => None,
        _ => throw new ArgumentException($"{member}: the line style \"{style}\" is none of -, --, -., :, None", nameof(style)),
    };

    /// <summary>Checks a marker that was given by itself.</summary>
    internal static string CheckMarker(string marker, string member) =>
        marker is "" or " " or None or "none" ? None
        : marker.Length == 1 && Markers.Contains(marker[0]) ? marker
        : throw new ArgumentException($"{member}: the marker \"{marker}\" is none of {Markers}", nameof(marker));
}
