using System.Globalization;

namespace Autograd.Tests;

public class FormatterArgumentTests
{
    static readonly CultureInfo Original = CultureInfo.CurrentCulture;

    [TearDown]
    public void RestoreCulture() => CultureInfo.CurrentCulture = Original;

    [Test]
    public void ShapeMustHoldTheValues()
    {
        Assert.That(() => TorchFormatter.Format<float>([1, 2, 3, 4, 5], [2, 3]),
            Throws.ArgumentException.With.Message.StartsWith("print: shape (2, 3) does not hold 5 values"));
        Assert.That(() => NumPyFormatter.Repr<float>([1], [0]), Throws.ArgumentException);
        Assert.That(() => NumPyFormatter.Str<float>([], []), Throws.ArgumentException);
        Assert.That(() => NumPyFormatter.Str<float>([1], [-1, -1]),
            Throws.ArgumentException.With.Message.StartsWith("print: shape (-1, -1) has a negative size"));
    }

    [Test]
    public void SizesWhoseProductOverflowsAreCounted()
    {
        int[] shape = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
        Assert.That(() => TorchFormatter.Format<float>([1], shape), Throws.ArgumentException);
        Assert.That(TorchFormatter.Format<float>([], [.. shape, 0]),
            Does.StartWith("tensor([],\n       size=(2147483647, ").And.EndsWith(", 0))"));
    }

    [Test]
    public void OnlyElementTypesArePrinted() => Assert.Multiple(() =>
    {
        Assert.That(() => TorchFormatter.Format<char>(['a'], [1]), Throws.ArgumentException);
        Assert.That(() => NumPyFormatter.Repr<char>(['a'], [1]), Throws.ArgumentException);
        Assert.That(() => NumPyFormatter.Str<char>(['a'], [1]), Throws.ArgumentException);
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
        int[] shape = new int[20_000];
        Array.Fill(shape, 1);
        Assert.That(TorchFormatter.Format<long>([7], shape).Count(c => c == '['), Is.EqualTo(20_000));
    }

    [Test]
    public void OptionsAreChecked() => Assert.Multiple(() =>
    {
        Assert.That(() => new PrintOptions { Precision = -1 },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Precision must be at least 0, got -1"));
        Assert.That(() => new PrintOptions { Threshold = -1 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PrintOptions { EdgeItems = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PrintOptions { LineWidth = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    });
}
