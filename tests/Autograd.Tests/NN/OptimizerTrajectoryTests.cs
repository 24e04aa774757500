using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>
/// Every option of every optimizer, against the same 20 steps in PyTorch. The operations, their order and the places where they
/// round are the same, so every bit must be.
/// </summary>
public class OptimizerTrajectoryTests
{
    private static readonly JsonElement Data = Fixture.Load("optimizers.json");

    public static IEnumerable<TestCaseData> Cases()
    {
        foreach (var testCase in Data.GetProperty("cases").EnumerateArray())
        {
            var name = $"{testCase.GetProperty("optimizer").GetString()}({Fixture.Describe(testCase.GetProperty("options"))})";
            yield return new TestCaseData(testCase, DType.Float32).SetArgDisplayNames(name, "Float32");
            yield return new TestCaseData(testCase, DType.Float64).SetArgDisplayNames(name, "Float64");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Follows_PyTorch_bit_for_bit(JsonElement testCase, DType dtype)
    {
        var parameter = Parameter.From(Tensor.From(Data.GetProperty("initial").Numbers<double>()).To(dtype));
        var optimizer = Make(testCase, parameter);
        var steps = testCase.GetProperty(dtype == DType.Float32 ? "float32" : "float64").EnumerateArray();
        foreach (var (gradient, expected) in Data.GetProperty("gradients").EnumerateArray().Zip(steps))
        {
            parameter.Grad = Tensor.From(gradient.Numbers<double>()).To(dtype);
            optimizer.Step();
            if (dtype == DType.Float32) Assert.That(parameter.ToArray<float>(), Is.EqualTo(expected.Numbers<float>()));
            else Assert.That(parameter.ToArray<double>(), Is.EqualTo(expected.Numbers<double>()));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void A_strided_parameter_takes_the_same_steps(JsonElement testCase, DType dtype)
    {
        var initial = Tensor.From(Data.GetProperty("initial").Numbers<double>()).To(dtype);
        var packed = Parameter.From(initial.Clone());
        var memory = Tensor.Zeros([initial.Numel, 2], dtype);
        memory[.., 1] = initial;
        var strided = Parameter.From(memory[.., 1]);
        var optimizers = new[] { Make(testCase, packed), Make(testCase, strided) };
        foreach (var gradient in Data.GetProperty("gradients").EnumerateArray())
        {
            packed.Grad = strided.Grad = Tensor.From(gradient.Numbers<double>()).To(dtype);
            foreach (var optimizer in optimizers) optimizer.Step();
        }

        Assert.That(strided.To(DType.Float64).ToArray<double>(), Is.EqualTo(packed.To(DType.Float64).ToArray<double>()));
        Assert.That(memory[.., 0].To(DType.Float64).ToArray<double>(), Is.All.Zero);
    }

    private static Optimizer Make(JsonElement testCase, Tensor parameter) =>
        OptimizerFactory.Make(testCase.GetProperty("optimizer").GetString()!, testCase.GetProperty("options"), [parameter]);
}
