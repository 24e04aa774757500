using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>Reads what tests/fixtures/module_structure.py wrote.</summary>
internal static class StructureFixture
{
    public static readonly JsonElement Stored = Fixture.Load("module_structure.json");

    public static Tensor Array(JsonElement element)
    {
        var shape = element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
        return Tensor.From(element.GetProperty("bits").Numbers<double>()).Reshape(shape);
    }

    public static Tensor? ArrayOrNull(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : Array(element);

    public static int[] Integers(JsonElement element) => [.. element.EnumerateArray().Select(number => number.GetInt32())];

    public static void AreEqual(Tensor? actual, JsonElement expected, string what, double tolerance = 1e-13)
    {
        var array = ArrayOrNull(expected);
        Assert.That(actual is null, Is.EqualTo(array is null), what);
        if (array is null) return;
        Assert.That(actual!.Shape, Is.EqualTo(array.Shape), what);
        Assert.That(actual.Detach().Flatten().ToArray<double>(), Is.EqualTo(array.Flatten().ToArray<double>()).Within(tolerance), what);
    }

    public static void StateIs(Module module, JsonElement expected, double tolerance = 1e-13)
    {
        var state = module.StateDict();
        Assert.That(state.Keys, Is.EqualTo(expected.EnumerateObject().Select(entry => entry.Name)));
        foreach (var entry in expected.EnumerateObject()) AreEqual(state[entry.Name], entry.Value, entry.Name, tolerance);
    }

    /// <summary>Runs the fixture's steps of gradient descent, and the evaluation after them.</summary>
    public static void Train(UnaryModule module, JsonElement testCase, double tolerance = 1e-12)
    {
        var x = Array(testCase.GetProperty("x"));
        var steps = testCase.GetProperty("steps").EnumerateArray().ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            if (i == steps.Length - 1) module.Eval();
            var y = module.Forward(x);
            AreEqual(y, steps[i].GetProperty("y"), $"output of step {i}", tolerance);
            if (i == steps.Length - 1) break;
            module.ZeroGrad();
            (y * y).Sum().Backward();
            using (GradMode.NoGrad())
            {
                foreach (var parameter in module.Parameters()) parameter.SubInPlace(parameter.Grad! * 0.05);
            }

            foreach (var entry in steps[i].GetProperty("state").EnumerateObject())
                AreEqual(module.StateDict()[entry.Name], entry.Value, $"{entry.Name} after step {i}", tolerance);
        }
    }
}
