using Autograd.Distributions;
using Autograd.NN;

namespace Autograd.Onnx.RuntimeTests;

/// <summary>The nets of the examples in ONNX Runtime.</summary>
public sealed class ExampleTests
{
    private static readonly OnnxCase[] Cases =
    [
        OnnxCase.Of("gan: generator", () => new Sequential(new Linear(2, 128), new ReLU(), new Linear(128, 128), new ReLU(), new Linear(128, 2)), 2),
        OnnxCase.Of("gan: critic", () => new Sequential(new Linear(2, 128), new LeakyReLU(0.2), new Linear(128, 128), new LeakyReLU(0.2), new Linear(128, 1)), 2),
        OnnxCase.Of("reinforce", () => new Sequential(new Linear(4, 128), new ReLU(), new Linear(128, 2), new Softmax(dim: -1)), 4),
        new OnnxCase(
            "oscillator", () => new Sequential(new Linear(1, 32, dtype: DType.Float64), new Tanh(), new Linear(32, 1, dtype: DType.Float64)) is var m ? (m, x => m.Forward(x[0])) : default,
            n => [Tensor.RandN(n, 1).Double()]),
        new OnnxCase(
            "mnist_conv", () => new Sequential(
                new Conv2d(1, 32, 3), new ReLU(), new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2), new Dropout(0.25), new Flatten(), new Linear(9216, 128), new ReLU(), new Dropout(0.5),
                new Linear(128, 10), new LogSoftmax(dim: 1)) is var m ? (m, x => m.Forward((x[0].Unsqueeze(1).Float() / 255 - 0.1307) / 0.3081)) : default,
            n => [Tensor.RandInt(0, 255, [n, 28, 28]).To(DType.UInt8)]),
        new OnnxCase("next_character", () => new Sequential(new Embedding(3, 1), new Tanh(), new Linear(1, 3)) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tensor.RandInt(0, 3, [n])]),
        new OnnxCase("names_rnn", () => new NameRnn(26, 16, 5) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tensor.RandN(n, 1, 26)]),
        new OnnxCase("lstm_language", () => new Language(30) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tensor.RandInt(0, 30, [12, n])]) { DynamicDim = 1 },
        new OnnxCase("parity", () => new RecurrentModel(20) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tensor.RandInt(0, 2, [n, 7])]),
        new OnnxCase("pattern_rnn", () => new PatternRnn(10, 50, 2) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tensor.RandN(11, 10)]) { DynamicDim = null },
        new OnnxCase("rnn: state by state", () => new StateByState() is var m ? (m, x => m.Forward(x[0])) : default, n => [Tensor.RandN(9, 4)]) { DynamicDim = null },
        new OnnxCase("vae: encoder", () => new Vae() is var m ? (m, x => m.Encode(x[0]) is var code ? (code.Mean, code.StdDev) : default) : default, n => [Tensor.Rand(n, 784)]),
        new OnnxCase("vae: decoder", () => new Vae() is var m ? (m, x => m.Decode(x[0]).Sigmoid()) : default, n => [Tensor.RandN(n, 20)]),
        OnnxCase.Function("mnist: the notebook's layers", x =>
        {
            var (mask, y) = (x <= 0, x.Clone());
            y[mask] = 0;
            return 1 / (1 + (-y.Reshape(y.Size(0), -1)).Exp());
        }, 3, 4),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Example(object onnxCase) => ((OnnxCase)onnxCase).Check();

    private sealed class NameRnn(int letters, int hidden, int languages) : Module
    {
        private readonly RNN _rnn = new(letters, hidden);
        private readonly Linear _h2o = new(hidden, languages);

        public Tensor Forward(Tensor x) => F.LogSoftmax(_h2o.Forward(_rnn.Forward(x).Output[^1..]), dim: 1);
    }

    private sealed class Language(int characters) : Module
    {
        private readonly Embedding _embedding = new(characters, 32);
        private readonly LSTM _lstm = new(32, 128);
        private readonly Linear _decoder = new(128, characters);

        public (Tensor Scores, (Tensor Hidden, Tensor Cell) State) Forward(Tensor x, (Tensor Hidden, Tensor Cell)? state = null)
        {
            var (output, next) = _lstm.Forward(_embedding.Forward(x), state);
            return (_decoder.Forward(output), next);
        }
    }

    private sealed class RecurrentModel(int numHidden) : Module
    {
        private readonly RNNCell _cell = new(inputSize: 1, hiddenSize: numHidden);
        private readonly Linear _answer = new(inFeatures: numHidden, outFeatures: 2);

        public Tensor Forward(Tensor x)
        {
            x = x.Float();
            var state = Tensor.Zeros(x.Size(0), numHidden);
            for (var t = 0; t < x.Size(1); t++) state = _cell.Forward(x[.., t..(t + 1)], state);
            return _answer.Forward(state);
        }
    }

    private sealed class PatternRnn(int input, int recurrent, int output) : Module
    {
        private readonly Linear _fcX2h = new(input, recurrent);
        private readonly Linear _fcH2h = new(recurrent, recurrent);
        private readonly Linear _fcH2y = new(recurrent, output);

        public (Tensor Outputs, Tensor Hidden) Forward(Tensor x)
        {
            var h = Tensor.Zeros(1, _fcH2h.OutFeatures);
            var states = new List<Tensor>();
            foreach (var xt in x)
            {
                h = (_fcX2h.Forward(xt.Unsqueeze(0)) + _fcH2h.Forward(h)).Relu();
                states.Add(h);
            }

            var all = Tensor.Cat(states, dim: 0);
            return (_fcH2y.Forward(all), all);
        }
    }

    /// <summary>The states in one tensor, which is written row by row.</summary>
    private sealed class StateByState : Module
    {
        private readonly RNNCell _cell = new(4, 2);

        public Tensor Forward(Tensor x)
        {
            var hidden = Tensor.Zeros(x.Size(0), 2);
            hidden[[0]] = _cell.Forward(x[[0]], Tensor.Zeros(1, 2));
            for (var t = 1; t < x.Size(0); t++) hidden[[t]] = _cell.Forward(x[[t]], hidden[[t - 1]]);
            return hidden.Softmax(1);
        }
    }

    private sealed class Vae : Module
    {
        private readonly Linear _hidden = new(784, 400);
        private readonly Linear _mean = new(400, 20);
        private readonly Linear _logVariance = new(400, 20);
        private readonly Linear _back = new(20, 400);
        private readonly Linear _pixels = new(400, 784);

        public Normal Encode(Tensor x)
        {
            var h = _hidden.Forward(x).Relu();
            return new Normal(_mean.Forward(h), (0.5 * _logVariance.Forward(h)).Exp());
        }

        public Tensor Decode(Tensor z) => _pixels.Forward(_back.Forward(z).Relu());
    }
}
