using System.Globalization;
using System.Text.RegularExpressions;

namespace Autograd.Plotting.Tests;

/// <summary>
/// Figures as they were when someone looked at them. With AUTOGRAD_UPDATE_GOLDEN=1 the files are written anew; look at them
/// in a browser before they are committed.
/// </summary>
public sealed partial class GoldenSvgTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Autograd.Plotting.Tests/Golden");

    [TestCaseSource(typeof(Figures), nameof(Figures.All))]
    public void A_figure_is_as_it_was(Func<Figure> make)
    {
        var svg = Normalised(make().ToSvg());
        var path = Path.Combine(Folder, TestContext.CurrentContext.Test.Name.Split('(', ')')[1] + ".svg");
        if (Environment.GetEnvironmentVariable("AUTOGRAD_UPDATE_GOLDEN") == "1") File.WriteAllText(path, svg);
        Assert.That(svg, Is.EqualTo(File.ReadAllText(path)));
    }

    /// <summary>Without the font, the images and the names, which depend on how they were packed; and with whole pixels.</summary>
    private static string Normalised(string svg)
    {
        svg = FontRule().Replace(svg, "");
        svg = ImageData().Replace(svg, "data:image/png;base64,…");
        svg = Prefix().Replace(svg, "");
        svg = Attribute().Replace(svg, attribute => Numbers().Replace(attribute.Value, match => Whole(match.Value)));
        return svg.Replace("><", ">\n<").ReplaceLineEndings("\n");
    }

    private static string Whole(string number) =>
        Math.Round(double.Parse(number, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("@font-face\\{[^}]*\\}")]
    private static partial Regex FontRule();

    [GeneratedRegex("data:image/png;base64,[A-Za-z0-9+/=\\s]*")]
    private static partial Regex ImageData();

    [GeneratedRegex("\\bf[0-9a-f]{8}-")]
    private static partial Regex Prefix();

    [GeneratedRegex("(?<=[\\s\"MLQCZHV,(-])-?\\d+\\.\\d+")]
    private static partial Regex Numbers();
}
