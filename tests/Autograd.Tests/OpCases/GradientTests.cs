namespace Autograd.Tests.OpCases;

public class GradientTests
{
    private static IEnumerable<OpCase> Rows => OpTable.All;

    private static IEnumerable<OpCase> DifferentiableRows => Rows.Where(row => row.MatchesDifferences);

    [TestCaseSource(nameof(DifferentiableRows))]
    public void First_order(object row) => GradCheck.Check(((OpCase)row).Function, ((OpCase)row).MakeInputs());

    [TestCaseSource(nameof(DifferentiableRows))]
    public void Second_order(object row) => GradCheck.CheckGradGrad(((OpCase)row).Function, ((OpCase)row).MakeInputs());

    [TestCaseSource(nameof(Rows))]
    public void Float32_is_close_to_Float64(object row)
    {
        var op = (OpCase)row;
        var exact = op.MakeInputs();
        var rounded = op.MakeInputs(DType.Float32);
        var expected = op.Function(exact);
        var actual = op.Function(rounded);
        Assert.That(actual.DType, Is.EqualTo(DType.Float32));
        Near(actual, expected, "value");
        var seed = Tensor.Ones(expected.Shape, DType.Float64);
        var expectedGrads = Gradients(expected, exact, seed);
        var actualGrads = Gradients(actual, rounded, seed.To(DType.Float32));
        for (var i = 0; i < exact.Length; i++)
        {
            Assert.That(actualGrads[i]?.DType, Is.EqualTo(actualGrads[i] is null ? null : DType.Float32));
            if (expectedGrads[i] is { } grad) Near(actualGrads[i]!, grad, $"gradient {i}");
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void Results_and_gradients_have_memory_of_their_own(object row)
    {
        var op = (OpCase)row;
        var inputs = op.MakeInputs();
        var before = Array.ConvertAll(inputs, x => x.ToArray<double>());
        var result = op.Function(inputs);
        if (!op.IsView)
            foreach (var input in inputs) Assert.That(result.SharesStorage(input), Is.False, "the result is an input's memory");
        var seed = Tensor.Ones(result.Shape, DType.Float64);
        result.Backward(seed);
        var memory = new List<Tensor>([.. inputs, result, seed]);
        foreach (var input in inputs)
        {
            if (input.Grad is not { } grad) continue;
            Assert.That(grad.Shape, Is.EqualTo(input.Shape));
            foreach (var other in memory) Assert.That(grad.SharesStorage(other), Is.False, "a gradient is somebody else's memory");
            memory.Add(grad);
        }

        for (var i = 0; i < inputs.Length; i++) Assert.That(inputs[i].ToArray<double>(), Is.EqualTo(before[i]), "an input was changed");
        Assert.That(seed.ToArray<double>(), Is.All.EqualTo(1.0));
    }

    internal static Tensor?[] Gradients(Tensor result, Tensor[] inputs, Tensor seed, bool createGraph = false)
    {
        var wanted = inputs.Where(x => x.RequiresGrad).ToArray();
        if (!result.RequiresGrad || wanted.Length == 0) return new Tensor?[inputs.Length];
        var grads = Functional.Grad([result], wanted, [seed], createGraph: createGraph, allowUnused: true);
        return [.. inputs.Select(x => x.RequiresGrad ? grads[Array.IndexOf(wanted, x)] : null)];
    }

    private static void Near(Tensor actual, Tensor expected, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), what);
        var (a, e) = (actual.Detach().To(DType.Float64).ToArray<double>(), expected.Detach().ToArray<double>());
        for (var i = 0; i < a.Length; i++) Assert.That(a[i], Is.EqualTo(e[i]).Within(2e-5 * Math.Max(1, Math.Abs(e[i]))), what);
    }
}
