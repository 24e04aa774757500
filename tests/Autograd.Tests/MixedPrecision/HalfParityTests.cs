using System.Text.Json;
using Autograd.NN;
using Autograd.Tests.NN;

namespace Autograd.Tests.MixedPrecision;

/// <summary>PyTorch's results of operations and optimizers in BFloat16.</summary>
public class HalfParityTests
{
    private static readonly JsonElement _data = Fixture.Load("half.json");

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> _ops = new()
    {
        ["add"] = (x, y) => x + y,
        ["sub"] = (x, y) => x - y,
        ["mul"] = (x, y) => x * y,
        ["div"] = (x, y) => x / y,
        ["neg"] = (x, _) => -x,
        ["add scalar"] = (x, _) => x + 0.5,
        ["mul scalar"] = (x, _) => x * 1.5,
        ["div scalar"] = (x, _) => x / 4,
        ["abs"] = (x, _) => x.Abs(),
        ["exp"] = (x, _) => x.Exp(),
        ["log"] = (x, _) => (x.Abs() + 1).Log(),
        ["sqrt"] = (x, _) => (x * x + 1).Sqrt(),
        ["rsqrt"] = (x, _) => (x * x + 1).Rsqrt(),
        ["tanh"] = (x, _) => x.Tanh(),
        ["sigmoid"] = (x, _) => x.Sigmoid(),
        ["relu"] = (x, _) => x.Relu(),
        ["gelu"] = (x, _) => F.Gelu(x),
        ["silu"] = (x, _) => F.Silu(x),
        ["softplus"] = (x, _) => F.Softplus(x),
        ["elu"] = (x, _) => F.Elu(x),
        ["leaky_relu"] = (x, _) => F.LeakyRelu(x, 0.25),
        ["logsigmoid"] = (x, _) => F.LogSigmoid(x),
        ["sin"] = (x, _) => x.Sin(),
        ["cos"] = (x, _) => x.Cos(),
        ["erf"] = (x, _) => x.Erf(),
        ["expm1"] = (x, _) => x.Expm1(),
        ["square"] = (x, _) => x.Square(),
        ["reciprocal"] = (x, _) => (x + 4).Reciprocal(),
        ["clamp"] = (x, _) => x.Clamp(-0.5, 1),
        ["maximum"] = (x, y) => x.Maximum(y),
        ["minimum"] = (x, y) => x.Minimum(y),
        ["pow"] = (x, _) => x.Pow(3),
        ["sum"] = (x, _) => x.Sum(),
        ["sum dim"] = (x, _) => x.Sum(1),
        ["mean"] = (x, _) => x.Mean(),
        ["mean dim"] = (x, _) => x.Mean(0),
        ["var"] = (x, _) => x.Var(),
        ["amax"] = (x, _) => x.AMax(1),
        ["max"] = (x, _) => x.Max(),
        ["cumsum"] = (x, _) => x.CumSum(1),
        ["norm"] = (x, _) => x.Norm(),
        ["softmax"] = (x, _) => x.Softmax(1),
        ["log_softmax"] = (x, _) => x.LogSoftmax(0),
        ["logsumexp"] = (x, _) => x.LogSumExp(1),
        ["matmul"] = (x, y) => x.MatMul(y.T),
        ["linear"] = (x, y) => F.Linear(x, y, y[.., 0]),
        ["bmm"] = (x, y) => x.Unsqueeze(0).MatMul(y.T.Unsqueeze(0)),
        ["layer_norm"] = (x, _) => F.LayerNorm(x, 6),
        ["l1_loss"] = (x, y) => F.L1Loss(x, y),
        ["smooth_l1_loss"] = (x, y) => F.SmoothL1Loss(x, y),
        ["cross_entropy"] = (x, _) => F.CrossEntropy(x, Tensor.From([1, 0, 5, 3])),
        ["bce_logits"] = (x, y) => F.BinaryCrossEntropyWithLogits(x, y.Sigmoid().Detach()),
        ["cat"] = (x, y) => Tensor.Cat([x, y], 1),
        ["stack"] = (x, y) => Tensor.Stack([x, y]),
        ["index"] = (x, _) => x[[2, 0, 2]],
        ["gather"] = (x, _) => x.Gather(1, Tensor.From([[1], [0], [5], [5]])),
        ["embedding"] = (x, _) => F.Embedding(Tensor.From([3, 1, 3]), x),
        ["where"] = (x, y) => Tensor.Where(x > y, x, y),
        ["sort"] = (x, _) => x.Sort(1).Values,
        ["conv1d"] = (x, y) => F.Conv1d(x.Unsqueeze(0), y[.., ..4].Unsqueeze(-1).Repeat(1, 1, 3) * 0.5),
        ["avg_pool"] = (x, _) => F.AvgPool1d(x.Unsqueeze(0), 2),
        ["max_pool"] = (x, _) => F.MaxPool2d(x.Unsqueeze(0).Unsqueeze(0), 2),
        ["transpose"] = (x, _) => x.T * 2,
        ["to float32"] = (x, _) => x.Float() * 3,
        ["mixed"] = (x, _) => x * Tensor.From([1.0, 2, 3, 4, 5, 6]),
    };

    private static IEnumerable<TestCaseData> Rows => _data.GetProperty("operations").GetProperty("rows").EnumerateArray()
        .Select(row => new TestCaseData(row).SetArgDisplayNames(row.GetProperty("name").GetString()!));

    private static IEnumerable<TestCaseData> Trajectories => _data.GetProperty("optimizers").EnumerateArray()
        .Select(row => new TestCaseData(row).SetArgDisplayNames($"{row.GetProperty("kind")} {row.GetProperty("options")}"));

    [TestCaseSource(nameof(Rows))]
    public void Values_types_and_gradients_are_PyTorchs(JsonElement row)
    {
        var data = _data.GetProperty("operations");
        var (x, y) = (Input(data.GetProperty("x")), Input(data.GetProperty("y")));
        var output = _ops[row.GetProperty("name").GetString()!](x, y);
        Assert.That(output.DType.TorchName(), Is.EqualTo(row.GetProperty("dtype").GetString()));
        AssertNear(output.Detach().ToArray<double>(), [.. row.GetProperty("output").EnumerateArray().Select(value => value.GetDouble())], 2, "output");
        var seed = HalfBits.ToTensor(HalfBits.Read(row.GetProperty("seed")), DType.BFloat16, output.Shape);
        output.Backward(seed.To(output.DType));

        // PyTorch 1.13 keeps the mean and the deviation of a layer norm in BFloat16.
        var units = row.GetProperty("name").GetString() == "layer_norm" ? 8 : 4;
        AssertGradient(x, row.GetProperty("gradX"), units, "x");
        AssertGradient(y, row.GetProperty("gradY"), units, "y");
    }

    [TestCaseSource(nameof(Trajectories))]
    public void Optimizers_go_PyTorchs_way(JsonElement row)
    {
        var w = Input(row.GetProperty("initial"), Shape.Create(12));
        var options = row.GetProperty("options");
        var lr = options.GetProperty("lr").GetDouble();
        Optimizer optimizer = row.GetProperty("kind").GetString() == "SGD"
            ? new SGD([w], lr, options.Number("momentum", 0))
            : new Adam([w], lr, options.TryGetProperty("betas", out var betas) ? (betas[0].GetDouble(), betas[1].GetDouble()) : null);
        var steps = row.GetProperty("steps").EnumerateArray().Select(HalfBits.Read).ToArray();
        var gradients = row.GetProperty("gradients").EnumerateArray().Select(HalfBits.Read).ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            w.Grad = HalfBits.ToTensor(gradients[i], DType.BFloat16);
            optimizer.Step();
            Assert.That(w.DType, Is.EqualTo(DType.BFloat16));

            // PyTorch rounds after each operation of a step, and numbers in a vector in another way than those after it.
            AssertNear(w.Detach().ToArray<double>(), HalfBits.ToTensor(steps[i], DType.BFloat16).ToArray<double>(), 2 + i, $"step {i}");
        }

        foreach (var (name, value) in optimizer.StateDict().Where(entry => entry.Key.Contains("state.0.", StringComparison.Ordinal)))
            if (!name.EndsWith(".step", StringComparison.Ordinal)) Assert.That(value.DType, Is.EqualTo(DType.BFloat16), name);
    }

    private static Tensor Input(JsonElement bits, Shape? shape = null)
    {
        var x = HalfBits.ToTensor(HalfBits.Read(bits), DType.BFloat16, shape ?? Shape.Create(4, 6));
        x.RequiresGrad = true;
        return x;
    }

    private static void AssertGradient(Tensor x, JsonElement bits, double units, string name)
    {
        if (bits.ValueKind == JsonValueKind.Null) return;
        Assert.That(x.Grad!.DType, Is.EqualTo(DType.BFloat16));
        AssertNear(x.Grad.ToArray<double>(), HalfBits.ToTensor(HalfBits.Read(bits), DType.BFloat16).ToArray<double>(), units, name);
    }

    /// <summary>Within some units in the last place of BFloat16, of the number or of a tenth of the greatest.</summary>
    private static void AssertNear(double[] actual, double[] expected, double units, string what)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length), what);
        var least = expected.Select(Math.Abs).DefaultIfEmpty().Max() / 10;
        for (var i = 0; i < actual.Length; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(units / 128 * Math.Max(Math.Abs(expected[i]), least)), $"{what}, element {i}");
    }
}
