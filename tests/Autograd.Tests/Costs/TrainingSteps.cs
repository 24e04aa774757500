using Autograd.NN;

namespace Autograd.Tests.Costs;

/// <summary>The steps that the notebooks and the benchmarks are made of, on made-up data of their sizes.</summary>
internal static class TrainingSteps
{
    public const int Letters = 100;

    public static TrainingStep OwnCell()
    {
        var (i2h, h2h) = (new Linear(4, 2), new Linear(2, 2));
        return Loop([.. i2h.Parameters(), .. h2h.Parameters()], (x, h) => (i2h.Forward(x) + h2h.Forward(h)).Tanh());
    }

    public static TrainingStep Cell()
    {
        var cell = new RNNCell(4, 2);
        return Loop(cell.Parameters(), cell.Forward);
    }

    public static TrainingStep Rnn()
    {
        var net = new RNN(4, 2);
        return Layer(net, x => net.Forward(x).Output);
    }

    public static TrainingStep Lstm()
    {
        var net = new LSTM(4, 2);
        return Layer(net, x => net.Forward(x).Output);
    }

    public static TrainingStep Gru()
    {
        var net = new GRU(4, 2);
        return Layer(net, x => net.Forward(x).Output);
    }

    public static TrainingStep NextCharacter()
    {
        var net = new Sequential(new Embedding(4, 2), new Tanh(), new Linear(2, 4));
        var (x, y) = (Tensor.RandInt(0, 4, [599]), Tensor.RandInt(0, 4, [599]));
        var lossFn = new CrossEntropyLoss();
        return TrainingStep.With(new Adam(net.Parameters()), () => lossFn.Forward(net.Forward(x), y));
    }

    public static TrainingStep PatternRnn()
    {
        var (x2h, h2h, h2y) = (new Linear(10, 50), new Linear(50, 50), new Linear(50, 2));
        var (x, y) = (Tensor.RandInt(0, 10, [10]).OneHot(10).Float(), Tensor.Ones([1], DType.Int64));
        var lossFn = new CrossEntropyLoss();
        Tensor[] parameters = [.. x2h.Parameters(), .. h2h.Parameters(), .. h2y.Parameters()];
        return TrainingStep.With(new Adam(parameters), () =>
        {
            var h = Tensor.Zeros(1, 50);
            var states = new List<Tensor>();
            foreach (var xt in x)
            {
                h = (x2h.Forward(xt.Unsqueeze(0)) + h2h.Forward(h)).Relu();
                states.Add(h);
            }

            return lossFn.Forward(h2y.Forward(Tensor.Cat(states, dim: 0))[^1..], y);
        });
    }

    public static TrainingStep Mnist()
    {
        var (images, labels) = (Tensor.RandInt(0, 256, [1000, 784], DType.UInt8), Tensor.RandInt(0, 10, [1000]));
        var rows = Tensor.Arange(100);
        var net = new Affines([784, 50, 10], DType.Float64);
        return TrainingStep.With(new SGD(net.Parameters, lr: 1e-6), () => F.CrossEntropy(net.Forward(images[rows], h => h.Relu()), labels[rows]));
    }

    public static TrainingStep Parity()
    {
        var (x, y) = (Tensor.RandInt(0, 2, [100, 32]), Tensor.RandInt(0, 2, [100]));
        var net = new Affines([32, 100, 2], DType.Float32);
        return TrainingStep.With(new SGD(net.Parameters, lr: 0.1), () => F.CrossEntropy(net.Forward(x.Double(), h => h.Relu()), y));
    }

    public static TrainingStep Spiral()
    {
        var (x, y) = (Tensor.RandN([30, 2], DType.Float64), Tensor.RandInt(0, 3, [30]));
        var net = new Affines([2, 10, 3], DType.Float64);
        return TrainingStep.With(new SGD(net.Parameters, lr: 1), () => F.CrossEntropy(net.Forward(x, h => h.Sigmoid()), y));
    }

    public static TrainingStep Attention()
    {
        Tensor[] leaves = [Leaf(2, 4, 16, 8), Leaf(2, 4, 16, 8), Leaf(2, 4, 16, 8)];
        return TrainingStep.WithoutUpdate(leaves, () => F.ScaledDotProductAttention(leaves[0], leaves[1], leaves[2], isCausal: true).Sum());
    }

    public static TrainingStep LayerNorm()
    {
        var (x, layer) = (Leaf(32, 64), new LayerNorm([64]));
        return TrainingStep.WithoutUpdate([x, .. layer.Parameters()], () => layer.Forward(x).Sum());
    }

    /// <summary>A cell called letter by letter, with a loss at each.</summary>
    private static TrainingStep Loop(IEnumerable<Tensor> parameters, Func<Tensor, Tensor, Tensor> ripen)
    {
        var (x, y) = (Tensor.RandN(Letters, 4), Tensor.RandN(Letters, 4).Softmax(1));
        var cook = new Linear(2, 4);
        var lossFn = new CrossEntropyLoss();
        return TrainingStep.With(new Adam([.. parameters, .. cook.Parameters()]), () =>
        {
            Tensor loss = 0;
            var hidden = Tensor.Zeros(1, 2);
            for (var t = 0; t < Letters; t++)
            {
                hidden = ripen(x[[t]], hidden);
                loss = loss + lossFn.Forward(cook.Forward(hidden), y[[t]]);
            }

            return loss;
        });
    }

    private static TrainingStep Layer(Module net, Func<Tensor, Tensor> forward)
    {
        var (x, y) = (Tensor.RandN(Letters, 4), Tensor.RandN(Letters, 4).Softmax(1));
        var cook = new Linear(2, 4);
        var lossFn = new CrossEntropyLoss();
        return TrainingStep.With(
            new Adam([.. net.Parameters(), .. cook.Parameters()]), () => lossFn.Forward(cook.Forward(forward(x)), y));
    }

    private static Tensor Leaf(params int[] sizes) => Parameter.From(Tensor.RandN(sizes));

    /// <summary>Layers of weights (in, out) and biases, as the notebooks write them.</summary>
    private sealed class Affines(int[] widths, DType dtype)
    {
        private readonly Tensor[] _weights = [.. widths.Zip(widths.Skip(1), (from, to) => Parameter.From(Tensor.RandN([from, to], dtype) * 0.01))];
        private readonly Tensor[] _biases = [.. widths.Skip(1).Select(to => Parameter.From(Tensor.Zeros([to], dtype)))];

        public IEnumerable<Tensor> Parameters => [.. _weights, .. _biases];

        public Tensor Forward(Tensor x, Func<Tensor, Tensor> activation) =>
            activation(x.MatMul(_weights[0]) + _biases[0]).MatMul(_weights[1]) + _biases[1];
    }
}
