using System.Text.Json;

namespace Autograd.Plotting.Tests;

/// <summary>Format strings mean what they mean in matplotlib.</summary>
public sealed class FormatStringTests
{
    [Test]
    public void Each_format_string_is_read_or_refused_as_matplotlib_does()
    {
        var count = 0;
        foreach (var format in Matplotlib.Fixture.GetProperty("formats").EnumerateObject())
        {
            count++;
            if (format.Value.ValueKind == JsonValueKind.Null)
            {
                Assert.That(() => FormatString.Parse(format.Name), Throws.ArgumentException, $"\"{format.Name}\"");
                continue;
            }

            var parsed = FormatString.Parse(format.Name);
            var (color, marker, style) = (format.Value.GetProperty("color"), format.Value.GetProperty("marker"), format.Value.GetProperty("style"));
            Assert.That(parsed.Marker, Is.EqualTo(marker.GetString() ?? "None"), $"marker of \"{format.Name}\"");
            Assert.That(parsed.LineStyle, Is.EqualTo(style.GetString() switch { null => "-", " " => "None", var other => other }), $"style of \"{format.Name}\"");
            Assert.That(parsed.Color is null ? null : Hex(parsed.Color), Is.EqualTo(color.GetString()), $"colour of \"{format.Name}\"");
        }

        Assert.That(count, Is.GreaterThan(1000));
    }

    [Test]
    public void Each_combination_of_colour_marker_and_style_in_any_order_is_read_back()
    {
        string[] colors = ["", "b", "g", "r", "c", "m", "y", "k", "w", "C0", "C7"], styles = ["", "-", "--", "-.", ":"];
        string[] markers = ["", .. ".,ov^<>12348spP*hH+xXDd|_".Select(c => c.ToString())];
        foreach (var color in colors)
        {
            foreach (var marker in markers)
            {
                foreach (var style in styles)
                {
                    // A marker before or behind "-" would read as "-." or, as one digit, as a colour's number.
                    var expected = new FormatString(color == "" ? null : color, marker == "" ? "None" : marker,
                        style != "" ? style : marker == "" ? "-" : "None");
                    foreach (var text in (string[])[color + marker + style, style + color + marker, marker + style + color])
                    {
                        if (text.Contains("-.") && style != "-." || text == color + marker && color.Length == 2 && char.IsDigit(marker.FirstOrDefault())) continue;
                        Assert.That(FormatString.Parse(text), Is.EqualTo(expected), text);
                    }
                }
            }
        }
    }

    [TestCase("q", "Plot: 'q' in the format \"q\" means nothing; a format is a colour (bgrcmykw or C0 to C9), a marker (.,ov^<>12348spP*hH+xXDd|_) and a line style (-, --, -., :) (Parameter 'format')")]
    [TestCase("oo", "Plot: the format \"oo\" has two markers, o and o (Parameter 'format')")]
    [TestCase("--o:", "Plot: the format \"--o:\" has two line styles, -- and : (Parameter 'format')")]
    [TestCase("rg", "Plot: the format \"rg\" has two colours, r and g (Parameter 'format')")]
    public void A_format_that_means_nothing_is_refused(string format, string message) =>
        Assert.That(() => new Figure().AddSubplot().Plot([1, 2], format), Throws.ArgumentException.With.Message.EqualTo(message));

    [Test]
    public void Each_named_colour_is_matplotlibs()
    {
        foreach (var color in Matplotlib.Fixture.GetProperty("colors").EnumerateObject())
            Assert.That(Hex(color.Name), Is.EqualTo(color.Value.GetString()), color.Name);
    }

    [Test]
    public void Each_colour_map_is_matplotlibs()
    {
        foreach (var map in Matplotlib.Fixture.GetProperty("maps").EnumerateObject())
        {
            var ours = Colormap.Find(map.Name, "test");
            foreach (var (i, expected) in map.Value.EnumerateArray().Index())
            {
                var color = ours.GetColor(i / 10.0);
                var (r, g, b) = (color.R, color.G, color.B);
                var hex = expected.GetString()!;
                for (var part = 0; part < 3; part++)
                {
                    // ScottPlot's jet has other corners; the rest differ by how they round and interpolate.
                    var wanted = Convert.ToInt32(hex.Substring(1 + 2 * part, 2), 16);
                    var tolerance = map.Name == "jet" ? 12 : 5;
                    var level = (double)(part == 0 ? r : part == 1 ? g : b);
                    Assert.That(level, Is.EqualTo((double)wanted).Within(tolerance), $"{map.Name} at {i / 10.0}, part {part}");
                }
            }
        }
    }

    private static string Hex(string name)
    {
        var color = ColorSpec.Parse(name, Style.Default.Cycle, "test");
        return $"#{color.R:x2}{color.G:x2}{color.B:x2}";
    }
}
