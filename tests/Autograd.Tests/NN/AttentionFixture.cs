using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>What tests/fixtures/attention.py stored, and the comparison with it.</summary>
internal static class AttentionFixture
{
    public const int Seed = 43052, Length = 3, Features = 4, Heads = 2;

    // Some hundred sums and products deep at most, of numbers near 1 or 10.
    private const double Tolerance = 1e-12;

    public static readonly JsonElement Data = Fixture.Load("attention.json");

    public static IEnumerable<TestCaseData> Cases(string list)
    {
        foreach (var testCase in Data.GetProperty(list).EnumerateArray())
            yield return new TestCaseData(testCase).SetArgDisplayNames(Fixture.Describe(testCase.GetProperty("options")));
    }

    /// <summary>Makes a module and draws new values for all its parameters, as the script does.</summary>
    public static T Filled<T>(Func<T> make) where T : Module
    {
        Generator.ManualSeed(Seed);
        var module = make();
        using (GradMode.NoGrad())
            foreach (var parameter in module.Parameters()) parameter.CopyInPlace(Tensor.RandN(parameter.Shape, DType.Float64) * 0.5);
        return module;
    }

    /// <summary>An input, which requires a gradient if PyTorch's had one; null if there was none.</summary>
    public static Tensor? Input(JsonElement testCase, string name)
    {
        if (!testCase.GetProperty("inputs").TryGetProperty(name, out var stored) || stored.ValueKind == JsonValueKind.Null) return null;
        var tensor = Read(stored);
        if (testCase.GetProperty("input_grads").TryGetProperty(name, out _)) tensor.RequiresGrad = true;
        return tensor;
    }

    public static Tensor Read(JsonElement stored)
    {
        var shape = Shape.Create([.. stored.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
        var values = stored.GetProperty("values");
        if (stored.GetProperty("bool").GetBoolean()) return Tensor.From(values.Numbers<bool>(), shape);
        return values.GetString()!.Length == 8 * shape.Numel ? Tensor.From(values.Numbers<float>(), shape) : Tensor.From(values.Numbers<double>(), shape);
    }

    /// <summary>Compares results, and then the gradients of inputs and parameters.</summary>
    public static void Check(JsonElement testCase, Module module, IReadOnlyDictionary<string, Tensor?> inputs, params Tensor?[] outputs)
    {
        var expected = testCase.GetProperty("outputs").EnumerateArray().ToList();
        Tensor loss = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            Assert.That(outputs[i] is null, Is.EqualTo(i >= expected.Count));
            if (outputs[i] is not { } output) continue;
            AssertClose(output, Read(expected[i].GetProperty("result")), $"output {i}");
            loss += (output * Tensor.From(expected[i].GetProperty("gradient").Numbers<double>(), output.Shape)).Sum();
        }

        loss.Backward();
        foreach (var (name, input) in inputs)
        {
            if (input is { RequiresGrad: true })
                AssertClose(input.Grad!, testCase.GetProperty("input_grads").GetProperty(name), $"gradient of {name}");
        }

        var grads = testCase.GetProperty("grads");
        var named = module.NamedParameters().Where(parameter => parameter.Parameter.Grad is not null).ToList();
        Assert.That(named.Select(parameter => parameter.Name), Is.EquivalentTo(grads.EnumerateObject().Select(grad => grad.Name)));
        foreach (var (name, parameter) in named) AssertClose(parameter.Grad!, grads.GetProperty(name), $"gradient of {name}");
    }

    private static void AssertClose(Tensor actual, Tensor expected, string name)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), name);
        Assert.That(actual.ToArray<double>(), Is.EqualTo(expected.ToArray<double>()).Within(Tolerance), name);
    }

    private static void AssertClose(Tensor actual, JsonElement expected, string name) =>
        Assert.That(actual.ToArray<double>(), Is.EqualTo(expected.Numbers<double>()).Within(Tolerance), name);
}
