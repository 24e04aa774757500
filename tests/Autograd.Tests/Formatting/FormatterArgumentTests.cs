using System.Globalization;

namespace Autograd.Tests;

public class FormatterArgumentTests
{
    private static readonly CultureInfo Original = CultureInfo.CurrentCulture;

    [TearDown]
    public void RestoreCulture() => CultureInfo.CurrentCulture = Original;

    [Test]
    public void ShapeMustHoldTheValues()
    {
        Assert.That(() => TorchFormatter.Format<float>([1, 2, 3, 4, 5], [2, 3]),
            Throws.ArgumentException.With.Message.EqualTo(
                "ToString: shape (2, 3) does not hold 5 values; pass as many as its sizes multiply to (Parameter 'shape')"));
        Assert.That(() => NumPyFormatter.Repr<float>([1], [0]), Throws.ArgumentException.With.Message.EqualTo(
            "ToString: shape (0,) does not hold 1 values; pass as many as its sizes multiply to (Parameter 'shape')"));
        Assert.That(() => NumPyFormatter.Str<float>([], []), Throws.ArgumentException.With.Message.EqualTo(
            "ToString: shape () does not hold 0 values; pass as many as its sizes multiply to (Parameter 'shape')"));
        Assert.That(() => NumPyFormatter.Str<float>([1], [-1, -1]),
            Throws.ArgumentException.With.Message.EqualTo("ToString: shape (-1, -1) has a negative size (Parameter 'shape')"));
    }

    [Test]
    public void SizesWhoseProductOverflowsAreCounted()
    {
        int[] shape = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
        Assert.That(() => TorchFormatter.Format<float>([1], shape), Throws.ArgumentException.With.Message.EqualTo(
            "ToString: shape (2147483647, 2147483647, 2147483647, 2147483647, 2147483647) does not hold 1 values; pass as many as its "
            + "sizes multiply to (Parameter 'shape')"));
        Assert.That(TorchFormatter.Format<float>([], [.. shape, 0]),
            Does.StartWith("tensor([],\n       size=(2147483647, ").And.EndsWith(", 0))"));
    }

    [Test]
    public void OnlyElementTypesArePrinted() => Assert.Multiple(() =>
    {
        Assert.That(() => TorchFormatter.Format<char>(['a'], [1]), Throws.ArgumentException.With.Message.EqualTo(
            "ToString: no tensor holds System.Char; use bool, byte, sbyte, short, int, long, Half, BFloat16, float or double"));
        Assert.That(() => NumPyFormatter.Repr<char>(['a'], [1]), Throws.ArgumentException.With.Message.EqualTo(
            "ToString: no tensor holds System.Char; use bool, byte, sbyte, short, int, long, Half, BFloat16, float or double"));
        Assert.That(() => NumPyFormatter.Str<char>(['a'], [1]), Throws.ArgumentException.With.Message.EqualTo(
            "ToString: no tensor holds System.Char; use bool, byte, sbyte, short, int, long, Half, BFloat16, float or double"));
    });

    [Test]
    public void TheCultureDoesNotMatter()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "minus ";
        CultureInfo.CurrentCulture = culture;
        Assert.That(TorchFormatter.Format<float>([-1.5f, 1e-9f], [2]), Is.EqualTo("tensor([-1.5000e+00,  1.0000e-09])"));
        Assert.That(NumPyFormatter.Repr<double>([-1.5, 1e-9], [2]), Is.EqualTo("array([-1.5e+00,  1.0e-09])"));
        Assert.That(NumPyFormatter.Str<long>([-7], [1]), Is.EqualTo("[-7]"));
    }

    [Test]
    public void ManyDimensionsNeedNoDeepStack()
    {
        var shape = new int[20_000];
        Array.Fill(shape, 1);
        Assert.That(TorchFormatter.Format<long>([7], shape).Count(c => c == '['), Is.EqualTo(20_000));
    }

    [Test]
    public void OptionsAreChecked() => Assert.Multiple(() =>
    {
        Assert.That(() => new PrintOptions { Precision = -1 },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "PrintOptions: Precision must be at least 0, got -1 (Parameter 'Precision')\nActual value was -1."));
        Assert.That(() => new PrintOptions { Threshold = -1 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "PrintOptions: Threshold must be at least 0, got -1 (Parameter 'Threshold')\nActual value was -1."));
        Assert.That(() => new PrintOptions { EdgeItems = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "PrintOptions: EdgeItems must be at least 1, got 0 (Parameter 'EdgeItems')\nActual value was 0."));
        Assert.That(() => new PrintOptions { LineWidth = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "PrintOptions: LineWidth must be at least 1, got 0 (Parameter 'LineWidth')\nActual value was 0."));
    });
}
