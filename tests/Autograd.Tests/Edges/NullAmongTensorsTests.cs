using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>A null among tensors, or from a function of the user's, is named by operation and place.</summary>
public class NullAmongTensorsTests
{
    private static readonly Tensor X = Tensor.Ones([2], DType.Float64, requiresGrad: true);

    private static IEnumerable<TestCaseData> Lists()
    {
        IReadOnlyList<Tensor> list = [Tensor.Ones(2), null!];
        yield return Case("Cat", () => Tensor.Cat(list));
        yield return Case("Stack", () => Tensor.Stack(list));
        yield return Case("HStack", () => Tensor.HStack(list));
        yield return Case("VStack", () => Tensor.VStack(list));
        yield return Case("DStack", () => Tensor.DStack(list));
        yield return Case("ColumnStack", () => Tensor.ColumnStack(list));
        yield return Case("BlockDiag", () => Tensor.BlockDiag(list));
        yield return Case("Meshgrid", () => Tensor.Meshgrid([.. list]));
        yield return Case("CartesianProd", () => Tensor.CartesianProd([.. list]));
        yield return Case("BroadcastTensors", () => Tensor.BroadcastTensors([.. list]));
        yield return Case("Einsum", () => Tensor.Einsum("i,i->i", [.. list]));
        yield return Case("MultiDot", () => Linalg.MultiDot([.. list]));
        yield return Case("GradCheck", () => GradCheck.Check(t => t[0], [.. list]));
        yield return Case("CheckGradGrad", () => GradCheck.CheckGradGrad(t => t[0], [.. list]));

        static TestCaseData Case(string op, Action call) => new TestCaseData(op, call).SetArgDisplayNames(op);
    }

    [TestCaseSource(nameof(Lists))]
    public void In_a_list(string op, Action call) => Assert.That(
        () => call(), Throws.ArgumentException.With.Message.StartsWith($"{op}: tensor 1 of 2 is null; pass tensors alone"));

    private static IEnumerable<TestCaseData> Functions()
    {
        yield return Case("Jacobian", () => Functional.Jacobian((Tensor _) => null!, X));
        yield return Case("Jacobian", () => Functional.Jacobian((Tensor[] _) => null!, [X]));
        yield return Case("Jacobian", () => Functional.Jacobian(_ => [], [X]));
        yield return Case("Hessian", () => Functional.Hessian((Tensor _) => null!, X));
        yield return Case("Vjp", () => Functional.Vjp((Tensor _) => null!, X));
        yield return Case("Jvp", () => Functional.Jvp(t => [t[0], null!], [X], [X]));
        yield return Case("Hvp", () => Functional.Hvp((Tensor _) => null!, X, X));
        yield return Case("Vhp", () => Functional.Vhp((Tensor[] _) => null!, [X], [X]));
        yield return Case("GradCheck", () => GradCheck.Check((Tensor _) => null!, X));
        yield return Case("GradCheck", () => GradCheck.Check((Tensor[] _) => (Tensor[])null!, [X]));
        yield return Case("CheckGradGrad", () => GradCheck.CheckGradGrad((Tensor _) => null!, X));
        yield return Case("Checkpoint.Run", () => Checkpoint.Run((Tensor _) => null!, X));

        static TestCaseData Case(string op, Action call) => new(op, call);
    }

    [TestCaseSource(nameof(Functions))]
    public void From_a_function(string op, Action call) => Assert.That(
        () => call(), Throws.InvalidOperationException.With.Message.Match($"^{op}: (the function returned no tensor|output . of the)"));

    [Test]
    public void In_optimizers_states_chains_and_pictures()
    {
        Assert.That(() => new SGD(new Tensor[] { null! }, lr: 0.1), Throws.ArgumentException.With.Message.StartsWith(
            "SGD: parameter 0 of 1 is null; pass tensors alone"));
        var net = new Linear(2, 3);
        var state = net.StateDict();
        state["bias"] = null!;
        Assert.That(() => net.LoadStateDict(state), Throws.ArgumentException.With.Message.Contains("\"bias\" is null in the state"));
        var optimizer = new SGD(net.Parameters(), lr: 0.1);
        var options = optimizer.StateDict();
        options["param_groups.0.lr"] = null!;
        Assert.That(() => optimizer.LoadStateDict(options), Throws.ArgumentException.With.Message.StartsWith(
            "LoadStateDict: \"param_groups.0.lr\" is null in the state"));
        Assert.That(() => GraphPicture.Mermaid(X * 2, [("w", null!)]), Throws.ArgumentException.With.Message.StartsWith(
            "GraphPicture: the tensor named \"w\" is null"));
        Assert.That(() => new Sequential(new Tanh(), new Nothing()).Forward(X), Throws.InvalidOperationException.With.Message.EqualTo(
            "Sequential.Forward: module 1, a Nothing, returned null; return the tensor that it computed"));
    }

    private sealed class Nothing : UnaryModule
    {
        public override Tensor Forward(Tensor x) => null!;
    }
}
