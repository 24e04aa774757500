using System.Text.Json;
using Autograd.NN;
using Autograd.Tests.Errors;

namespace Autograd.Tests.NN;

/// <summary>Initializations on PyTorch's random stream.</summary>
public class InitFixtureTests
{
    private static readonly JsonElement Data = Fixture.Load("training.json");

    private static readonly Dictionary<string, Func<Tensor, Generator, Tensor>> Fills = new()
    {
        ["trunc_normal"] = (w, g) => Init.TruncNormal(w, generator: g),
        ["trunc_normal, bounds"] = (w, g) => Init.TruncNormal(w, mean: 0.5, std: 2, a: -0.3, b: 1, generator: g),
        ["orthogonal"] = (w, g) => Init.Orthogonal(w, generator: g),
        ["orthogonal, gain"] = (w, g) => Init.Orthogonal(w, gain: 1.5, generator: g),
        ["kaiming_uniform, relu"] = (w, g) => Init.KaimingUniform(w, nonlinearity: Nonlinearity.Relu, generator: g),
        ["kaiming_normal, tanh"] = (w, g) => Init.KaimingNormal(w, mode: FanMode.FanOut, nonlinearity: Nonlinearity.Tanh, generator: g),
        ["sparse"] = (w, g) => Init.Sparse(w, 0.3, generator: g),
        ["sparse, std"] = (w, g) => Init.Sparse(w, 0.75, std: 2, generator: g),
        ["eye"] = (w, _) => Init.Eye(w),
        ["dirac"] = (w, _) => Init.Dirac(w),
        ["dirac, groups"] = (w, _) => Init.Dirac(w, groups: 2),
    };

    public static IEnumerable<TestCaseData> Cases() => Data.GetProperty("inits").EnumerateArray().Select(testCase =>
        new TestCaseData(testCase).SetArgDisplayNames(
            $"{testCase.GetProperty("name")}, {testCase.GetProperty("shape")}, {testCase.GetProperty("dtype")}"));

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => Init.TruncNormal(Tensor.Zeros(2), a: 1, b: 1),
            "TruncNormal: the bounds are 1 and 1; the first must be the smaller one"),
        Mistake.Argument(() => Init.Eye(Tensor.Zeros(2)),
            "Eye: only tensors with 2 dimensions are supported, and this one is (2,); pass a matrix (Parameter 'tensor')"),
        Mistake.Argument(() => Init.Sparse(Tensor.Zeros(2, 2, 2), 0.5),
            "Sparse: only tensors with 2 dimensions are supported, and this one is (2, 2, 2); pass a matrix (Parameter 'tensor')"),
        Mistake.Range(() => Init.Sparse(Tensor.Zeros(2, 2), 1.5), "Sparse: a sparsity of 1.5; it must be between 0 and 1 (Parameter 'sparsity')"),
        Mistake.Argument(() => Init.Dirac(Tensor.Zeros(2, 2)),
            "Dirac: only tensors with 3, 4, or 5 dimensions are supported, and this one is (2, 2); pass the weight of a convolution"),
        Mistake.Argument(() => Init.Dirac(Tensor.Zeros(3, 2, 1), groups: 2),
            "Dirac: 3 outputs cannot be divided into 2 groups; dim 0 must be divisible by groups (Parameter 'groups')"),
        Mistake.Argument(() => Init.Orthogonal(Tensor.Zeros(2)),
            "Orthogonal: only tensors with 2 or more dimensions are supported, and this one is (2,); use Uniform or Normal"),
        Mistake.Argument(() => Init.CalculateFanInAndFanOut(Tensor.Zeros(2)),
            "CalculateFanInAndFanOut: a weight of shape (2,) has no fan-in and fan-out; it needs two dimensions or more; use Uniform or Normal"),
        Mistake.Range(() => Init.CalculateGain((Nonlinearity)99),
            "CalculateGain: unsupported nonlinearity 99; use one of the enumeration (Parameter 'nonlinearity')"),
        Mistake.Argument(() => new RNN(2, 2, nonlinearity: Nonlinearity.Selu),
            "RNN: the nonlinearity Selu is not known to a recurrent layer; use Tanh or Relu (Parameter 'nonlinearity')"),
        Mistake.Argument(() => new RNNCell(2, 2, nonlinearity: Nonlinearity.Linear),
            "RNNCell: the nonlinearity Linear is not known to a recurrent layer; use Tanh or Relu (Parameter 'nonlinearity')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    [TestCaseSource(nameof(Cases))]
    public void Fills_with_the_numbers_of_PyTorch(JsonElement testCase)
    {
        var name = testCase.GetProperty("name").GetString()!;
        var dtype = testCase.GetProperty("dtype").GetString() == "float32" ? DType.Float32 : DType.Float64;
        var weight = Parameter.From(Tensor.Full(Shape.Create(testCase.GetProperty("shape").Deserialize<int[]>()!), 9, dtype));
        Assert.That(Fills[name](weight, new Generator(43052)), Is.SameAs(weight));

        // Decompositions and the inverse error function round in other places.
        var isExact = !name.StartsWith("orthogonal", StringComparison.Ordinal) && !name.StartsWith("trunc", StringComparison.Ordinal);
        var tolerance = isExact ? 0 : dtype == DType.Float32 ? 2e-6 : 1e-12;
        Assert.That(
            weight.To(DType.Float64).ToArray<double>(), Is.EqualTo(testCase.GetProperty("numbers").Numbers<double>()).Within(tolerance));
    }

    [TestCase("linear", Nonlinearity.Linear), TestCase("linear", Nonlinearity.Sigmoid), TestCase("tanh", Nonlinearity.Tanh)]
    [TestCase("relu", Nonlinearity.Relu), TestCase("leaky_relu", Nonlinearity.LeakyRelu), TestCase("selu", Nonlinearity.Selu)]
    public void Gains_are_those_of_PyTorch(string name, Nonlinearity nonlinearity)
    {
        var expected = Data.GetProperty("gains").GetProperty(name).GetDouble();
        Assert.That(Init.CalculateGain(nonlinearity, 0.2), Is.EqualTo(expected));
    }

    [Test]
    public void The_slope_of_a_leaky_rectifier_is_a_hundredth_by_default() =>
        Assert.That(Init.CalculateGain(Nonlinearity.LeakyRelu), Is.EqualTo(Math.Sqrt(2 / 1.0001)));

    [Test]
    public void Fans_count_the_receptive_field() =>
        Assert.That(Init.CalculateFanInAndFanOut(Tensor.Zeros(4, 3, 2, 5)), Is.EqualTo((30, 40)));
}
