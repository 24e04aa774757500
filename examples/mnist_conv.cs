#:project Common/Common.csproj

// MNIST with the convolutional net of PyTorch's own example: two convolutions, a pooling, dropout, two linear layers.
//
//     dotnet run examples/mnist_conv.cs                   all 60,000 images, until 99 of 100 test images are read
//     dotnet run examples/mnist_conv.cs -- --epochs 2     for a glance: short epochs, of 100 batches each
//
// The seed is that of PyTorch's example. The weights, the order of the images and what dropout drops come from
// PyTorch's random stream, so the losses are PyTorch's too: tests/fixtures/ports/mnist_conv.py is the same program in
// Python, and its first 20 losses stand in the table at the end. The first nine agree to 1e-4. After that, rounding
// shows: sums are added in another order, and training amplifies the difference. PyTorch with two threads instead of
// one drifts as well, from 1.0819 to 1.0745 at step 15.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

var arguments = new Arguments(args, fullEpochs: 5);
const int batchSize = 64;

var (trainImages, trainLabels, testImages, testLabels) = Mnist.Load(Files.Find("data/mnist"));
trainImages = trainImages.Unsqueeze(1);   // (60000, 1, 28, 28): a grey image has one channel
testImages = testImages.Unsqueeze(1);
if (!arguments.IsFull) (testImages, testLabels) = (testImages[..1000], testLabels[..1000]);

Generator.ManualSeed(1);
var net = new Sequential(
    new Conv2d(1, 32, kernelSize: 3), new ReLU(),         // 32 x 26 x 26
    new Conv2d(32, 64, kernelSize: 3), new ReLU(),        // 64 x 24 x 24
    new MaxPool2d(2), new Dropout(0.25), new Flatten(),   // 64 x 12 x 12 = 9216
    new Linear(9216, 128), new ReLU(), new Dropout(0.5),
    new Linear(128, 10), new LogSoftmax(dim: 1));
Console.WriteLine(net);

var optimizer = new Adadelta(net.Parameters(), lr: 1.0);
var scheduler = new StepLR(optimizer, stepSize: 1, gamma: 0.7);
var losses = new List<double>();
var accuracies = new List<double>();

for (var epoch = 1; epoch <= arguments.Epochs; epoch++)
{
    var batches = Tensor.RandPerm(trainImages.Size(0)).Split(batchSize);
    var progress = Progress.Of(arguments.IsFull ? batches : batches[..100], $"epoch {epoch}");
    foreach (var batch in progress)
    {
        optimizer.ZeroGrad();
        var loss = F.NllLoss(net.Forward(Normalize(trainImages[batch])), trainLabels[batch]);
        loss.Backward();
        optimizer.Step();
        losses.Add(loss.Item());
        progress.Set("loss", losses[^1]);
    }

    scheduler.Step();
    accuracies.Add(Predict(testImages).Eq(testLabels).Double().Mean().Item());
    Console.WriteLine($"epoch {epoch}: {accuracies[^1]:P2} of {testLabels.Size(0)} test images are read correctly");
}

if (arguments.IsPlotting) PlotTraining();

// PyTorch 1.13's losses from the same seed.
double[] lossesOfPyTorch =
[
    2.308627, 2.395647, 2.269304, 2.075479, 2.019788, 1.971933, 1.740007, 1.521610, 1.621096, 1.281195,
    0.997273, 1.436021, 1.241634, 0.825475, 1.081944, 1.243808, 0.981423, 0.966821, 0.593691, 0.534404,
];
var published = new Published("MNIST with convolutions");
foreach (var (i, expected) in lossesOfPyTorch.Index())
{
    var tolerance = i < 9 ? 1e-4 : 0.1;
    var what = $"loss of step {i + 1}, to {PythonNumber.Repr(tolerance)}";
    published.Row(what, expected, losses[i], tolerance, digits: 6);
}

const string claim = "more than 99 of 100 test images are read correctly";
if (arguments.IsFull) published.Claim(claim, accuracies[^1] > 0.99);
else published.NotCompared(claim, "yes");
return published.Print();

// Bytes to numbers of mean 0 and standard deviation 1, over all training images.
static Tensor Normalize(Tensor images) => (images.Float() / 255 - 0.1307) / 0.3081;

// The digits that the net reads, 500 images at a time; without dropout.
Tensor Predict(Tensor images)
{
    using var _ = GradMode.NoGrad();
    net.Eval();
    var digits = Tensor.Cat([.. images.Split(500).Select(part => net.Forward(Normalize(part)).ArgMax(dim: 1))]);
    net.Train();
    return digits;
}

// The losses, and the first digits that the net reads wrongly: what it takes them for, and what they are.
void PlotTraining()
{
    Plt.Plot(losses, alpha: 0.6);
    Plt.YScale("log");
    Plt.XLabel("step");
    Plt.Title("loss of each batch");
    arguments.SavePlot("mnist_conv-loss");

    var digits = Predict(testImages);
    var wrong = digits.Ne(testLabels).Nonzero().Flatten()[..20];
    var read = digits[wrong].ToArray<long>().Zip(testLabels[wrong].Long().ToArray<long>());
    Plt.ImageGrid(testImages[wrong].Squeeze(1), columns: 10,
        titles: read.Select(pair => $"{pair.First}, is {pair.Second}"));
    arguments.SavePlot("mnist_conv-misread");
}
