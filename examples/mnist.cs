#:project Common/Common.csproj

// MNIST with a net of 784, 50 and 10 neurons, after a notebook that shows how backpropagation works in a computational
// graph.
//
//     dotnet run examples/mnist.cs                 as the notebook has it: the pixels are 0 to 255
//     dotnet run examples/mnist.cs -- --scaled     the same with pixels from 0 to 1
//
// The notebook's net does not learn: it answers "1" to every image, which is right for 11 in 100. Its author suspected
// that the weights were not updated, checked, and found that they were. The pixels are the reason: with inputs up to
// 255 the first step is so large that all hidden neurons become negative for all images. There ReLU is flat, and no
// gradient passes any more. With the pixels divided by 255, the same net reads 96 images in 100. That is the only
// difference of --scaled.

using System.Diagnostics;
using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

// An epoch here is 600 iterations, after which the notebook measures the accuracy: ten lines in all.
var arguments = new Arguments(args, fullEpochs: 10, "--scaled");
var isScaled = arguments.Has("--scaled");

var (trainImages, trainLabels, testImages, testLabels) = Mnist.Load(Files.Find("data/mnist"));
Console.WriteLine($"train_images.shape {trainImages.Shape}");
Console.WriteLine($"train_labels.shape {trainLabels.Shape}");
Console.WriteLine($"test_images.shape {testImages.Shape}");
Console.WriteLine($"test_labels {testLabels.Shape}");

if (arguments.IsPlotting) PlotDigits();

trainImages = trainImages.Reshape(60000, 28 * 28);
testImages = testImages.Reshape(10000, 28 * 28);
if (isScaled) (trainImages, testImages) = (trainImages.Double() / 255, testImages.Double() / 255);

// The net. np.random.seed(42) is in the notebook's constructor; the batches come from the same stream, after the
// weights.
var random = new NumPyRandom(42);
var network = new TwoLayerNet(random, inputSize: 784, hiddenSize: 50, outputSize: 10);
Console.WriteLine("create TwoLayerNet");

const int batchSize = 100;
const double learningRate = 0.1;
var trainSize = trainImages.Size(0);
var iterPerEpoch = Math.Max(trainSize / batchSize, 1);
Console.WriteLine($"iter_per_epoch {iterPerEpoch}");

var trainLossList = new List<double>();
var trainAccList = new List<double>();
var testAccList = new List<double>();
var optimizer = new SGD(network.Parameters(), learningRate);
var evaluation = new Stopwatch();

var progress = Progress.Range(arguments.Epochs, isScaled ? "MNIST, scaled" : "MNIST");
foreach (var epoch in progress)
{
    for (var i = epoch * iterPerEpoch; i < (epoch + 1) * iterPerEpoch; i++)
    {
        // 100 images, drawn with replacement. They are bytes; times weights that are doubles, they count as doubles.
        var batchMask = random.Choice(trainSize, [batchSize]);
        var xBatch = trainImages[batchMask];
        var tBatch = trainLabels[batchMask];

        // The gradient, and the step in the opposite direction.
        network.Loss(xBatch, tBatch).Backward();
        optimizer.Step();
        optimizer.ZeroGrad();

        // The loss after the step, for which nothing needs to be recorded.
        using (GradMode.NoGrad())
            trainLossList.Add(network.Loss(xBatch, tBatch).Item());

        if (i % iterPerEpoch == 0)
        {
            evaluation.Start();
            var trainAcc = network.Accuracy(trainImages, trainLabels);
            var testAcc = network.Accuracy(testImages, testLabels);
            trainAccList.Add(trainAcc);
            testAccList.Add(testAcc);
            progress.Set("accuracy", testAcc);
            Progress.Write(Line(trainAcc, testAcc));
            evaluation.Stop();
        }
    }
}
Console.WriteLine($"of which the accuracies: {evaluation.Elapsed.TotalMilliseconds / arguments.Epochs:F0} ms/epoch");
var lengths = $"{trainLossList.Count} {trainAccList.Count} {testAccList.Count}";
Console.WriteLine(lengths);

if (arguments.IsPlotting) PlotTraining();

// The notebook's output. For --scaled, the output of the same NumPy code with the pixels divided.
string[] lines = isScaled
    ? ["0.10226666666666667 0.1009", "0.9036166666666666 0.9055", "0.9244666666666667 0.9254", "0.9370666666666667 0.9368",
       "0.9437666666666666 0.9424", "0.95245 0.951", "0.9548833333333333 0.9529", "0.9593833333333334 0.957", "0.96375 0.9596",
       "0.96675 0.9601"]
    : ["0.10441666666666667 0.1028", .. Enumerable.Repeat("0.11238333333333334 0.1136", 9)];

var published = new Published(isScaled ? "MNIST by hand, pixels divided by 255" : "MNIST by hand");
for (var i = 0; i < lines.Length; i++)
{
    var what = $"accuracy at iteration {i * iterPerEpoch}: train, test";
    if (i < arguments.Epochs) published.Row(what, lines[i], Line(trainAccList[i], testAccList[i]));
    else published.NotCompared(what, lines[i]);
}

if (arguments.IsFull) published.Row("lengths of the lists", "6000 10 10", lengths);
else published.NotCompared("lengths of the lists", "6000 10 10");

var (difference, sameAccuracy) = CompareWithLayersByHand(batches: 20);
published.Claim("20 batches: Backward's gradients are those by hand, to 1e-12", difference < 1e-12);
published.Claim("20 batches: the accuracies on the test images are the same", sameAccuracy);
return published.Print();

// The first digits, with their labels.
void PlotDigits()
{
    Plt.ImageGrid(trainImages[..20], columns: 10, titles: trainLabels[..20].Long().ToArray<long>().Select(label => $"{label}"));
    arguments.SavePlot("mnist-digits");
}

void PlotTraining()
{
    var (fig, ax) = Plt.Subplots(1, 2, figsize: (10, 4));
    ax[0].Plot(trainLossList, alpha: 0.5);
    ax[0].SetTitle("loss of each batch");
    ax[0].SetXLabel("iteration");
    ax[1].Plot(trainAccList, "-o", label: "train");
    ax[1].Plot(testAccList, "--s", label: "test");
    ax[1].SetTitle("accuracy");
    ax[1].SetXLabel("epoch");
    ax[1].Legend();
    arguments.SavePlot(isScaled ? "mnist-scaled" : "mnist-training");
}

// Trains both nets on the same batches, each with its own gradients.
(double Difference, bool SameAccuracy) CompareWithLayersByHand(int batches)
{
    var network = new TwoLayerNet(new NumPyRandom(42), 784, 50, 10);
    var byHand = new TwoLayerNetByHand(new NumPyRandom(42), 784, 50, 10);
    var random = new NumPyRandom(0);
    var difference = 0.0;

    for (var i = 0; i < batches; i++)
    {
        var batchMask = random.Choice(trainSize, [batchSize]);
        var xBatch = trainImages[batchMask];
        var tBatch = trainLabels[batchMask];

        var grad = byHand.Gradient(xBatch, tBatch);
        network.ZeroGrad();
        network.Loss(xBatch, tBatch).Backward();

        foreach (var (key, parameter) in (ReadOnlySpan<(string, Tensor)>)
            [("W1", network.W1), ("b1", network.B1), ("W2", network.W2), ("b2", network.B2)])
        {
            // Relative to the largest entry: with raw pixels, gradients are in the hundreds.
            var scale = Math.Max(Largest(grad[key]), 1);
            difference = Math.Max(difference, Largest(parameter.Grad! - grad[key]) / scale);

            // params[key] -= learning_rate * grad[key]: in place, so that the layers, which hold the same tensors, see
            // it. The notebook's author wondered how they could, and found the answer: the dictionary and the layer
            // hold the same object, not copies of the numbers.
            byHand.Params[key][..] -= learningRate * grad[key];
            using (GradMode.NoGrad()) parameter[..] -= learningRate * parameter.Grad!;
        }
    }

    return (difference, network.Accuracy(testImages, testLabels) == byHand.Accuracy(testImages, testLabels));
}

// print(train_acc, test_acc): the shortest digits that round to the number.
static string Line(double trainAcc, double testAcc) => $"{PythonNumber.Repr(trainAcc)} {PythonNumber.Repr(testAcc)}";

static double Largest(Tensor x) => x.Abs().Max().Item();

/// <summary>
/// The net written with Tensors: its weights and the formula of the scores. It needs no backward pass.
/// </summary>
sealed class TwoLayerNet(NumPyRandom random, int inputSize, int hiddenSize, int outputSize, double weightInitStd = 0.01) : Module
{
    public readonly Tensor W1 = Parameter.From(weightInitStd * random.RandN([inputSize, hiddenSize]));
    public readonly Tensor B1 = Parameter.From(Tensor.Zeros([hiddenSize], DType.Float64));
    public readonly Tensor W2 = Parameter.From(weightInitStd * random.RandN([hiddenSize, outputSize]));
    public readonly Tensor B2 = Parameter.From(Tensor.Zeros([outputSize], DType.Float64));

    public Tensor Predict(Tensor x) => (x.MatMul(W1) + B1).Relu().MatMul(W2) + B2;

    public Tensor Loss(Tensor x, Tensor t) => F.CrossEntropy(Predict(x), t);

    public double Accuracy(Tensor x, Tensor t)
    {
        using var _ = GradMode.NoGrad();

        // A thousand images at a time: as doubles, all 60,000 would take 376 MB.
        var correct = 0.0;
        for (var start = 0; start < x.Size(0); start += 1000)
            correct += Predict(x[start..(start + 1000)]).ArgMax(dim: 1).Eq(t[start..(start + 1000)]).Sum().Item();
        return correct / x.Size(0);
    }
}

// ---------------------------------------------------------------- The notebook's classes, with hand-written backward passes

/// <summary>A node of the computational graph: values go through it forward, gradients backward.</summary>
abstract class Layer
{
    public abstract Tensor Forward(Tensor x);

    public abstract Tensor Backward(Tensor dout);
}

/// <summary>max(x, 0). The gradient is 0 where the result is 0.</summary>
sealed class Relu : Layer
{
    Tensor? _mask;

    public override Tensor Forward(Tensor x)
    {
        _mask = x <= 0;
        var y = x.Clone();
        y[_mask] = 0;
        return y;
    }

    public override Tensor Backward(Tensor dout)
    {
        dout[_mask!] = 0;
        return dout;
    }
}

/// <summary>xW + b. The layer keeps what the backward pass needs (weights, input) and computes (gradients).</summary>
sealed class Affine(Tensor W, Tensor b) : Layer
{
    Tensor? _x;
    Shape _originalShape = Shape.Scalar;

    public Tensor? DW { get; private set; }

    public Tensor? DB { get; private set; }

    public override Tensor Forward(Tensor x)
    {
        _originalShape = x.Shape;
        _x = x.Reshape(x.Size(0), -1);   // an input of any shape becomes a row here
        return _x.MatMul(W) + b;
    }

    public override Tensor Backward(Tensor dout)
    {
        var dx = dout.MatMul(W.T);
        DW = _x!.T.MatMul(dout);
        DB = dout.Sum(dim: 0);
        return dx.Reshape(_originalShape.Sizes);
    }
}

/// <summary>
/// The last layer: probabilities and their loss. Prediction leaves it out: the largest score is the largest
/// probability.
/// </summary>
sealed class SoftmaxWithLoss
{
    Tensor? _y;   // the softmax's output
    Tensor? _t;   // the right classes

    public double Forward(Tensor x, Tensor t)
    {
        _t = t;
        _y = Softmax(x);
        return CrossEntropyError(_y, _t);
    }

    // Softmax and cross-entropy together have the derivative y − t, where t is 1 for the right class. Hence the −1.
    public Tensor Backward()
    {
        var batchSize = _t!.Size(0);
        var dx = _y!.Clone();
        dx[Tensor.Arange(batchSize), _t] -= 1;
        return dx / batchSize;
    }

    static double CrossEntropyError(Tensor y, Tensor t)
    {
        var batchSize = y.Size(0);
        return -(y[Tensor.Arange(batchSize), t] + 1e-7).Log().Sum().Item() / batchSize;
    }

    // Transposed, so that the maximum and the sum of each image broadcast along the last dimension.
    static Tensor Softmax(Tensor x)
    {
        x = x.T;
        x = x - x.Max(dim: 0).Values;
        var y = x.Exp() / x.Exp().Sum(dim: 0);
        return y.T;
    }
}

sealed class TwoLayerNetByHand
{
    readonly OrderedDictionary<string, Layer> _layers = [];
    readonly SoftmaxWithLoss _lastLayer = new();
    readonly Affine _affine1, _affine2;

    public TwoLayerNetByHand(NumPyRandom random, int inputSize, int hiddenSize, int outputSize, double weightInitStd = 0.01)
    {
        // Weights.
        Params["W1"] = weightInitStd * random.RandN([inputSize, hiddenSize]);
        Params["b1"] = Tensor.Zeros([hiddenSize], DType.Float64);
        Params["W2"] = weightInitStd * random.RandN([hiddenSize, outputSize]);
        Params["b2"] = Tensor.Zeros([outputSize], DType.Float64);

        // Layers. A layer holds the parameter's tensor itself, not a copy.
        _layers["Affine1"] = _affine1 = new Affine(Params["W1"], Params["b1"]);
        _layers["Relu1"] = new Relu();
        _layers["Affine2"] = _affine2 = new Affine(Params["W2"], Params["b2"]);
    }

    public Dictionary<string, Tensor> Params { get; } = [];

    public Tensor Predict(Tensor x)
    {
        foreach (var layer in _layers.Values) x = layer.Forward(x);
        return x;
    }

    public double Loss(Tensor x, Tensor t)
    {
        var y = Predict(x);
        return _lastLayer.Forward(y, t);
    }

    public double Accuracy(Tensor x, Tensor t)
    {
        var y = Predict(x);
        y = y.ArgMax(dim: 1);
        return y.Eq(t).Sum().Item() / x.Size(0);
    }

    public Dictionary<string, Tensor> Gradient(Tensor x, Tensor t)
    {
        // Forward.
        Loss(x, t);

        // Backward.
        var dout = _lastLayer.Backward();
        foreach (var layer in _layers.Values.Reverse()) dout = layer.Backward(dout);

        return new()
        {
            ["W1"] = _affine1.DW!,
            ["b1"] = _affine1.DB!,
            ["W2"] = _affine2.DW!,
            ["b2"] = _affine2.DB!,
        };
    }
}
