using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Names, order, first values and text of modules, against PyTorch's.</summary>
[NonParallelizable]
public class ModuleFixtureTests
{
    private static readonly JsonElement Data = Fixture.Load("modules.json");

    private static readonly Dictionary<string, Func<Module>> Modules = new()
    {
        ["linear"] = () => new Linear(7, 5),
        ["linear, no bias"] = () => new Linear(inFeatures: 1, outFeatures: 3, bias: false),
        ["linear, Float64"] = () => new Linear(4, 9, dtype: DType.Float64),
        ["embedding"] = () => new Embedding(numEmbeddings: 3, embeddingDim: 1),
        ["embedding, long"] = () => new Embedding(11, 13),
        ["embedding, padded"] = () => new Embedding(6, 4, paddingIdx: -2),
        ["rnn cell"] = () => new RNNCell(4, 2),
        ["rnn cell, relu, no bias"] = () => new RNNCell(4, 2, bias: false, Nonlinearity.Relu),
        ["rnn"] = () => new RNN(4, 2),
        ["rnn, all"] = () => new RNN(
            5, 3, numLayers: 2, Nonlinearity.Relu, batchFirst: true, dropout: 0.25, bidirectional: true),
        ["rnn, no bias"] = () => new RNN(5, 3, numLayers: 2, bias: false),
        ["lstm"] = () => new LSTM(4, 2),
        ["lstm, all"] = () => new LSTM(
            5, 3, numLayers: 2, batchFirst: true, dropout: 0.25, bidirectional: true, projSize: 2),
        ["lstm, projected, no bias"] = () => new LSTM(5, 3, numLayers: 2, bias: false, projSize: 1),
        ["lstm, Float64"] = () => new LSTM(4, 2, dtype: DType.Float64),
        ["gru"] = () => new GRU(4, 2),
        ["gru, all"] = () => new GRU(5, 3, numLayers: 2, batchFirst: true, dropout: 0.25, bidirectional: true),
        ["gru, no bias"] = () => new GRU(5, 3, bias: false),
        ["lstm cell"] = () => new LSTMCell(4, 2),
        ["lstm cell, no bias"] = () => new LSTMCell(4, 2, bias: false),
        ["gru cell"] = () => new GRUCell(4, 2),
        ["gru cell, no bias"] = () => new GRUCell(4, 2, bias: false),
        ["sequential"] = Chain,
        ["sequential, slice"] = () => Chain()[1..],
        ["sequential, empty"] = () => new Sequential(),
        ["nested"] = () => new Sequential(Chain(), new Sequential(new Flatten(), new Dropout(0.3)), new ReLU()),
        ["pattern"] = () => new Pattern(),
        ["towers"] = () => new Towers(),
        ["cross entropy"] = () => new CrossEntropyLoss(),
        ["mean square"] = () => new MSELoss(),
        ["others"] = () => new Sequential(
            new Sigmoid(), new Softmax(dim: 1), new LogSoftmax(dim: -1), new Flatten(0, 1), new Dropout()),
    };

    public static IEnumerable<string> Names() => Data.GetProperty("modules").EnumerateObject().Select(p => p.Name);

    [TestCaseSource(nameof(Names))]
    public void Prints_what_PyTorch_prints(string name) =>
        Assert.That(Modules[name]().ToString(), Is.EqualTo(Expected(name).GetProperty("text").GetString()));

    [TestCaseSource(nameof(Names))]
    public void Begins_with_the_numbers_of_PyTorch_bit_for_bit(string name)
    {
        Generator.ManualSeed(43052);
        var state = Modules[name]().StateDict();
        var expected = Expected(name).GetProperty("state").EnumerateObject().ToList();
        Assert.That(state.Keys, Is.EqualTo(expected.Select(p => p.Name)));
        foreach (var parameter in expected)
        {
            var tensor = state[parameter.Name];
            if (tensor.DType == DType.Float32) Assert.That(tensor.ToArray<float>(), Is.EqualTo(parameter.Value.Numbers<float>()));
            else Assert.That(tensor.ToArray<double>(), Is.EqualTo(parameter.Value.Numbers<double>()));
        }
    }

    [Test]
    public void Dropout_draws_what_PyTorch_draws()
    {
        Generator.ManualSeed(43052);
        foreach (var p in new[] { "0.0", "0.25", "0.5", "1.0" })
        {
            var dropout = new Dropout(double.Parse(p, System.Globalization.CultureInfo.InvariantCulture));
            var result = dropout.Forward(Tensor.Ones(3, 7));
            Assert.That(result.ToArray<float>(), Is.EqualTo(Data.GetProperty("dropout").GetProperty(p).Numbers<float>()), p);
        }
    }

    private static JsonElement Expected(string name) => Data.GetProperty("modules").GetProperty(name);

    private static Sequential Chain() => new(new Embedding(3, 1), new Tanh(), new Linear(1, 3));

    private sealed class Pattern : Module
    {
        private readonly Linear _x2h = new(10, 7), _h2h = new(7, 7), _h2y = new(7, 2);

        public ReLU Relu { get; } = new();

        public Tensor Forward(Tensor x, Tensor h) => _h2y.Forward(Relu.Forward(_x2h.Forward(x) + _h2h.Forward(h)));
    }

    private sealed class Towers : Module
    {
        private readonly Tensor _scale = Parameter.From(Tensor.Ones(3));
        private readonly UnaryModule[] _layers = [new Linear(2, 3), new Sequential(new Tanh(), new Linear(3, 4, bias: false))];
        private readonly Dictionary<string, Linear> _heads = new() { ["mean"] = new Linear(4, 1), ["scale"] = new Linear(4, 2) };

        public Tensor Forward(Tensor x) => _heads["mean"].Forward(_layers[1].Forward(_layers[0].Forward(x) * _scale));
    }
}
