using System.Globalization;
using System.Text.Json;
using Autograd.Distributions;
using Autograd.Tests.NN;

namespace Autograd.Tests.Distributions;

/// <summary>Builds the distributions, transforms and tensors of distributions.json, which tests/fixtures/distributions.py writes.</summary>
internal static class DistributionFixture
{
    private static readonly JsonElement Root = Fixture.Load("distributions.json");

    public static IEnumerable<TestCaseData> Cases(string kind, Func<JsonElement, string> describe) =>
        Root.GetProperty(kind).EnumerateArray().Select((row, i) => new TestCaseData(row).SetArgDisplayNames($"{i} {describe(row)}"));

    /// <summary>A tensor, or null where PyTorch has no value.</summary>
    public static Tensor? TensorOf(JsonElement element, DType? floating = null)
    {
        if (element.ValueKind == JsonValueKind.Null) return null;
        if (element.TryGetProperty("number", out var number)) return number.GetDouble();
        var dtype = Enum.Parse<DType>(element.GetProperty("type").GetString()!);
        int[] shape = [.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        double[] data = [.. element.GetProperty("data").EnumerateArray().Select(NumberOf)];
        return Tensor.From(data, shape, dtype.IsFloatingPoint() ? floating ?? dtype : dtype);
    }

    /// <summary>A distribution whose parameters are leaves of a graph, if a list for them is given.</summary>
    public static Distribution DistributionOf(
        JsonElement row, List<Tensor>? leaves = null, DType? floating = null, bool? validateArgs = null) =>
        DistributionOf(row.GetProperty("name").GetString()!, row.GetProperty("args"), leaves, floating, validateArgs);

    public static Distribution DistributionOf(string name, JsonElement args, List<Tensor>? leaves, DType? floating, bool? validate)
    {
        Tensor Parameter(string key) => Leaf(args.GetProperty(key), leaves, floating);
        Tensor? Optional(string key) => args.TryGetProperty(key, out _) ? Parameter(key) : null;
        Distribution Nested(string key) => DistributionOf(args.GetProperty(key), leaves, floating, validate);
        return name switch
        {
            "Normal" => new Normal(Parameter("loc"), Parameter("scale"), validate),
            "LogNormal" => new LogNormal(Parameter("loc"), Parameter("scale"), validate),
            "Uniform" => new Uniform(Parameter("low"), Parameter("high"), validate),
            "Laplace" => new Laplace(Parameter("loc"), Parameter("scale"), validate),
            "Cauchy" => new Cauchy(Parameter("loc"), Parameter("scale"), validate),
            "HalfCauchy" => new HalfCauchy(Parameter("scale"), validate),
            "HalfNormal" => new HalfNormal(Parameter("scale"), validate),
            "Gumbel" => new Gumbel(Parameter("loc"), Parameter("scale"), validate),
            "Exponential" => new Exponential(Parameter("rate"), validate),
            "Gamma" => new Gamma(Parameter("concentration"), Parameter("rate"), validate),
            "Chi2" => new Chi2(Parameter("df"), validate),
            "Beta" => new Beta(Parameter("concentration1"), Parameter("concentration0"), validate),
            "Dirichlet" => new Dirichlet(Parameter("concentration"), validate),
            "StudentT" => new StudentT(Parameter("df"), Parameter("loc"), Parameter("scale"), validate),
            "FisherSnedecor" => new FisherSnedecor(Parameter("df1"), Parameter("df2"), validate),
            "Poisson" => new Poisson(Parameter("rate"), validate),
            "Bernoulli" => new Bernoulli(Optional("probs"), Optional("logits"), validate),
            "ContinuousBernoulli" => new ContinuousBernoulli(Optional("probs"), Optional("logits"), validateArgs: validate),
            "Geometric" => new Geometric(Optional("probs"), Optional("logits"), validate),
            "Binomial" => new Binomial(Parameter("total_count"), Optional("probs"), Optional("logits"), validate),
            "NegativeBinomial" => new NegativeBinomial(Parameter("total_count"), Optional("probs"), Optional("logits"), validate),
            "Categorical" => new Categorical(Optional("probs"), Optional("logits"), validate),
            "OneHotCategorical" => new OneHotCategorical(Optional("probs"), Optional("logits"), validate),
            "OneHotCategoricalStraightThrough" => new OneHotCategoricalStraightThrough(Optional("probs"), Optional("logits"), validate),
            "Multinomial" => new Multinomial(
                (int)TensorOf(args.GetProperty("total_count"))!.Item(), Optional("probs"), Optional("logits"), validate),
            "VonMises" => new VonMises(Parameter("loc"), Parameter("concentration"), validate),
            "Weibull" => new Weibull(Parameter("scale"), Parameter("concentration"), validate),
            "Pareto" => new Pareto(Parameter("scale"), Parameter("alpha"), validate),
            "Kumaraswamy" => new Kumaraswamy(Parameter("concentration1"), Parameter("concentration0"), validate),
            "LogisticNormal" => new LogisticNormal(Parameter("loc"), Parameter("scale"), validate),
            "LogitRelaxedBernoulli" => new LogitRelaxedBernoulli(Parameter("temperature"), Optional("probs"), Optional("logits"), validate),
            "RelaxedBernoulli" => new RelaxedBernoulli(Parameter("temperature"), Optional("probs"), Optional("logits"), validate),
            "ExpRelaxedCategorical" => new ExpRelaxedCategorical(Parameter("temperature"), Optional("probs"), Optional("logits"), validate),
            "RelaxedOneHotCategorical" => new RelaxedOneHotCategorical(Parameter("temperature"), Optional("probs"), Optional("logits"), validate),
            "MultivariateNormal" => new MultivariateNormal(
                Parameter("loc"), Optional("covariance_matrix"), Optional("precision_matrix"), Optional("scale_tril"), validate),
            "LowRankMultivariateNormal" => new LowRankMultivariateNormal(
                Parameter("loc"), Parameter("cov_factor"), Parameter("cov_diag"), validate),
            "LKJCholesky" => new LKJCholesky((int)TensorOf(args.GetProperty("dim"))!.Item(), Parameter("concentration"), validate),
            "Wishart" => new Wishart(
                Parameter("df"), Optional("covariance_matrix"), Optional("precision_matrix"), Optional("scale_tril"), validate),
            "Independent" => new Independent(Nested("base"), (int)TensorOf(args.GetProperty("ndims"))!.Item()),
            "MixtureSameFamily" => new MixtureSameFamily((Categorical)Nested("mixture"), Nested("component"), validate),
            "TransformedDistribution" => new TransformedDistribution(
                Nested("base"), [.. args.GetProperty("transforms").EnumerateArray().Select(part => TransformOf(part, leaves, floating))], validate),
            _ => throw new InvalidOperationException($"The fixture has the distribution {name}."),
        };
    }

    public static Transform TransformOf(JsonElement row, List<Tensor>? leaves = null, DType? floating = null)
    {
        var args = row.GetProperty("args");
        Tensor Parameter(string key) => Leaf(args.GetProperty(key), leaves, floating);
        int[] Sizes(string key) => [.. args.GetProperty(key).EnumerateArray().Select(size => (int)TensorOf(size)!.Item())];
        return row.GetProperty("name").GetString() switch
        {
            "ExpTransform" => new ExpTransform(),
            "SigmoidTransform" => new SigmoidTransform(),
            "SoftplusTransform" => new SoftplusTransform(),
            "TanhTransform" => new TanhTransform(),
            "AbsTransform" => new AbsTransform(),
            "SoftmaxTransform" => new SoftmaxTransform(),
            "StickBreakingTransform" => new StickBreakingTransform(),
            "LowerCholeskyTransform" => new LowerCholeskyTransform(),
            "PowerTransform" => new PowerTransform(Parameter("exponent")),
            "AffineTransform" => new AffineTransform(
                Parameter("loc"), Parameter("scale"), args.TryGetProperty("event_dim", out var events) ? (int)TensorOf(events)!.Item() : 0),
            "ReshapeTransform" => new ReshapeTransform(Sizes("in_shape"), Sizes("out_shape")),
            "CumulativeDistributionTransform" => new CumulativeDistributionTransform(DistributionOf(args.GetProperty("distribution"))),
            "IndependentTransform" => new IndependentTransform(TransformOf(args.GetProperty("base")), (int)TensorOf(args.GetProperty("ndims"))!.Item()),
            "ComposeTransform" => new ComposeTransform(args.GetProperty("parts").EnumerateArray().Select(part => TransformOf(part))),
            var name => throw new InvalidOperationException($"The fixture has the transform {name}."),
        };
    }

    /// <summary>Compares shapes and numbers; infinities and NaN must be where they are expected.</summary>
    public static void AssertClose(Tensor actual, Tensor expected, string what, double tolerance = 1e-10)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), what);
        if (expected.DType == DType.Float32) tolerance = Math.Max(tolerance, 1e-6);
        var (found, wanted) = (actual.ToArray<double>(), expected.ToArray<double>());
        for (var i = 0; i < wanted.Length; i++)
        {
            var isClose = double.IsFinite(wanted[i])
                ? Math.Abs(found[i] - wanted[i]) <= tolerance * Math.Max(1, Math.Abs(wanted[i]))
                : found[i].Equals(wanted[i]);
            Assert.That(isClose, Is.True, $"{what}[{i}]: {found[i]:R}, and PyTorch has {wanted[i]:R}");
        }
    }

    /// <summary>The gradients of the leaves of the sum of the results, each with a weight of its own.</summary>
    public static void AssertGradients(Tensor result, List<Tensor> leaves, JsonElement expected, string what, double tolerance = 1e-9)
    {
        if (!result.RequiresGrad)
        {
            Assert.That(expected.GetArrayLength(), Is.Zero, what);
            return;
        }

        (result * Tensor.Arange(1, result.Numel + 1, dtype: result.DType).Reshape(result.Shape)).Sum().Backward();
        Assert.That(leaves, Has.Count.EqualTo(expected.GetArrayLength()), what);
        for (var i = 0; i < leaves.Count; i++)
            AssertClose(leaves[i].Grad ?? Tensor.ZerosLike(leaves[i]), TensorOf(expected[i])!, $"{what}, gradient of parameter {i}", tolerance);
    }

    private static Tensor Leaf(JsonElement element, List<Tensor>? leaves, DType? floating)
    {
        var tensor = TensorOf(element, floating)!;
        if (leaves is null || element.TryGetProperty("number", out _) || !tensor.DType.IsFloatingPoint()) return tensor;
        tensor.RequiresGrad = true;
        leaves.Add(tensor);
        return tensor;
    }

    private static double NumberOf(JsonElement element) => element.ValueKind != JsonValueKind.String
        ? element.GetDouble()
        : element.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN };

    public static string Describe(JsonElement row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.GetProperty("name").GetString()}({string.Join(", ", row.GetProperty("args").EnumerateObject().Select(p => p.Name))})");
}
