using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>What activation modules print and compute, against PyTorch's.</summary>
public class ActivationModuleTests
{
    private static readonly JsonElement Data = Fixture.Load("activation_modules.json");

    private static readonly Dictionary<string, Func<UnaryModule>> Modules = new()
    {
        ["elu"] = () => new ELU(),
        ["elu, alpha"] = () => new ELU(alpha: 0.5),
        ["celu"] = () => new CELU(),
        ["celu, alpha"] = () => new CELU(1.5),
        ["selu"] = () => new SELU(),
        ["leaky relu"] = () => new LeakyReLU(),
        ["leaky relu, slope"] = () => new LeakyReLU(negativeSlope: 0.2),
        ["prelu"] = () => new PReLU(dtype: DType.Float64),
        ["prelu, channels"] = () => new PReLU(numParameters: 4, init: 0.125, dtype: DType.Float64),
        ["mish"] = () => new Mish(),
        ["hardtanh"] = () => new Hardtanh(),
        ["hardtanh, bounds"] = () => new Hardtanh(minVal: -2.5, maxVal: 0.5),
        ["hardswish"] = () => new Hardswish(),
        ["hardsigmoid"] = () => new Hardsigmoid(),
        ["relu6"] = () => new ReLU6(),
        ["softplus"] = () => new Softplus(),
        ["softplus, sharp"] = () => new Softplus(beta: 2.5, threshold: 10),
        ["softsign"] = () => new Softsign(),
        ["softshrink"] = () => new Softshrink(),
        ["softshrink, lambda"] = () => new Softshrink(lambd: 1),
        ["hardshrink"] = () => new Hardshrink(),
        ["tanhshrink"] = () => new Tanhshrink(),
        ["threshold"] = () => new Threshold(0.1, 20),
        ["glu"] = () => new GLU(),
        ["glu, rows"] = () => new GLU(dim: 0),
        ["log sigmoid"] = () => new LogSigmoid(),
        ["softmin"] = () => new Softmin(dim: 1),
        ["softmax"] = () => new Softmax(dim: 0),
        ["log softmax"] = () => new LogSoftmax(dim: -1),
        ["relu"] = () => new ReLU(),
        ["gelu"] = () => new GELU(),
        ["gelu, tanh"] = () => new GELU(GeluApproximation.Tanh),
        ["silu"] = () => new SiLU(),
        ["tanh"] = () => new Tanh(),
        ["sigmoid"] = () => new Sigmoid(),
    };

    public static IEnumerable<string> Names() => Modules.Keys;

    [TestCaseSource(nameof(Names))]
    public void Prints_and_computes_what_PyTorch_does(string name)
    {
        var expected = Data.GetProperty("modules").GetProperty(name);
        var module = Modules[name]();
        Assert.That(module.ToString(), Is.EqualTo(expected.GetProperty("text").GetString()));
        var result = module.Forward(Matrix(Data.GetProperty("input")));
        var values = Matrix(expected.GetProperty("result"));
        Assert.That(result.Shape, Is.EqualTo(values.Shape));
        Assert.That(result.Detach().ToArray<double>(), Is.EqualTo(values.ToArray<double>()).Within(1e-13));
    }

    [Test]
    public void Every_stored_module_is_tried() =>
        Assert.That(Data.GetProperty("modules").EnumerateObject().Select(p => p.Name), Is.EquivalentTo(Modules.Keys));

    [Test]
    public void The_slope_of_PReLU_is_learned()
    {
        var module = new PReLU(numParameters: 2);
        Assert.That(module.StateDict().Keys, Is.EqualTo(new[] { "weight" }));
        Assert.That(module.Weight.ToArray<float>(), Is.EqualTo(new[] { 0.25f, 0.25f }));
        module.Forward(Tensor.From(new[,] { { -1f, 2f }, { -3f, -4f } })).Sum().Backward();
        Assert.That(module.Weight.Grad!.ToArray<float>(), Is.EqualTo(new[] { -4f, -4f }));
        Assert.That(() => module.Forward(Tensor.Ones(2, 3)), Throws.ArgumentException.With.Message.EqualTo(
            "Prelu: a weight of shape (2,) for an input of shape (2, 3); it must be one number, or of shape (3,)"));
    }

    private static Tensor Matrix(JsonElement rows) =>
        Tensor.From(rows.EnumerateArray().Select(row => row.EnumerateArray().Select(x => x.GetDouble()).ToArray()).ToArray());
}
