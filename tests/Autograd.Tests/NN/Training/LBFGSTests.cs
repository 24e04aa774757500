using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>L-BFGS with and without a line search, as PyTorch computes it.</summary>
public class LBFGSTests
{
    private static readonly Tensor Weights = Tensor.From(new[] { 0.5, 2, 4, 1, 7, 0.25 });

    public static IEnumerable<TestCaseData> Cases() => Fixture.Load("training.json").GetProperty("lbfgs").EnumerateArray().Select(testCase =>
        new TestCaseData(testCase).SetArgDisplayNames($"({Fixture.Describe(testCase.GetProperty("options"))})"));

    [TestCaseSource(nameof(Cases))]
    public void Follows_PyTorch(JsonElement testCase)
    {
        var (a, b) = Start();
        var optimizer = Make(testCase.GetProperty("options"), a, b);
        foreach (var expected in testCase.GetProperty("steps").EnumerateArray())
        {
            var loss = optimizer.Step(() => Loss(optimizer, a, b, testCase.GetProperty("options").Flag("valley")));
            Assert.That(loss.Item(), Is.EqualTo(expected.GetProperty("loss").GetDouble()).Within(1e-10));
            Assert.That(a.ToArray<double>(), Is.EqualTo(expected.GetProperty("a").Numbers<double>()).Within(1e-10));
            Assert.That(b.ToArray<double>(), Is.EqualTo(expected.GetProperty("b").Numbers<double>()).Within(1e-10));
            Assert.That(optimizer.StateDict()["state.0.func_evals"].Item(), Is.EqualTo(expected.GetProperty("evaluations").GetInt32()));
        }
    }

    [Test]
    public void Training_resumes_from_the_saved_state()
    {
        var ((a, b), (c, d)) = (Start(), Start());
        LBFGS Of(params Tensor[] p) => new(p, maxIter: 3, lineSearchFn: LineSearchFn.StrongWolfe);
        var (first, resumed) = (Of(a, b), Of(c, d));
        first.Step(() => Loss(first, a, b));
        resumed.LoadStateDict(first.StateDict());
        using (GradMode.NoGrad())
        {
            c[..] = a;
            d[..] = b;
        }

        first.Step(() => Loss(first, a, b));
        resumed.Step(() => Loss(resumed, c, d));
        Assert.That(c.ToArray<double>(), Is.EqualTo(a.ToArray<double>()));
    }

    [Test]
    public void Mistakes_are_explained()
    {
        var (a, b) = Start();
        var optimizer = new LBFGS([a]);
        Assert.That(optimizer.Step, Throws.InvalidOperationException.With.Message.EqualTo(
            "Step: LBFGS evaluates the loss several times in a step; pass a closure that clears the gradients, computes the loss, calls "
            + "Backward() and returns the loss"));
        Assert.That(() => optimizer.AddParamGroup(new LBFGSGroup([b])), Throws.ArgumentException.With.Message.EqualTo(
            "LBFGS: it has one group, and another one was added; list all parameters in one"));
        Assert.That(() => new LBFGS([a], historySize: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "LBFGS: invalid history size: 0; it must be 1 or more (Parameter 'historySize')"));
        Assert.That(() => optimizer.Step(() => Tensor.Zeros()), Throws.InvalidOperationException.With.Message.EqualTo(
            "Step: none of the 1 parameters of LBFGS has a gradient, and nothing was changed; call Backward() on a loss that depends on "
            + "them after ZeroGrad(), and make the optimizer of the parameters of the module that computes it"));
    }

    private static (Tensor A, Tensor B) Start() =>
        (Parameter.From(Tensor.From(new[] { 1, -1.5, 0.7, 2 })), Parameter.From(Tensor.From(new[,] { { 0.3 }, { -0.8 } })));

    private static Tensor Loss(Optimizer optimizer, Tensor a, Tensor b, bool isValley = false)
    {
        optimizer.ZeroGrad();
        var x = Tensor.Cat([a, b.Reshape(-1)]);
        var loss = isValley ? ((100 * (x[1..] - x[..^1].Square()).Square()) + (1 - x[..^1]).Square()).Sum() : (Weights * x * x).Sum() + (x[1..] * x[..^1]).Sin().Sum() + (x.Pow(4).Sum() * 0.1);
        loss.Backward();
        return loss;
    }

    private static LBFGS Make(JsonElement o, Tensor a, Tensor b) => new(
        [a, b], o.Number("lr", 1), o.Integer("max_iter", 20), o.TryGetProperty("max_eval", out var most) ? most.GetInt32() : null,
        historySize: o.Integer("history_size", 100),
        lineSearchFn: o.TryGetProperty("line_search_fn", out _) ? LineSearchFn.StrongWolfe : null);
}
