using System.Text.Json;
using Autograd.Distributions;
using static Autograd.Tests.Distributions.DistributionFixture;

namespace Autograd.Tests.Distributions;

/// <summary>Values and gradients of every distribution, pair and transform equal PyTorch's.</summary>
public class DistributionParityTests
{
    private static IEnumerable<TestCaseData> Rows => Cases("cases", Describe);

    private static IEnumerable<TestCaseData> Pairs => Cases(
        "pairs", row => $"{row.GetProperty("p").GetProperty("name").GetString()} {row.GetProperty("q").GetProperty("name").GetString()}");

    private static IEnumerable<TestCaseData> TransformRows => Cases("transforms", Describe);

    [TestCaseSource(nameof(Rows))]
    public void Values_equal_PyTorchs(JsonElement row)
    {
        var d = DistributionOf(row);
        Assert.That(d.BatchShape.ToArray(), Is.EqualTo(Sizes(row, "batch")));
        Assert.That(d.EventShape.ToArray(), Is.EqualTo(Sizes(row, "event")));
        var value = TensorOf(row.GetProperty("value"))!;
        AssertClose(d.LogProb(value), TensorOf(row.GetProperty("logProb"))!, "LogProb");
        AssertSame(row, "mean", () => d.Mean);
        AssertSame(row, "mode", () => d.Mode);
        AssertSame(row, "variance", () => d.Variance);
        AssertSame(row, "stddev", () => d.StdDev);

        // PyTorch takes the logarithm of a factorial in single precision there.
        AssertSame(row, "entropy", d.Entropy, tolerance: d is Multinomial ? 1e-7 : 1e-10);
        AssertSame(row, "cdf", () => d.Cdf(value));
        AssertSame(row, "icdf", () => d.Icdf(Tensor.Full(d.BatchShape, 0.3, DType.Float64)));
        AssertSame(row, "support", () => d.EnumerateSupport());
        AssertSame(row, "supportUnexpanded", () => d.EnumerateSupport(expand: false));
        Assert.That(d.HasEnumerateSupport, Is.EqualTo(row.GetProperty("support").ValueKind != JsonValueKind.Null || IsInhomogeneous(row)));
        if (row.GetProperty("entropy").ValueKind != JsonValueKind.Null)
            AssertClose(d.Perplexity(), TensorOf(row.GetProperty("entropy"))!.Exp(), "Perplexity", 1e-6);
    }

    [TestCaseSource(nameof(Rows))]
    public void Gradients_of_probabilities_equal_PyTorchs(JsonElement row)
    {
        var leaves = new List<Tensor>();
        var d = DistributionOf(row, leaves, validateArgs: false);
        AssertGradients(d.LogProb(TensorOf(row.GetProperty("value"))!), leaves, row.GetProperty("logProbGrads"), "LogProb");
    }

    [TestCaseSource(nameof(Rows))]
    public void Results_have_the_type_of_the_parameters(JsonElement row)
    {
        var d = DistributionOf(row, floating: DType.Float32, validateArgs: false);
        Assert.That(d.LogProb(TensorOf(row.GetProperty("value"), DType.Float32)!).DType, Is.EqualTo(DType.Float32));
        Assert.That(d.Sample().DType, Is.EqualTo(d is Categorical ? DType.Int64 : DType.Float32));
        foreach (var (name, value) in new (string, Func<Tensor>)[] { ("mean", () => d.Mean), ("stddev", () => d.StdDev), ("entropy", d.Entropy) })
            if (row.GetProperty(name).ValueKind != JsonValueKind.Null) Assert.That(value().DType, Is.EqualTo(DType.Float32), name);
    }

    [TestCaseSource(nameof(Rows))]
    public void An_expanded_distribution_has_the_same_probabilities(JsonElement row)
    {
        var d = DistributionOf(row);
        var expanded = d.Expand([2, .. d.BatchShape.Sizes]);
        Assert.That(expanded, Is.TypeOf(d.GetType()));
        Assert.That(expanded.BatchShape.ToArray(), Is.EqualTo(new[] { 2 }.Concat(d.BatchShape)));
        Assert.That(expanded.EventShape, Is.EqualTo(d.EventShape));
        var value = TensorOf(row.GetProperty("value"))!;
        var logProb = d.LogProb(value);
        if (logProb.NDim > d.BatchShape.Count) return;
        AssertClose(expanded.LogProb(value), logProb.Expand([2, .. logProb.Shape.Sizes]), "LogProb", 1e-14);
        AssertSame(row, "mean", () => expanded.Mean, mean => mean.Expand([2, .. mean.Shape.Sizes]));
        Assert.That(expanded.Sample(3).Shape.ToArray(), Is.EqualTo(new[] { 3, 2 }.Concat(d.BatchShape).Concat(d.EventShape)));
    }

    [TestCaseSource(nameof(Pairs))]
    public void Divergences_equal_PyTorchs(JsonElement row)
    {
        var leaves = new List<Tensor>();
        var (p, q) = (DistributionOf(row.GetProperty("p"), leaves), DistributionOf(row.GetProperty("q"), leaves));
        var kl = Distribution.KlDivergence(p, q);
        AssertClose(kl, TensorOf(row.GetProperty("kl"))!, "KlDivergence");
        if (row.GetProperty("grads").GetArrayLength() > 0) AssertGradients(kl, leaves, row.GetProperty("grads"), "KlDivergence");
    }

    [TestCaseSource(nameof(TransformRows))]
    public void Transforms_equal_PyTorchs(JsonElement row)
    {
        var transform = TransformOf(row);
        var (x, y) = (TensorOf(row.GetProperty("x"))!, TensorOf(row.GetProperty("y"))!);
        AssertClose(transform.Forward(x), y, "Forward");
        AssertClose(transform.Inv.Forward(y), TensorOf(row.GetProperty("inverse"))!, "Inv.Forward", 1e-8);
        Assert.That(transform.IsBijective, Is.EqualTo(row.GetProperty("bijective").GetBoolean()));
        Assert.That(transform.Inv.Domain.EventDim, Is.EqualTo(row.GetProperty("codomain").GetInt32()));
        Assert.That(transform.Domain.EventDim, Is.EqualTo(row.GetProperty("domain").GetInt32()));
        Assert.That(transform.ForwardShape(x.Shape).ToArray(), Is.EqualTo(Sizes(row, "forwardShape")));
        Assert.That(transform.Inv.ForwardShape(y.Shape).ToArray(), Is.EqualTo(Sizes(row, "inverseShape")));
        AssertSame(row, "logAbsDetJacobian", () => transform.LogAbsDetJacobian(x, y), tolerance: 1e-8);
        if (transform.IsBijective) AssertSame(row, "logAbsDetJacobian", () => -transform.Inv.LogAbsDetJacobian(y, x), tolerance: 1e-8);
    }

    private static void AssertSame(JsonElement row, string name, Func<Tensor> value, Func<Tensor, Tensor>? of = null, double tolerance = 1e-10)
    {
        if (TensorOf(row.GetProperty(name)) is { } expected) AssertClose(value(), of is null ? expected : of(expected), name, tolerance);
        else Assert.That(() => value(), Throws.TypeOf<NotSupportedException>(), name);
    }

    /// <summary>Of several numbers of trials the values cannot be listed in one tensor.</summary>
    private static bool IsInhomogeneous(JsonElement row) =>
        row.GetProperty("name").GetString() == "Binomial" && row.GetProperty("support").ValueKind == JsonValueKind.Null;

    private static int[] Sizes(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(size => size.GetInt32())];
}
