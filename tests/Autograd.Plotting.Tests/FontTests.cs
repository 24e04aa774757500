using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting.Tests;

/// <summary>Text shows without any font on the machine, in pictures and in SVG.</summary>
[NonParallelizable]
public sealed class FontTests
{
    [Test]
    public void The_font_has_what_titles_of_notebooks_need() =>
        Assert.That(PlotFont.Missing("Az09 éßŁ αβγΩ Ж 가각힣회귀 ₀₁₂ᵢ ⁰¹²⁻ⁿ ∇⊙∈ℝ∘∂∑∏√∞≤≥≠≈×÷±→←⇒∥·…−ŷĥ 𝔼ℓ ⊗⊕⊤ ●■▲"), Is.Empty);

    [Test]
    public void Characters_that_the_font_lacks_are_named() => Assert.That(PlotFont.Missing("a漢b🙂"), Is.EqualTo("漢🙂"));

    [Test]
    public void Each_symbol_of_mathtext_is_in_the_font()
    {
        const string commands = @"$\alpha\Omega\circ\odot\nabla\partial\sum\infty\in\mathbb{R}\mathbb{E}\mathcal{L}\hat{y}\hat{\beta}\bar{x}x_{ij}x^{n+1}\to\|$";
        Assert.That(PlotFont.Missing(MathText.ToUnicode(commands)), Is.Empty);
        Assert.That(PlotFont.Missing(string.Concat(MathText.Symbols.Values) + "√∛∜"), Is.Empty);
    }

    [Test]
    public void Text_is_drawn_in_the_fonts_glyphs_where_no_other_font_can_be_had()
    {
        // As on a machine without fonts: nothing but the package's own resolver answers.
        PlotFont.Register();
        var resolvers = SP.Fonts.FontResolvers.ToArray();
        try
        {
            SP.Fonts.FontResolvers.RemoveAll(resolver => resolver is SP.FontResolvers.SystemFontResolver);
            Assert.That(SP.Fonts.GetTypeface("A family that is nowhere", false, false).FamilyName, Is.EqualTo(PlotFont.Family));
            var (blank, titled) = (new Figure((2, 2)), new Figure((2, 2)));
            blank.SupTitle(" ");
            titled.SupTitle("회귀");
            Assert.That(Ink(titled) - Ink(blank), Is.GreaterThan(50));
        }
        finally
        {
            SP.Fonts.FontResolvers.Clear();
            SP.Fonts.FontResolvers.AddRange(resolvers);
        }
    }

    [Test]
    public void Each_text_of_a_figure_has_the_packages_font()
    {
        var svg = Figures.Everything().ToSvg();
        var families = System.Text.RegularExpressions.Regex.Matches(svg, "font-family=\"([^\"]*)\"").Select(match => match.Groups[1].Value).Distinct();
        Assert.That(families, Is.EqualTo((string[])[PlotFont.Family]));
    }

    [Test]
    public void The_SVGs_font_draws_its_characters_as_the_whole_font_does()
    {
        var woff = TrueTypeSubset.ToWoff(PlotFont.TrueType.ToArray(), [.. "회귀 ŷé∇g".EnumerateRunes().Select(rune => rune.Value)]);
        Assert.That(woff, Has.Length.LessThan(8000));
        using var data = SKData.CreateCopy(Unpacked(woff));
        using var subset = SKTypeface.FromData(data);
        Assert.That(subset.FamilyName, Is.EqualTo(PlotFont.Family));
        Assert.That(subset.GetGlyph('a'), Is.Zero, "a character that was not asked for");
        foreach (var character in "회귀ŷé∇g")
        {
            Assert.That(subset.GetGlyph(character), Is.Not.Zero);
            Assert.That(Drawn(subset, character), Is.EqualTo(Drawn(PlotFont.Typeface, character)), character.ToString());
        }
    }

    [Test]
    public void A_page_carries_one_font_with_all_its_figures_characters()
    {
        var rule = PlotFont.FontFace("abc");
        Assert.That(rule, Does.StartWith("@font-face{font-family:\"Autograd Sans\";src:url(data:font/woff;base64,d09GRg"));
        Assert.That(rule, Is.EqualTo(PlotFont.FontFace("cbacba")));
    }

    [Test]
    public void The_licence_stands_beside_the_font()
    {
        var folder = Path.Combine(Repository.Root, "src/Autograd.Plotting");
        var licence = File.ReadAllText(Path.Combine(folder, "Fonts/OFL.txt"));
        Assert.That(licence, Does.Contain("Reserved Font Name Pretendard").And.Contain("SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "Autograd.Plotting.csproj")), Does.Contain("<None Include=\"Fonts/OFL.txt\" Pack=\"true\""));
    }

    private static int Ink(Figure figure)
    {
        using var bitmap = SKBitmap.Decode(figure.ToPng());
        return bitmap.Pixels.Count(pixel => pixel.Red < 128);
    }

    private static byte[] Drawn(SKTypeface typeface, char character)
    {
        using var bitmap = new SKBitmap(40, 40);
        using var canvas = new SKCanvas(bitmap);
        using var font = new SKFont(typeface, 30) { Hinting = SKFontHinting.None };
        using var paint = new SKPaint { IsAntialias = true };
        canvas.DrawText(character.ToString(), 2, 30, font, paint);
        canvas.Flush();
        Assert.That(bitmap.Pixels.Any(pixel => pixel.Alpha > 0), character.ToString());
        return bitmap.Bytes;
    }

    /// <summary>The TrueType file that a WOFF file packs.</summary>
    private static byte[] Unpacked(byte[] woff)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(woff.AsSpan(12));
        var size = (int)BinaryPrimitives.ReadUInt32BigEndian(woff.AsSpan(16));
        var font = new byte[size];
        BinaryPrimitives.WriteUInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), count);
        var at = 12 + 16 * count;
        for (var i = 0; i < count; i++)
        {
            var entry = woff.AsSpan(44 + 20 * i, 20);
            var (offset, packed) = ((int)BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), (int)BinaryPrimitives.ReadUInt32BigEndian(entry[8..]));
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            if (packed == length) woff.AsSpan(offset, length).CopyTo(font.AsSpan(at));
            else new ZLibStream(new MemoryStream(woff, offset, packed), CompressionMode.Decompress).ReadExactly(font.AsSpan(at, length));
            entry[..4].CopyTo(font.AsSpan(12 + 16 * i));
            entry[16..].CopyTo(font.AsSpan(12 + 16 * i + 4));
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(12 + 16 * i + 8), (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(12 + 16 * i + 12), (uint)length);
            at += (length + 3) & ~3;
        }

        Assert.That(at, Is.EqualTo(size), "the length that the header gives");
        return font;
    }
}
