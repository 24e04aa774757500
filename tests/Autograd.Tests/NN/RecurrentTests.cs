using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Values and gradients of the recurrent modules with every option, against PyTorch in Float64.</summary>
[NonParallelizable]
public class RecurrentTests
{
    // A dozen sums and products deep, of numbers near 1: some tens of roundings of 1e-16, whatever their order.
    private const double Tolerance = 1e-14;

    private static readonly JsonElement Data = Fixture.Load("recurrent.json");

    public static IEnumerable<TestCaseData> Networks() => Cases("rnn");

    public static IEnumerable<TestCaseData> Cells() => Cases("cell");

    [TestCaseSource(nameof(Networks))]
    public void RNN_agrees_with_PyTorch(JsonElement testCase)
    {
        var o = testCase.GetProperty("options");
        Generator.ManualSeed(43052);
        var layers = o.Integer("num_layers", 1);
        var rnn = new RNN(
            4, 3, layers, NonlinearityOf(o), o.Flag("bias"), o.Flag("batch_first"), bidirectional: o.Flag("bidirectional"),
            dtype: DType.Float64);
        var x = Read(testCase, "x", Sizes(testCase, "x_shape"), requiresGrad: true);
        var hiddenShape = Sizes(testCase, "hidden_shape");
        var h0 = o.Flag("with_hidden") ? Read(testCase, "h0", hiddenShape, requiresGrad: true) : null;

        var (output, hidden) = rnn.Forward(x, h0);
        Assert.That(output.Shape.ToArray(), Is.EqualTo(Sizes(testCase, "output_shape")));
        Assert.That(hidden.Shape.ToArray(), Is.EqualTo(hiddenShape));
        AssertClose(output, testCase, "output");
        AssertClose(hidden, testCase, "hidden");

        var gradient = Read(testCase, "gradient", output.Shape.ToArray());
        ((output * gradient).Sum() + (hidden * Read(testCase, "hidden_gradient", hiddenShape)).Sum()).Backward();
        AssertGradients(testCase, rnn, x, h0);
    }

    [TestCaseSource(nameof(Cells))]
    public void RNNCell_agrees_with_PyTorch(JsonElement testCase)
    {
        var o = testCase.GetProperty("options");
        Generator.ManualSeed(43052);
        var cell = new RNNCell(4, 3, o.Flag("bias"), NonlinearityOf(o), DType.Float64);
        var x = Read(testCase, "x", o.Flag("batched") ? [2, 4] : [4], requiresGrad: true);
        var h0 = o.Flag("with_hidden") ? Read(testCase, "h0", o.Flag("batched") ? [2, 3] : [3], requiresGrad: true) : null;

        var output = cell.Forward(x, h0);
        AssertClose(output, testCase, "output");
        (output * Read(testCase, "gradient", output.Shape.ToArray())).Sum().Backward();
        AssertGradients(testCase, cell, x, h0);
    }

    [Test]
    public void RNN_runs_its_cell_over_time()
    {
        var cell = new RNNCell(4, 2);
        var rnn = new RNN(4, 2);
        rnn.GetParameter("weight_ih_l0").Data = cell.WeightIh.Data;
        rnn.GetParameter("weight_hh_l0").Data = cell.WeightHh.Data;
        rnn.GetParameter("bias_ih_l0").Data = cell.BiasIh!.Data;
        rnn.GetParameter("bias_hh_l0").Data = cell.BiasHh!.Data;
        var x = Init.Normal(Tensor.Zeros(5, 4), generator: new Generator(1));
        var hidden = Tensor.Zeros(2);
        var (output, last) = rnn.Forward(x, Tensor.Zeros(1, 2));
        for (var t = 0; t < 5; t++)
        {
            hidden = cell.Forward(x[t], hidden);
            Assert.That(output[t].ToArray<float>(), Is.EqualTo(hidden.ToArray<float>()).Within(1e-6f));
        }

        Assert.That(last[0].ToArray<float>(), Is.EqualTo(hidden.ToArray<float>()).Within(1e-6f));
    }

    [Test]
    public void Dropout_between_layers_is_for_training_only()
    {
        var rnn = new RNN(4, 3, numLayers: 2, dropout: 1);
        var x = Init.Normal(Tensor.Zeros(5, 4), generator: new Generator(1));
        // With every state between the layers dropped, the second layer sees its biases alone, whatever the input.
        Assert.That(rnn.Forward(x).Output.ToArray<float>(), Is.EqualTo(rnn.Forward(x * 2).Output.ToArray<float>()));
        rnn.Eval();
        Assert.That(rnn.Forward(x).Output.ToArray<float>(), Is.Not.EqualTo(rnn.Forward(x * 2).Output.ToArray<float>()));
    }

    [Test]
    public void Wrong_shapes_are_named()
    {
        var rnn = new RNN(4, 2);
        Assert.That(
            () => rnn.Forward(Tensor.Zeros(4)),
            Throws.ArgumentException.With.Message.EqualTo(
                "RNN: an input of shape (4,); it must be 2-D (one sequence) or 3-D (a batch), and is 1-D"));
        Assert.That(() => rnn.Forward(Tensor.Zeros(5, 3)), Throws.ArgumentException.With.Message.EqualTo(
            "RNN: an input of shape (5, 3); its last size must be the input size, 4"));
        Assert.That(() => rnn.Forward(Tensor.Zeros(0, 4)), Throws.ArgumentException.With.Message.EqualTo(
            "RNN: an input of shape (0, 4); the sequence must have at least one step"));
        Assert.That(
            () => rnn.Forward(Tensor.Zeros(5, 4), Tensor.Zeros(1, 1, 2)),
            Throws.ArgumentException.With.Message.EqualTo(
                "RNN: a 3-D hidden state of shape (1, 1, 2) for unbatched 2-D input; it should also be 2-D"));
        Assert.That(
            () => rnn.Forward(Tensor.Zeros(5, 3, 4), Tensor.Zeros(1, 1, 2)),
            Throws.ArgumentException.With.Message.EqualTo("RNN: a hidden state of shape (1, 1, 2); expected (1, 3, 2)"));
        Assert.That(
            () => new RNNCell(4, 2).Forward(Tensor.Zeros(3, 4), Tensor.Zeros(1, 2)),
            Throws.ArgumentException.With.Message.EqualTo(
                "RNNCell: a hidden state of shape (1, 2) for an input of shape (3, 4); it must be (3, 2)"));
        Assert.That(() => new RNN(4, 2, numLayers: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "RNN: 0 layers; there must be at least one (Parameter 'numLayers')"));
        Assert.That(
            () => new RNN(4, 2, dropout: 1.5), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "RNN: dropout probability has to be between 0 and 1, but got 1.5 (Parameter 'p')"));
    }

    private static IEnumerable<TestCaseData> Cases(string kind)
    {
        foreach (var testCase in Data.GetProperty(kind).EnumerateArray())
            yield return new TestCaseData(testCase).SetArgDisplayNames(Fixture.Describe(testCase.GetProperty("options")));
    }

    private static Nonlinearity NonlinearityOf(JsonElement options) =>
        options.GetProperty("nonlinearity").GetString() == "relu" ? Nonlinearity.Relu : Nonlinearity.Tanh;

    private static int[] Sizes(JsonElement testCase, string name) =>
        [.. testCase.GetProperty(name).EnumerateArray().Select(size => size.GetInt32())];

    private static Tensor Read(JsonElement testCase, string name, int[] shape, bool requiresGrad = false) =>
        Tensor.From(testCase.GetProperty(name).Numbers<double>(), shape, requiresGrad: requiresGrad);

    private static void AssertGradients(JsonElement testCase, Module module, Tensor x, Tensor? h0)
    {
        AssertClose(x.Grad!, testCase, "x_grad");
        if (h0 is not null) AssertClose(h0.Grad!, testCase, "h0_grad");
        foreach (var (name, parameter) in module.NamedParameters())
            AssertClose(parameter.Grad!, testCase.GetProperty("grads"), name);
    }

    private static void AssertClose(Tensor actual, JsonElement expected, string name) =>
        Assert.That(actual.ToArray<double>(), Is.EqualTo(expected.GetProperty(name).Numbers<double>()).Within(Tolerance), name);
}
