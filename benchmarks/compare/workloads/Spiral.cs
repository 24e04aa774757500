using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Three arms of a spiral. A step is the whole training: it draws the weights, then runs 300 epochs of a shuffle and
/// ten batches. One row has the book's layers with hand-written backward passes, the other Tensors and Backward.
/// </summary>
internal static class Spiral
{
    public static IEnumerable<Row> Rows() =>
    [
        new("300 epochs, layers by hand", "numpy", 10, () => Training(ByHand)) { WarmUp = 2 },
        new("300 epochs, Tensors and Backward", "numpy", 10, () => Training(ByBackward)) { WarmUp = 2 },
    ];

    private static Func<object> Training(Func<NumPyRandom, Func<Tensor, Tensor, double>> model) => () =>
    {
        var random = new NumPyRandom(1984);
        var (x, t) = SpiralPoints.Draw(random);
        var train = model(random);
        var loss = 0.0;
        for (var epoch = 0; epoch < 300; epoch++)
        {
            var order = random.PermutationTensor(300);
            (x, t, loss) = (x[order], t[order], 0);
            for (var i = 0; i < 300; i += 30)
                loss += train(x[i..(i + 30)], t[i..(i + 30)]) / 10;
        }

        return loss;
    };

    private static Func<Tensor, Tensor, double> ByHand(NumPyRandom random)
    {
        var first = new Affine(0.01 * random.RandN([2, 10]), Tensor.Zeros([10], DType.Float64));
        var second = new Affine(0.01 * random.RandN([10, 3]), Tensor.Zeros([3], DType.Float64));
        Layer[] layers = [first, new Sigmoid(), second];
        var last = new SoftmaxWithLoss();
        return (x, t) =>
        {
            foreach (var layer in layers) x = layer.Forward(x);
            var loss = last.Forward(x, t);
            var dout = last.Backward();
            for (var i = layers.Length - 1; i >= 0; i--) dout = layers[i].Backward(dout);
            first.Update();
            second.Update();
            return loss;
        };
    }

    private static Func<Tensor, Tensor, double> ByBackward(NumPyRandom random)
    {
        var W1 = Parameter.From(0.01 * random.RandN([2, 10]));
        var b1 = Parameter.From(Tensor.Zeros([10], DType.Float64));
        var W2 = Parameter.From(0.01 * random.RandN([10, 3]));
        var b2 = Parameter.From(Tensor.Zeros([3], DType.Float64));
        var optimizer = new SGD([W1, b1, W2, b2], lr: 1);
        return (x, t) =>
        {
            var loss = F.CrossEntropy((x.MatMul(W1) + b1).Sigmoid().MatMul(W2) + b2, t.ArgMax(dim: 1));
            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            return loss.Item();
        };
    }

    private abstract class Layer
    {
        public abstract Tensor Forward(Tensor x);

        public abstract Tensor Backward(Tensor dout);
    }

    private sealed class Affine(Tensor w, Tensor b) : Layer
    {
        private readonly Tensor _dw = Tensor.ZerosLike(w), _db = Tensor.ZerosLike(b);
        private Tensor? _x;

        public override Tensor Forward(Tensor x)
        {
            _x = x;
            return x.MatMul(w) + b;
        }

        public override Tensor Backward(Tensor dout)
        {
            _dw[..] = _x!.T.MatMul(dout);
            _db[..] = dout.Sum(dim: 0);
            return dout.MatMul(w.T);
        }

        public void Update()
        {
            w[..] -= 1.0 * _dw;
            b[..] -= 1.0 * _db;
        }
    }

    private sealed class Sigmoid : Layer
    {
        private Tensor _y = 0;

        public override Tensor Forward(Tensor x) => _y = 1 / (1 + (-x).Exp());

        public override Tensor Backward(Tensor dout) => dout * (1.0 - _y) * _y;
    }

    private sealed class SoftmaxWithLoss
    {
        private Tensor _y = 0, _t = 0;

        public double Forward(Tensor x, Tensor t)
        {
            x = (x - x.Max(dim: 1, keepDim: true).Values).Exp();
            _y = x / x.Sum(dim: 1, keepDim: true);
            _t = t.ArgMax(dim: 1);
            return -(_y[Tensor.Arange(30), _t] + 1e-7).Log().Sum().Item() / 30;
        }

        public Tensor Backward()
        {
            var dx = _y.Clone();
            dx[Tensor.Arange(30), _t] -= 1;
            dx[..] /= 30;
            return dx;
        }
    }
}
