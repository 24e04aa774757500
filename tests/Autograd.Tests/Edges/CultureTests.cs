using System.Globalization;
using Autograd.NN;
using Autograd.Tests.Errors;
using Autograd.Tests.Errors.Rejections;

namespace Autograd.Tests.Edges;

/// <summary>Texts are the same whatever numbers look like in the culture of the thread.</summary>
public class CultureTests
{
    /// <summary>A culture with a comma in fractions and a minus sign of its own; by hand, for the tests' process knows no others.</summary>
    private static readonly CultureInfo Foreign = Make();

    private static readonly Dictionary<string, Func<object?>> Texts = new()
    {
        ["Hardtanh"] = () => Tensor.Zeros(2).Hardtanh(1.5, -2.5),
        ["Quantile"] = () => Tensor.Zeros(2).Quantile(-1.5),
        ["Histc"] = () => Tensor.Zeros(2).Histc(3, 2.5, 1.5),
        ["Arange"] = () => Tensor.Arange(0.5, 2.5, -0.5),
        ["AddCMul"] = () => Tensor.From([1]).AddCMul(Tensor.From([1]), Tensor.From([1]), 1.5),
        ["Full"] = () => Tensor.Full(Shape.Create(2), -1e30, DType.Int64),
        ["Shape"] = () => Tensor.Zeros(2, -3),
        ["Expand"] = () => Tensor.Zeros(2).Expand(3, -3),
        ["Dropout"] = () => F.Dropout(Tensor.Zeros(2), -0.5),
        ["SGD"] = () => new SGD([Parameter.From(Tensor.Zeros(2))], -0.5),
        ["Adam"] = () => new Adam([Parameter.From(Tensor.Zeros(2))], 0.5, betas: (-0.5, 0.9)),
        ["CrossEntropy"] = () => F.CrossEntropy(Tensor.Zeros(2, 2), Tensor.From([0L, 1]), labelSmoothing: -0.5),
        ["Generator"] = () => Tensor.Bernoulli(Tensor.From([-0.5], DType.Float64)),
        ["NumPyRandom"] = () => new NumPyRandom(1).Binomial(3, -0.5),
        ["Triangular"] = () => new NumPyRandom(1).Triangular(1.5, 0.5, -2.5),
        ["Scalar"] = () => ((Scalar)(-1.5)).ToString(),
        ["tensor"] = () => Tensor.From([-1.5, 1e-5, 1e20], DType.Float64).ToString(),
        ["number"] = () => Tensor.From(-1.5).ToString(),
        ["module"] = () => new Sequential(new LeakyReLU(0.25), new Dropout(0.5), new LayerNorm(3)).ToString(),
        ["GradCheck"] = () => Assert.Catch(() => GradCheck.Check(
            x => (x[0] * x[0].Detach()).Sum(), [Leaf(Tensor.From([-1.5, 2.5], DType.Float64))]))!.Message,
    };

    private static IEnumerable<string> Names => Texts.Keys;

    [TestCaseSource(nameof(Names))]
    public void Numbers_are_invariant(string name)
    {
        var expected = TextOf(Texts[name], CultureInfo.InvariantCulture);
        Assert.That(expected, Is.Not.Empty);
        Assert.That(TextOf(Texts[name], Foreign), Is.EqualTo(expected));
    }

    private static IEnumerable<object> Rows => RejectionTests.All;

    [TestCaseSource(nameof(Rows))]
    public void Every_rejection_reads_the_same(object row)
    {
        var rejected = ((Rejection)row).Call;
        Assert.That(TextOf(() => { rejected(); return null; }, Foreign), Is.EqualTo(TextOf(() => { rejected(); return null; }, CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Every_mistake_reads_the_same()
    {
        const System.Reflection.BindingFlags tables = System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic
            | System.Reflection.BindingFlags.Public;
        var mistakes = typeof(Mistake).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(tables).Where(p => typeof(IEnumerable<Mistake>).IsAssignableFrom(p.PropertyType)).Select(p => p.GetValue(null))
                .Concat(type.GetFields(tables).Where(f => typeof(IEnumerable<Mistake>).IsAssignableFrom(f.FieldType)).Select(f => f.GetValue(null))))
            .SelectMany(table => (IEnumerable<Mistake>)table!).Distinct().ToArray();
        Assert.That(mistakes, Is.Not.Empty);
        foreach (var mistake in mistakes)
        {
            Assert.That(
                TextOf(() => { mistake.Call(); return null; }, Foreign),
                Is.EqualTo(TextOf(() => { mistake.Call(); return null; }, CultureInfo.InvariantCulture)));
        }
    }

    private static string TextOf(Func<object?> make, CultureInfo culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return make()?.ToString() ?? "";
        }
        catch (Exception e) when (e is not AssertionException)
        {
            return e.Message;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Tensor Leaf(Tensor x)
    {
        x.RequiresGrad = true;
        return x;
    }

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }
}
