using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Values and gradients of LSTM, GRU and their cells with every option, against PyTorch in Float64.</summary>
[NonParallelizable]
public class LstmGruTests
{
    private const int Inputs = 2, Hidden = 3;

    // A few dozen sums and products deep, of numbers near 1: some tens of roundings of 1e-16, whatever their order.
    private const double Tolerance = 1e-14;

    private static readonly JsonElement Data = Fixture.Load("lstm_gru.json");

    public static IEnumerable<TestCaseData> Layers() => Cases("layers");

    public static IEnumerable<TestCaseData> Cells() => Cases("cells");

    [TestCaseSource(nameof(Layers))]
    public void Layers_agree_with_PyTorch(JsonElement testCase)
    {
        var module = MakeLayer(testCase);
        var (x, h0, c0) = (Read(testCase, "x"), ReadState(testCase, "h0"), ReadState(testCase, "c0"));
        Generator.ManualSeed(43053);
        Tensor[] results;
        if (module is LSTM lstm)
        {
            var (output, (hidden, cell)) = lstm.Forward(x, h0 is null ? null : (h0, c0!));
            results = [output, hidden, cell];
        }
        else
        {
            var (output, hidden) = ((GRU)module).Forward(x, h0);
            results = [output, hidden];
        }

        Check(testCase, module, x, h0, c0, results);
    }

    [TestCaseSource(nameof(Cells))]
    public void Cells_agree_with_PyTorch(JsonElement testCase)
    {
        var bias = testCase.GetProperty("options").Flag("bias");
        Generator.ManualSeed(43052);
        RecurrentCell module = testCase.GetProperty("kind").GetString() == "LSTMCell"
            ? new LSTMCell(Inputs, Hidden, bias, DType.Float64)
            : new GRUCell(Inputs, Hidden, bias, DType.Float64);
        var (x, h0, c0) = (Read(testCase, "x"), ReadState(testCase, "h0"), ReadState(testCase, "c0"));
        Tensor[] results;
        if (module is LSTMCell lstm)
        {
            var (hidden, cell) = lstm.Forward(x, h0 is null ? null : (h0, c0!));
            results = [hidden, hidden * 0, cell];
        }
        else
        {
            results = [((GRUCell)module).Forward(x, h0)];
        }

        Check(testCase, module, x, h0, c0, results);
    }

    [Test]
    public void Layers_run_their_cells_over_time([Values] bool lstm)
    {
        RecurrentCell cell = lstm ? new LSTMCell(4, 5) : new GRUCell(4, 5);
        RecurrentModule layer = lstm ? new LSTM(4, 5) : new GRU(4, 5);
        foreach (var (name, parameter) in cell.NamedParameters()) layer.GetParameter(name + "_l0").Data = parameter.Data;
        var x = Init.Normal(Tensor.Zeros(7, 3, 4), generator: new Generator(1));
        var output = lstm ? ((LSTM)layer).Forward(x).Output : ((GRU)layer).Forward(x).Output;
        var (h, c) = (Tensor.Zeros(3, 5), Tensor.Zeros(3, 5));
        for (var t = 0; t < 7; t++)
        {
            if (lstm) (h, c) = ((LSTMCell)cell).Forward(x[t], (h, c));
            else h = ((GRUCell)cell).Forward(x[t], h);
            Assert.That(output[t].ToArray<float>(), Is.EqualTo(h.ToArray<float>()).Within(1e-6f));
        }
    }

    [Test]
    public void A_loop_of_cells_gathers_the_gradients_of_the_layer([Values] bool lstm)
    {
        RecurrentCell cell = lstm ? new LSTMCell(4, 5, dtype: DType.Float64) : new GRUCell(4, 5, dtype: DType.Float64);
        RecurrentModule layer = lstm ? new LSTM(4, 5, dtype: DType.Float64) : new GRU(4, 5, dtype: DType.Float64);
        foreach (var (name, parameter) in cell.NamedParameters()) layer.GetParameter(name + "_l0").Data = parameter.Data;
        var x = Init.Normal(Tensor.Zeros([7, 3, 4], DType.Float64), generator: new Generator(1));
        var (output, last) = lstm ? WithCell(((LSTM)layer).Forward(x)) : ((GRU)layer).Forward(x);
        ((output * output).Sum() + last.Sum()).Backward();

        var (h, c) = (Tensor.Zeros([3, 5], DType.Float64), Tensor.Zeros([3, 5], DType.Float64));
        Tensor loss = 0.0;
        for (var t = 0; t < 7; t++)
        {
            if (lstm) (h, c) = ((LSTMCell)cell).Forward(x[t], (h, c));
            else h = ((GRUCell)cell).Forward(x[t], h);
            loss += (h * h).Sum();
        }

        (loss + (lstm ? c : h).Sum()).Backward();
        foreach (var (name, parameter) in cell.NamedParameters())
        {
            var expected = layer.GetParameter(name + "_l0").Grad!.ToArray<double>();
            Assert.That(parameter.Grad!.ToArray<double>(), Is.EqualTo(expected).Within(1e-12), name);
        }

        static (Tensor, Tensor) WithCell((Tensor Output, (Tensor Hidden, Tensor Cell) State) result) => (result.Output, result.State.Cell);
    }

    [Test]
    public void Second_derivatives_of_whole_modules_are_those_of_difference_quotients([Values] bool lstm)
    {
        var module = MakeSmall(lstm);
        var x = Init.Normal(Tensor.Zeros([3, 2, 2], DType.Float64), generator: new Generator(2));
        x.RequiresGrad = true;
        Func<Tensor[], Tensor> run = inputs => lstm
            ? Tensor.Cat([((LSTM)module).Forward(inputs[0]).Output.Reshape(-1), ((LSTM)module).Forward(inputs[0]).State.Cell.Reshape(-1)])
            : ((GRU)module).Forward(inputs[0]).Output;
        GradCheck.CheckGradGrad(run, [x]);
    }

    [Test]
    public void Wrong_shapes_are_named([Values("LSTM", "GRU")] string op)
    {
        Action<Tensor, Tensor?> forward = op == "LSTM"
            ? (x, h) => new LSTM(4, 2).Forward(x, h is null ? null : (h, h))
            : (x, h) => new GRU(4, 2).Forward(x, h);
        Assert.That(
            () => forward(Tensor.Zeros(4), null), Throws.ArgumentException.With.Message.EqualTo(
                $"{op}: an input of shape (4,); it must be 2-D (one sequence) or 3-D (a batch), and is 1-D"));
        Assert.That(() => forward(Tensor.Zeros(5, 3), null), Throws.ArgumentException.With.Message.EqualTo(
            $"{op}: an input of shape (5, 3); its last size must be the input size, 4"));
        Assert.That(() => forward(Tensor.Zeros(0, 4), null), Throws.ArgumentException.With.Message.EqualTo(
            $"{op}: an input of shape (0, 4); the sequence must have at least one step"));
        Assert.That(
            () => forward(Tensor.Zeros(5, 4), Tensor.Zeros(1, 1, 2)),
            Throws.ArgumentException.With.Message.EqualTo(
                $"{op}: a 3-D hidden state of shape (1, 1, 2) for unbatched 2-D input; it should also be 2-D"));
        Assert.That(
            () => forward(Tensor.Zeros(5, 1, 4), Tensor.Zeros(1, 2)),
            Throws.ArgumentException.With.Message.EqualTo(
                $"{op}: a 2-D hidden state of shape (1, 2) for batched 3-D input; it should also be 3-D"));
        Assert.That(
            () => forward(Tensor.Zeros(5, 3, 4), Tensor.Zeros(1, 1, 2)), Throws.ArgumentException.With.Message.EqualTo(
                $"{op}: a hidden state of shape (1, 1, 2); expected (1, 3, 2)"));
    }

    [Test]
    public void Wrong_cell_states_and_options_are_named()
    {
        Assert.That(
            () => new LSTM(4, 3, projSize: 2).Forward(Tensor.Zeros(5, 1, 4), (Tensor.Zeros(1, 1, 2), Tensor.Zeros(1, 1, 2))),
            Throws.ArgumentException.With.Message.EqualTo("LSTM: a cell state of shape (1, 1, 2); expected (1, 1, 3)"));
        Assert.That(
            () => new LSTMCell(4, 2).Forward(Tensor.Zeros(3, 4), (Tensor.Zeros(3, 2), Tensor.Zeros(1, 2))),
            Throws.ArgumentException.With.Message.EqualTo("LSTMCell: a cell state of shape (1, 2) for an input of shape (3, 4); it must be (3, 2)"));
        Assert.That(
            () => new GRUCell(4, 2).Forward(Tensor.Zeros(3, 5)), Throws.ArgumentException.With.Message.EqualTo(
                "GRUCell: an input of shape (3, 5); it must be (batch, 4), or (4,) without a batch"));
        Assert.That(
            () => new GRUCell(4, 2).Forward(Tensor.Zeros(4), Tensor.Zeros(1, 2)), Throws.ArgumentException.With.Message.EqualTo(
                "GRUCell: a hidden state of shape (1, 2) for an input of shape (4,); it must be (2,)"));
        Assert.That(() => new LSTM(4, 2, numLayers: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "LSTM: 0 layers; there must be at least one (Parameter 'numLayers')"));
        Assert.That(() => new LSTM(4, 2, projSize: 2), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "LSTM: a projection to 2 of a state of 2; it must be smaller, or 0 for none (Parameter 'projSize')"));
        Assert.That(() => new LSTM(4, 2, projSize: -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "LSTM: a projection to -1 of a state of 2; it must be smaller, or 0 for none (Parameter 'projSize')"));
        Assert.That(() => new GRU(4, 2, dropout: -0.5), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "GRU: dropout probability has to be between 0 and 1, but got -0.5 (Parameter 'p')"));
    }

    [Test]
    public void Empty_batches_give_empty_results()
    {
        var (output, (hidden, cell)) = new LSTM(4, 2, projSize: 1, bidirectional: true).Forward(Tensor.Zeros(5, 0, 4));
        Assert.That(output.Shape, Is.EqualTo(Shape.Create(5, 0, 2)));
        Assert.That(hidden.Shape, Is.EqualTo(Shape.Create(2, 0, 1)));
        Assert.That(cell.Shape, Is.EqualTo(Shape.Create(2, 0, 2)));
        var gru = new GRU(4, 2);
        gru.Forward(Tensor.Zeros(5, 0, 4)).Output.Sum().Backward();
        Assert.That(gru.GetParameter("weight_hh_l0").Grad!.ToArray<float>(), Is.All.EqualTo(0f));
    }

    private static RecurrentModule MakeSmall(bool lstm) => lstm
        ? new LSTM(2, 3, numLayers: 2, bidirectional: true, projSize: 2, dtype: DType.Float64)
        : new GRU(2, 3, numLayers: 2, bidirectional: true, dtype: DType.Float64);

    private static RecurrentModule MakeLayer(JsonElement testCase)
    {
        var o = testCase.GetProperty("options");
        var (layers, bias, batchFirst) = (o.Integer("num_layers", 1), o.Flag("bias", true), o.Flag("batch_first"));
        var (dropout, bidirectional) = (o.Number("dropout", 0), o.Flag("bidirectional"));
        Generator.ManualSeed(43052);
        return testCase.GetProperty("kind").GetString() == "LSTM"
            ? new LSTM(Inputs, Hidden, layers, bias, batchFirst, dropout, bidirectional, o.Integer("proj_size", 0), DType.Float64)
            : new GRU(Inputs, Hidden, layers, bias, batchFirst, dropout, bidirectional, DType.Float64);
    }

    private static void Check(JsonElement testCase, Module module, Tensor x, Tensor? h0, Tensor? c0, Tensor[] results)
    {
        string[] names = ["output", "hidden", "cell"];
        Tensor loss = 0.0;
        for (var i = 0; i < results.Length; i++)
        {
            Assert.That(results[i].Shape.ToArray(), Is.EqualTo(Sizes(testCase, names[i])));
            AssertClose(results[i], testCase, names[i]);
            var gradient = testCase.GetProperty(names[i] + "_gradient").Numbers<double>();
            loss += (results[i] * Tensor.From(gradient, results[i].Shape)).Sum();
        }

        loss.Backward();
        AssertClose(x.Grad!, testCase, "x_grad");
        if (h0 is not null) AssertClose(h0.Grad!, testCase, "h0_grad");
        if (c0 is not null) AssertClose(c0.Grad!, testCase, "c0_grad");
        foreach (var (name, parameter) in module.NamedParameters())
            AssertClose(parameter.Grad!, testCase.GetProperty("grads"), name);
    }

    private static IEnumerable<TestCaseData> Cases(string list)
    {
        foreach (var testCase in Data.GetProperty(list).EnumerateArray())
            yield return new TestCaseData(testCase).SetArgDisplayNames(
                testCase.GetProperty("kind").GetString() + ", " + Fixture.Describe(testCase.GetProperty("options")));
    }

    private static int[] Sizes(JsonElement testCase, string name) =>
        [.. testCase.GetProperty(name + "_shape").EnumerateArray().Select(size => size.GetInt32())];

    private static Tensor Read(JsonElement testCase, string name) =>
        Tensor.From(testCase.GetProperty(name).Numbers<double>(), Shape.Create(Sizes(testCase, name)), requiresGrad: true);

    private static Tensor? ReadState(JsonElement testCase, string name)
    {
        if (testCase.GetProperty(name).ValueKind == JsonValueKind.Null) return null;
        return Tensor.From(testCase.GetProperty(name).Numbers<double>(), Shape.Create(Sizes(testCase, name)), requiresGrad: true);
    }

    private static void AssertClose(Tensor actual, JsonElement expected, string name) =>
        Assert.That(actual.ToArray<double>(), Is.EqualTo(expected.GetProperty(name).Numbers<double>()).Within(Tolerance), name);
}
