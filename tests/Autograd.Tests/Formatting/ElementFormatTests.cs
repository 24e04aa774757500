using System.Globalization;

namespace Autograd.Tests.Formatting;

/// <summary>A tensor in an interpolated string takes the format: a number stands alone, elements stand as ToString lays them out.</summary>
public class ElementFormatTests
{
    private static readonly Tensor X = Tensor.From([[1.5, -22.25], [0.125, 3]]);

    [Test]
    public void A_single_number_stands_alone()
    {
        var loss = Tensor.From(0.123456, requiresGrad: true);
        Assert.That($"{loss:F4}", Is.EqualTo("0.1235"));
        Assert.That($"{loss * 1:F4}", Is.EqualTo("0.1235"));
        Assert.That($"{loss:E3}", Is.EqualTo("1.235E-001"));
        Assert.That($"{Tensor.From(7):D3} {Tensor.From(7):F2} {Tensor.From(true):F1}", Is.EqualTo("007 7.00 1.0"));
        Assert.That($"{Autograd.NN.Parameter.From(loss):F2}", Is.EqualTo("0.12"));
        Assert.That(loss.ToString("G3"), Is.EqualTo("0.123"));
    }

    [Test]
    public void Elements_are_aligned()
    {
        Assert.That($"{X:F2}", Is.EqualTo("tensor([[  1.50, -22.25],\n        [  0.12,   3.00]])"));
        Assert.That($"{Tensor.From([1, 20]):F1}", Is.EqualTo("tensor([ 1.0, 20.0])"));
        Assert.That($"{Tensor.Arange(2000):D4}", Is.EqualTo("tensor([0000, 0001, 0002,  ..., 1997, 1998, 1999])"));
        Assert.That($"{Tensor.Zeros(0):F2}", Is.EqualTo("tensor([])"));
        Assert.That($"{Tensor.From([0.5], DType.Float64):F1}", Is.EqualTo("tensor([0.5], dtype=torch.float64)"));
        Assert.That($"{X:G}", Does.StartWith("tensor([[   1.5, -22.25],"));
    }

    [Test]
    public void Without_a_format_it_is_the_usual_text()
    {
        Assert.That($"{X}", Is.EqualTo(X.ToString()));
        Assert.That($"{X,0}", Is.EqualTo(X.ToString()));
        Assert.That(X.ToString("", null), Is.EqualTo(X.ToString()));
    }

    [Test]
    public void Numbers_are_invariant_unless_a_culture_is_given()
    {
        var comma = new NumberFormatInfo { NumberDecimalSeparator = "," };
        Assert.That(Tensor.From(0.5).ToString("F1", comma), Is.EqualTo("0,5"));
        Assert.That(string.Create(comma, $"{Tensor.From(0.5):F1}"), Is.EqualTo("0,5"));
        Assert.That(string.Format(null, "{0:F1}", Tensor.From(0.5)), Is.EqualTo("0.5"));
    }

    [Test]
    public void A_format_that_is_none_is_refused() =>
        Assert.That(() => X.ToString("Q"), Throws.TypeOf<FormatException>());
}
