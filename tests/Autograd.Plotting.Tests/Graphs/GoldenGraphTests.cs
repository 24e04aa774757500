using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Autograd.Plotting.Tests.Graphs;

/// <summary>
/// Pictures as they were when someone looked at them. With AUTOGRAD_UPDATE_GOLDEN=1 the files are written anew; look at them in a
/// browser before they are committed.
/// </summary>
public partial class GoldenGraphTests
{
    [Test]
    public void An_mlp()
    {
        var (loss, net) = Nets.Mlp();
        AssertGolden("mlp", GraphPlot.ToSvg(loss, net));
    }

    [Test]
    public void A_folded_recurrent_net()
    {
        var (loss, net) = Nets.Recurrent(599);
        AssertGolden("rnn", GraphPlot.ToSvg(loss, net, new GraphPlotOptions { Title = "599 steps", Direction = GraphDirection.LeftToRight }));
    }

    private static void AssertGolden(string name, string svg, [CallerFilePath] string here = "")
    {
        // Without the font, which depends on how it was packed; and with whole pixels, so that the last bits of a sum do not matter.
        svg = FontRule().Replace(svg, "");
        var text = Fraction().Replace(svg, match => Math.Round(double.Parse(match.Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Golden", name + ".svg");
        if (Environment.GetEnvironmentVariable("AUTOGRAD_UPDATE_GOLDEN") == "1") File.WriteAllText(path, text);
        Assert.That(text, Is.EqualTo(File.ReadAllText(path)));
    }

    [GeneratedRegex(@"@font-face\{[^}]*\}\n")]
    private static partial Regex FontRule();

    [GeneratedRegex(@"(?<=[ML CQ""])-?\d+\.\d(?=[ LCQ""])")]
    private static partial Regex Fraction();
}
