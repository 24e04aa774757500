#:project Common/Common.csproj

// MNIST with the net of PyTorch's own example: two convolutions, a maximum over squares of four pixels, two linear
// layers, dropout. It reads 99 of 100 digits that it has not seen.
//
//     dotnet run examples/mnist_conv.cs
//
// An epoch is 25 batches of 64 images, the whole training set takes 37. tests/fixtures/ports/mnist_conv.py is the
// beginning of the same program in PyTorch; what it printed is in the table beside what this one obtained.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

const int stepsPerEpoch = 25, batchSize = 64;

var arguments = new Arguments(args, fullEpochs: 160);
var published = new Published("MNIST with a convolutional net", column: "PyTorch");
var (trainImages, trainLabels, testImages, testLabels) = Mnist.Load(Files.Find("data/mnist"));

Generator.ManualSeed(0);
var model = new Sequential(
    new Conv2d(1, 32, 3), new ReLU(), new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2), new Dropout(0.25),
    new Flatten(), new Linear(9216, 128), new ReLU(), new Dropout(0.5), new Linear(128, 10), new LogSoftmax(dim: 1));
var optimizer = new Adadelta(model.Parameters(), lr: 1);
var scheduler = new StepLR(optimizer, stepSize: 30, gamma: 0.7);

// The pixels of the training set have the mean 0.1307 and the deviation 0.3081.
static Tensor Scale(Tensor images) => (images.Unsqueeze(1).Float() / 255 - 0.1307) / 0.3081;

// ---------------------------------------------------------------- Training

var losses = new List<double>();
var batchesPerPass = trainImages.Size(0) / batchSize;
var order = Tensor.RandPerm(trainImages.Size(0));
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    for (var step = 0; step < stepsPerEpoch; step++)
    {
        // All images in random order, then all again in another.
        var place = losses.Count % batchesPerPass;
        if (place == 0 && losses.Count > 0) order = Tensor.RandPerm(trainImages.Size(0));
        var batch = order[(place * batchSize)..((place + 1) * batchSize)];

        optimizer.ZeroGrad();
        var loss = F.NllLoss(model.Forward(Scale(trainImages[batch])), trainLabels[batch].Long());
        loss.Backward();
        optimizer.Step();
        losses.Add(loss.Item());
    }

    scheduler.Step();
    progress.Set("loss", losses.TakeLast(stepsPerEpoch).Average());
}

// ---------------------------------------------------------------- Test

// Adadelta's first steps magnify rounding: PyTorch's own losses differ by 5e-4 at step 20, and by 7e-3 at step 50, when
// it computes the convolutions without MKL-DNN.
double[] printed =
[
    2.2984641, 2.7562897, 2.1670020, 2.1054373, 2.0698159, 1.8347640, 1.5958351, 1.8646237, 1.7478282, 1.3338311,
    0.8756627, 1.3451631, 1.4818801, 1.5087498, 1.1848240, 1.0270050, 0.8541194, 0.9399315, 1.1600282, 0.7977862
];
published.Series("loss, as PyTorch's", printed.AsSpan(0, 13), losses, tolerance: 1e-4);
published.Series("loss, as PyTorch's", printed, losses, tolerance: 1e-3);
const string stepLine = "loss of step 50", testLine = "right of the 10,000 test images";
if (losses.Count >= 50) published.Band(stepLine, 0.3358, losses[49], 0.31, 0.36);
else published.NotCompared(stepLine, "0.3358");

if (arguments.IsFull)
{
    // PyTorch's example reports 99.
    published.Band(testLine, 0.99, Accuracy(), 0.99, 1);
}
else
{
    published.NotCompared(testLine, "0.99");
}

if (arguments.IsPlotting) PlotFilters();
return published.Print();

double Accuracy()
{
    using var _ = GradMode.NoGrad();
    model.Eval();
    var right = 0.0;
    for (var start = 0; start < testImages.Size(0); start += 500)
    {
        var answers = model.Forward(Scale(testImages[start..(start + 500)])).ArgMax(dim: 1);
        right += answers.Eq(testLabels[start..(start + 500)]).Sum().Item();
    }

    return right / testImages.Size(0);
}

// What the first layer looks for: 32 squares of 3 × 3 pixels.
void PlotFilters()
{
    Plt.ImageGrid(model.Get<Conv2d>(0).Weight, columns: 8, cmap: "bwr");
    arguments.SavePlot("mnist_conv-filters");
}
