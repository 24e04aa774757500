#:project Common/Common.csproj

// Chapter 1, §1.4: three arms of a spiral, told apart by a net of 2, 10 and 3 neurons.
//
//     dotnet run examples/spiral.cs
//
// The net is trained twice, from the same random numbers: first with the notebook's layers, whose backward passes are
// derived by hand, then with Tensors, where Backward does that work. Both give the same losses, up to the last digits
// of a double.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

// 1. Hyperparameters.
var arguments = new Arguments(args, fullEpochs: 300);
var maxEpoch = arguments.Epochs;
const int batchSize = 30;
const int hiddenSize = 10;
const double learningRate = 1.0;

// 2a. The data, then the net's weights, both from the stream that np.random.seed(1984) starts.
var random = new NumPyRandom(1984);
var (x, t) = LoadSpiral(random);
Console.WriteLine($"x {x.Shape}");
Console.WriteLine($"t {t.Shape}");
if (arguments.IsPlotting) PlotPoints();

var model = new TwoLayerNet(random, inputSize: 2, hiddenSize, outputSize: 3);
var optimizer = new HandSGD(lr: learningRate);

var byHand = Train("layers by hand", (batchX, batchT) =>
{
    var loss = model.Forward(batchX, batchT);
    model.Backward();
    optimizer.Update(model.Params, model.Grads);
    return loss;
});

// 2b. The same once more, from the same seed, with what the library has: the parameters, the formula of the scores, and
// no backward.
random = new NumPyRandom(1984);
(x, t) = LoadSpiral(random);

var W1 = Parameter.From(0.01 * random.RandN([2, hiddenSize]));
var b1 = Parameter.From(Tensor.Zeros([hiddenSize], DType.Float64));
var W2 = Parameter.From(0.01 * random.RandN([hiddenSize, 3]));
var b2 = Parameter.From(Tensor.Zeros([3], DType.Float64));
Tensor Predict(Tensor x) => (x.MatMul(W1) + b1).Sigmoid().MatMul(W2) + b2;

var sgd = new SGD([W1, b1, W2, b2], lr: learningRate);

var byBackward = Train("Tensors and Backward", (batchX, batchT) =>
{
    var loss = F.CrossEntropy(Predict(batchX), batchT.ArgMax(dim: 1));
    loss.Backward();
    sgd.Step();
    sgd.ZeroGrad();
    return loss.Item();
});

if (arguments.IsPlotting) PlotRegions();

// 4. What the notebook's code prints, and the same averages in full.
var published = new Published("Neural networks from scratch, §1.4: spiral");
published.Row("x", "(300, 2)", $"{x.Shape}");
published.Row("t", "(300, 3)", $"{t.Shape}");
published.Row("line of epoch 1", "| epoch 1 | iteration 10/10 | loss 1.13", byHand[0].Line);
published.Row("loss of epoch 1, by hand", 1.1256062166823235, byHand[0].Loss, tolerance: 1e-12, digits: 16);
if (arguments.IsFull)
{
    published.Row("line of epoch 300", "| epoch 300 | iteration 10/10 | loss 0.11", byHand[299].Line);
    published.Row("loss of epoch 300, by hand", 0.10854954795724311, byHand[299].Loss, tolerance: 1e-12, digits: 17);
}
else
{
    published.NotCompared("line of epoch 300", "| epoch 300 | iteration 10/10 | loss 0.11");
    published.NotCompared("loss of epoch 300, by hand", "0.10854954795724311");
}

// The notebook's loss is −log(y + 1e−7), to avoid log 0; its backward pass is that of −log y. Cross-entropy from scores
// needs no such guard, so its figure is larger by about 1e−7 / y, while the weights are the same.
published.Claim("Backward's losses exceed those by hand by less than 1e-6",
    byHand.Zip(byBackward).All(pair => pair.Second.Loss - pair.First.Loss is > 0 and < 1e-6));
published.Claim("Backward's weights are those by hand, to 1e-10",
    model.Params.Zip([W1, b1, W2, b2]).All(pair => pair.First.AllClose(pair.Second, rtol: 0, atol: 1e-10)));
return published.Print();

// The notebook's plot of the data: the arms are a hundred rows each.
void PlotPoints()
{
    const int N = 100, CLS_NUM = 3;
    string[] markers = ["o", "x", "^"];
    for (var i = 0; i < CLS_NUM; i++)
        Plt.Scatter(x[(i * N)..((i + 1) * N), 0], x[(i * N)..((i + 1) * N), 1], s: 40, marker: markers[i]);
    arguments.SavePlot("spiral-points");
}

// What the net has learned of them.
void PlotRegions()
{
    Plt.DecisionRegions(Predict, x, t);
    arguments.SavePlot("spiral-regions");
}

// 3. The loop: shuffle, take ten batches, update after each, print the average loss.
List<(double Loss, string Line)> Train(string what, Func<Tensor, Tensor, double> step)
{
    var dataSize = x.Size(0);
    var maxIters = dataSize / batchSize;
    var (totalLoss, lossCount) = (0.0, 0);
    var lossList = new List<(double, string)>();

    var progress = Progress.Range(maxEpoch, what);
    foreach (var epoch in progress)
    {
        // Shuffles the order of the last epoch again.
        var idx = random.PermutationTensor(dataSize);
        x = x[idx];
        t = t[idx];

        for (var iters = 0; iters < maxIters; iters++)
        {
            var batchX = x[(iters * batchSize)..((iters + 1) * batchSize)];
            var batchT = t[(iters * batchSize)..((iters + 1) * batchSize)];

            totalLoss += step(batchX, batchT);
            lossCount++;

            if ((iters + 1) % 10 == 0)
            {
                var avgLoss = totalLoss / lossCount;
                var line = $"| epoch {epoch + 1} | iteration {iters + 1}/{maxIters} | loss {PythonNumber.Fixed(avgLoss, 2)}";
                if (epoch == 0 || (epoch + 1) % 50 == 0) Progress.Write(line);   // the notebook prints every one
                lossList.Add((avgLoss, line));
                progress.Set("loss", avgLoss);
                (totalLoss, lossCount) = (0, 0);
            }
        }
    }
    return lossList;
}

// dataset/spiral.py, whose labels are one-hot rows.
static (Tensor X, Tensor T) LoadSpiral(NumPyRandom random)
{
    var (x, y) = SampleGenerators.MakeSpiral(nSamples: 100, classes: 3, random: random);
    return (x, F.OneHot(y, 3));
}

// ---------------------------------------------------------------- The notebook's classes

/// <summary>A layer: parameters, a gradient for each, a forward and a backward pass.</summary>
abstract class Layer
{
    public List<Tensor> Params { get; protected init; } = [];

    public List<Tensor> Grads { get; protected init; } = [];

    public abstract Tensor Forward(Tensor x);

    public abstract Tensor Backward(Tensor dout);
}

sealed class Sigmoid : Layer
{
    Tensor? _out;

    public override Tensor Forward(Tensor x)
    {
        _out = 1 / (1 + (-x).Exp());
        return _out;
    }

    public override Tensor Backward(Tensor dout) => dout * (1.0 - _out!) * _out!;
}

sealed class Affine : Layer
{
    Tensor? _x;

    public Affine(Tensor W, Tensor b)
    {
        Params = [W, b];
        Grads = [Tensor.ZerosLike(W), Tensor.ZerosLike(b)];
    }

    public override Tensor Forward(Tensor x)
    {
        var (W, b) = (Params[0], Params[1]);
        _x = x;
        return x.MatMul(W) + b;
    }

    public override Tensor Backward(Tensor dout)
    {
        var W = Params[0];
        var dx = dout.MatMul(W.T);
        var dW = _x!.T.MatMul(dout);
        var db = dout.Sum(dim: 0);

        // [..] writes into the arrays that the net has collected; a plain = would leave the net with the old ones.
        Grads[0][..] = dW;
        Grads[1][..] = db;
        return dx;
    }
}

/// <summary>
/// Probabilities y and the loss −log y of the right class, in one layer, so that the gradient is just y − t.
/// </summary>
sealed class SoftmaxWithLoss
{
    Tensor? _y;   // the softmax's output
    Tensor? _t;   // the right classes

    public double Forward(Tensor x, Tensor t)
    {
        _y = Softmax(x);

        // Converts one-hot rows to class indices.
        _t = t.Numel == _y.Numel ? t.ArgMax(dim: 1) : t;
        return CrossEntropyError(_y, _t);
    }

    public Tensor Backward(double dout = 1)
    {
        var batchSize = _t!.Size(0);

        var dx = _y!.Clone();
        dx[Tensor.Arange(batchSize), _t] -= 1;
        dx[..] *= dout;
        dx[..] /= batchSize;
        return dx;
    }

    // Subtracts the largest score, so that no exponential overflows; the quotient stays the same.
    static Tensor Softmax(Tensor x)
    {
        x = x - x.Max(dim: 1, keepDim: true).Values;
        x = x.Exp();
        return x / x.Sum(dim: 1, keepDim: true);
    }

    static double CrossEntropyError(Tensor y, Tensor t)
    {
        var batchSize = y.Size(0);
        return -(y[Tensor.Arange(batchSize), t] + 1e-7).Log().Sum().Item() / batchSize;
    }
}

/// <summary>Stochastic gradient descent: W ← W − lr ∂L/∂W.</summary>
sealed class HandSGD(double lr = 0.01)
{
    public void Update(List<Tensor> parameters, List<Tensor> grads)
    {
        for (var i = 0; i < parameters.Count; i++)
            parameters[i][..] -= lr * grads[i];
    }
}

sealed class TwoLayerNet
{
    readonly Layer[] _layers;
    readonly SoftmaxWithLoss _lossLayer = new();

    public TwoLayerNet(NumPyRandom random, int inputSize, int hiddenSize, int outputSize)
    {
        var (I, H, O) = (inputSize, hiddenSize, outputSize);

        // Weights and biases.
        var W1 = 0.01 * random.RandN([I, H]);
        var b1 = Tensor.Zeros([H], DType.Float64);
        var W2 = 0.01 * random.RandN([H, O]);
        var b2 = Tensor.Zeros([O], DType.Float64);

        // Layers.
        _layers = [new Affine(W1, b1), new Sigmoid(), new Affine(W2, b2)];

        // All weights and gradients in one list each.
        foreach (var layer in _layers)
        {
            Params.AddRange(layer.Params);
            Grads.AddRange(layer.Grads);
        }
    }

    public List<Tensor> Params { get; } = [];

    public List<Tensor> Grads { get; } = [];

    public Tensor Predict(Tensor x)
    {
        foreach (var layer in _layers) x = layer.Forward(x);
        return x;
    }

    public double Forward(Tensor x, Tensor t)
    {
        var score = Predict(x);
        return _lossLayer.Forward(score, t);
    }

    public Tensor Backward(double dout = 1)
    {
        var back = _lossLayer.Backward(dout);
        foreach (var layer in _layers.Reverse()) back = layer.Backward(back);
        return back;
    }
}
