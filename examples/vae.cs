#:project Common/Common.csproj

// A variational autoencoder: 784 pixels of a digit become 20 numbers, a mean and a variance each, and a sample of those
// becomes the digit again. After training, samples of noise become digits that nobody has written.
//
//     dotnet run examples/vae.cs -- --plot FOLDER
//
// D. P. Kingma and M. Welling, "Auto-encoding variational Bayes" (2013). An epoch is a hundred batches of 128 images,
// drawn with replacement. tests/fixtures/ports/vae.py is the same program in PyTorch; what it printed is in the table
// beside what this one obtained.

using Autograd;
using Autograd.Data;
using Autograd.Distributions;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

const int stepsPerEpoch = 100, batchSize = 128;

var arguments = new Arguments(args, fullEpochs: 10);
var published = new Published("A variational autoencoder of MNIST", column: "PyTorch");
var (trainImages, _, testImages, _) = Mnist.Load(Files.Find("data/mnist"));
trainImages = trainImages.Reshape(-1, 784);
testImages = testImages.Reshape(-1, 784);

Generator.ManualSeed(0);
var model = new Vae();
var optimizer = new Adam(model.Parameters(), lr: 0.001);
var prior = new Normal(Tensor.Zeros(20), Tensor.Ones(20));

// How badly the pixels come back, and how far the codes are from the noise that samples will be made of.
Tensor Loss(Tensor x)
{
    var code = model.Encode(x);
    var pixels = F.BinaryCrossEntropyWithLogits(model.Decode(code.RSample()), x, reduction: Reduction.Sum);
    var divergence = Distribution.KlDivergence(code, prior).Sum();
    return (pixels + divergence) / x.Size(0);
}

var losses = new List<double>();
var averages = new List<double>();
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    for (var step = 0; step < stepsPerEpoch; step++)
    {
        var batch = trainImages[Tensor.RandInt(0, 60000, [batchSize])].Float() / 255;
        optimizer.ZeroGrad();
        var loss = Loss(batch);
        loss.Backward();
        optimizer.Step();
        losses.Add(loss.Item());
    }

    averages.Add(losses.TakeLast(stepsPerEpoch).Average());
    progress.Set("loss", averages[^1]);
    Progress.Write($"epoch {epoch + 1}: loss {averages[^1]:F2}");
}

if (arguments.IsPlotting) PlotDigits();

// The losses are sums over 784 pixels, in single precision.
published.Series("loss, as PyTorch's",
    [550.4989, 523.8541, 498.6290, 474.0280, 444.6562, 418.3499, 388.2460, 360.9213, 331.8185, 309.8378,
     316.9583, 296.7146, 272.6289, 282.8468, 261.6104, 244.4282, 250.1380, 248.2776, 238.7793, 238.0290],
    losses, tolerance: 2e-3, digits: 4);
foreach (var (epoch, average, tolerance) in (ReadOnlySpan<(int, double, double)>)
    [(1, 233.60397, 0.01), (2, 163.30343, 0.02), (10, 116.87786, 0.5)])
{
    var what = $"average loss of epoch {epoch}, as PyTorch's";
    if (arguments.Epochs >= epoch) published.Row(what, average, averages[epoch - 1], tolerance, digits: 3);
    else published.NotCompared(what, $"{average:F3}");
}

const string testLine = "loss of the test images";
if (arguments.IsFull)
{
    using var _ = GradMode.NoGrad();
    published.Band(testLine, 114.8, Loss(testImages.Float() / 255).Item(), 114, 116, digits: 1);
}
else
{
    published.NotCompared(testLine, "114.8");
}

return published.Print();

void PlotDigits()
{
    using var _ = GradMode.NoGrad();
    var digits = testImages[..8].Float() / 255;
    var again = model.Decode(model.Encode(digits).Mean).Sigmoid();
    Plt.ImageGrid(Tensor.Cat([digits, again]), columns: 8, vmin: 0, vmax: 1);
    arguments.SavePlot("vae-again");
    Plt.ImageGrid(model.Decode(Tensor.RandN(64, 20)).Sigmoid(), columns: 8, vmin: 0, vmax: 1);
    arguments.SavePlot("vae-samples");
}

sealed class Vae : Module
{
    readonly Linear _hidden = new(784, 400);
    readonly Linear _mean = new(400, 20);
    readonly Linear _logVariance = new(400, 20);
    readonly Linear _back = new(20, 400);
    readonly Linear _pixels = new(400, 784);

    // The distribution of the code. The net gives the logarithm of the variance, which may be any number.
    public Normal Encode(Tensor x)
    {
        var h = _hidden.Forward(x).Relu();
        return new Normal(_mean.Forward(h), (0.5 * _logVariance.Forward(h)).Exp());
    }

    // The logits of the pixels.
    public Tensor Decode(Tensor z) => _pixels.Forward(_back.Forward(z).Relu());
}
