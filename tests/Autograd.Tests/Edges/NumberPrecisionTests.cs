namespace Autograd.Tests.Edges;

/// <summary>
/// A C# number beside a Float64 tensor counts with all its digits, also where the method takes a tensor and the number
/// is converted to one, which is Float32.
/// </summary>
public class NumberPrecisionTests
{
    private static readonly Tensor X = Tensor.From([1.0, 3.0], DType.Float64);

    private static IEnumerable<TestCaseData> Calls()
    {
        yield return Row("AddInPlace", x => x.AddInPlace(0.1), x => x + 0.1);
        yield return Row("AddInPlace with alpha", x => x.AddInPlace(0.1, alpha: 3), x => x + 3 * 0.1);
        yield return Row("SubInPlace", x => x.SubInPlace(0.1), x => x - 0.1);
        yield return Row("SubInPlace with alpha", x => x.SubInPlace(0.1, alpha: 3), x => x - 3 * 0.1);
        yield return Row("MulInPlace", x => x.MulInPlace(0.1), x => x * 0.1);
        yield return Row("DivInPlace", x => x.DivInPlace(0.1), x => x / 0.1);
        yield return Row("CopyInPlace", x => x.CopyInPlace(0.1), _ => 0.1);
        yield return Row("Maximum", x => x.Maximum(1.1), x => Math.Max(x, 1.1));
        yield return Row("Minimum", x => x.Minimum(1.1), x => Math.Min(x, 1.1));
        yield return Row("Atan2", x => x.Atan2(0.1), x => Math.Atan2(x, 0.1));
        yield return Row("Hypot", x => x.Hypot(0.1), x => double.Hypot(x, 0.1));
        yield return Row("Lerp", x => x.Lerp(0.1, 0.5), x => x + 0.5 * (0.1 - x));
        yield return Row("AddCMul", x => x.AddCMul(0.1, 0.7), x => x + 0.1 * 0.7);
        yield return Row("AddCDiv", x => x.AddCDiv(0.1, 0.7), x => x + 0.1 / 0.7);
        yield return Row("To", _ => ((Tensor)0.1).To(DType.Float64).Expand(2), _ => 0.1);
    }

    [TestCaseSource(nameof(Calls))]
    public void A_number_beside_a_Float64_tensor_is_not_rounded(Func<Tensor, Tensor> call, Func<double, double> expected)
    {
        var result = call(X.Clone()).ToArray<double>();

        Assert.That(result, Is.EqualTo(X.ToArray<double>().Select(expected)).Within(2).Ulps);
    }

    [Test]
    public void A_number_that_was_written_to_is_the_value_written()
    {
        Tensor number = 0.1;
        number.AddInPlace(0.25);

        Assert.That(number.To(DType.Float64).Item(), Is.EqualTo(0.1f + 0.25f));
    }

    private static TestCaseData Row(string name, Func<Tensor, Tensor> call, Func<double, double> expected) =>
        new TestCaseData(call, expected).SetArgDisplayNames(name);
}
