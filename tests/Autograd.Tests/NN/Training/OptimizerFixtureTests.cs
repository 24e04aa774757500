using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Ten steps of every optimizer in Float64, with groups and with options that came later, as PyTorch takes them.</summary>
public class OptimizerFixtureTests
{
    private const double Tolerance = 1e-10;
    private static readonly JsonElement Later = Fixture.Load("training.json").GetProperty("later");
    private static readonly JsonElement Grouped = Fixture.Load("training.json").GetProperty("grouped");

    public static IEnumerable<TestCaseData> LaterCases() => Later.GetProperty("cases").EnumerateArray().Select(testCase =>
        new TestCaseData(testCase).SetArgDisplayNames(
            $"{testCase.GetProperty("optimizer").GetString()}({Fixture.Describe(testCase.GetProperty("options"))})"));

    public static IEnumerable<TestCaseData> GroupedCases() => Grouped.GetProperty("cases").EnumerateArray().Select(testCase =>
        new TestCaseData(testCase).SetArgDisplayNames(testCase.GetProperty("optimizer").GetString()!));

    [TestCaseSource(nameof(LaterCases))]
    public void Options_of_later_versions_follow_their_formulas(JsonElement testCase)
    {
        var parameters = Parameters(Later, "initial");
        var optimizer = OptimizerFactory.Make(testCase.GetProperty("optimizer").GetString()!, testCase.GetProperty("options"), parameters);
        foreach (var (grads, expected) in Later.GetProperty("gradients").EnumerateArray().Zip(testCase.GetProperty("steps").EnumerateArray()))
        {
            SetGrads(parameters, grads);
            optimizer.Step();
            Check(parameters, expected);
        }
    }

    [TestCaseSource(nameof(GroupedCases))]
    public void Groups_follow_PyTorch_and_the_state_travels_both_ways(JsonElement testCase)
    {
        var gradients = Grouped.GetProperty("gradients").EnumerateArray().ToArray();
        var parameters = Parameters(Grouped, "initial");
        var optimizer = Make(testCase, parameters, isRight: true);
        foreach (var grads in gradients[..5])
        {
            SetGrads(parameters, grads);
            optimizer.Step();
        }

        Check(parameters, testCase.GetProperty("half"));
        CheckState(optimizer.StateDict(), testCase.GetProperty("state"));

        var resumed = Parameters(testCase, "half");
        var other = Make(testCase, resumed, isRight: false);
        other.LoadStateDict(Torch(testCase.GetProperty("state")));
        foreach (var grads in gradients[5..])
        {
            SetGrads(resumed, grads);
            other.Step();
        }

        Check(resumed, testCase.GetProperty("end"));
    }

    private static Optimizer Make(JsonElement testCase, Tensor[] p, bool isRight)
    {
        var o = isRight ? testCase.GetProperty("options") : default;
        var lr = isRight ? testCase.GetProperty("defaults").Number("lr", 1) : 1;
        Tensor[] first = [p[0], p[1]], second = [p[2]];
        var momentum = testCase.GetProperty("defaults").Number("momentum", 0);
        return testCase.GetProperty("optimizer").GetString() switch
        {
            "SGD" => new SGD([new SGDGroup(first), Set(new SGDGroup(second), o)], lr, momentum),
            "Adam" => new Adam([new AdamGroup(first), Set(new AdamGroup(second), o)], lr, amsgrad: isRight),
            "AdamW" => new AdamW([new AdamGroup(first), Set(new AdamGroup(second), o)], lr),
            "Adamax" => new Adamax([new AdamaxGroup(first), Set(new AdamaxGroup(second), o)], lr),
            "NAdam" => new NAdam([new NAdamGroup(first), Set(new NAdamGroup(second), o)], lr),
            "RAdam" => new RAdam([new RAdamGroup(first), Set(new RAdamGroup(second), o)], lr),
            "RMSprop" => new RMSprop([new RMSpropGroup(first), Set(new RMSpropGroup(second), o)], lr, centered: isRight),
            "Adagrad" => new Adagrad([new AdagradGroup(first), Set(new AdagradGroup(second), o)], lr, lrDecay: isRight ? 0.1 : 0),
            "Adadelta" => new Adadelta([new AdadeltaGroup(first), Set(new AdadeltaGroup(second), o)], lr),
            "ASGD" => new ASGD([new ASGDGroup(first), Set(new ASGDGroup(second), o)], lr, t0: isRight ? 2 : 1e6),
            _ => new Rprop([new RpropGroup(first), Set(new RpropGroup(second), o)], lr),
        };
    }

    private static TGroup Set<TGroup>(TGroup group, JsonElement options) where TGroup : ParameterGroup
    {
        if (options.ValueKind != JsonValueKind.Object) return group;
        foreach (var option in options.EnumerateObject())
        {
            if (option.Name == "lr") group.Lr = option.Value.GetDouble();
            else if (option.Value.ValueKind == JsonValueKind.Array) group.Set(option.Name, option.Value[0].GetDouble(), option.Value[1].GetDouble());
            else group.Set(option.Name, option.Value.GetDouble());
        }

        return group;
    }

    private static void CheckState(OrderedDictionary<string, Tensor> state, JsonElement torch)
    {
        Assert.That(state.Keys.Where(key => !key.EndsWith("maximize") && !key.EndsWith("decoupled_weight_decay")),
            Is.EquivalentTo(torch.EnumerateObject().Select(entry => entry.Name)));
        foreach (var entry in torch.EnumerateObject())
        {
            var tensor = state[entry.Name];
            Assert.That(tensor.Shape.Sizes.ToArray(), Is.EqualTo(entry.Value.GetProperty("shape").Deserialize<int[]>()), entry.Name);
            Assert.That(
                tensor.To(DType.Float64).ToArray<double>(),
                Is.EqualTo(entry.Value.GetProperty("numbers").Numbers<double>()).Within(Tolerance), entry.Name);
        }
    }

    private static Dictionary<string, Tensor> Torch(JsonElement state) => state.EnumerateObject().ToDictionary(
        entry => entry.Name,
        entry => Tensor.From(entry.Value.GetProperty("numbers").Numbers<double>())
            .Reshape(Shape.Create(entry.Value.GetProperty("shape").Deserialize<int[]>()!)));

    private static Tensor[] Parameters(JsonElement data, string name) =>
        [.. data.GetProperty(name).EnumerateArray().Select((numbers, i) => Parameter.From(Shaped(numbers, i)))];

    private static void SetGrads(Tensor[] parameters, JsonElement grads)
    {
        for (var i = 0; i < parameters.Length; i++) parameters[i].Grad = Shaped(grads[i], i);
    }

    private static Tensor Shaped(JsonElement numbers, int index) => Tensor.From(numbers.Numbers<double>())
        .Reshape(Shape.Create(Later.GetProperty("shapes")[index].Deserialize<int[]>()!));

    private static void Check(Tensor[] parameters, JsonElement expected)
    {
        for (var i = 0; i < parameters.Length; i++)
            Assert.That(parameters[i].ToArray<double>(), Is.EqualTo(expected[i].Numbers<double>()).Within(Tolerance));
    }
}
