#:project Common/Common.csproj

// Transfer learning: a net that PyTorch trained to read the digits 0 to 4 learns 5 to 9 here, from 20 images.
//
//     dotnet run examples/transfer.cs
//
// The weights come from data/weights/digits_0_to_4.pt, a file of torch.save. tests/fixtures/ports/transfer.py made it,
// and is the rest of this program in PyTorch; what it printed is in the table beside what this one obtained.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;

const int images = 20, batchSize = 10;

var arguments = new Arguments(args, fullEpochs: 30);
var published = new Published("A net of PyTorch's that learns further digits");
var mnist = Mnist.Load(Files.Find("data/mnist"));

// ---------------------------------------------------------------- The net as PyTorch left it

var net = MakeNet();
net.Load(Files.Find("data/weights/digits_0_to_4.pt"));   // net.load_state_dict(torch.load(path))
var (testImages, testLabels) = Digits(mnist.TestImages, mnist.TestLabels, first: 0);
published.Row("digits 0 to 4, read right", 0.9947, Accuracy(net), tolerance: 0.0003);

// ---------------------------------------------------------------- 20 images of other digits

// What the first layers see in a digit serves for others too; the last layer, which decides, is made anew.
Generator.ManualSeed(0);
net[^1] = new Linear(32, 5);
var (trainImages, trainLabels) = Digits(mnist.TrainImages, mnist.TrainLabels, first: 5);
(testImages, testLabels) = Digits(mnist.TestImages, mnist.TestLabels, first: 5);
var losses = Train(net, "transferred");
var transferred = Accuracy(net);

// The same from random weights.
Generator.ManualSeed(0);
var fresh = MakeNet();
Train(fresh, "from random weights");
var fromNothing = Accuracy(fresh);
Console.WriteLine($"digits 5 to 9 read right after {images} images: {transferred:P1}, and from random weights {fromNothing:P1}");

published.Series("loss of the first epochs", [3.075397, 2.082312, 1.605225, 1.385594, 1.255803], losses, tolerance: 1e-4, digits: 6);
if (arguments.IsFull)
{
    published.Row("digits 5 to 9, transferred", 0.7373, transferred, tolerance: 0.002);
    published.Row("digits 5 to 9, from random weights", 0.5661, fromNothing, tolerance: 0.002);
}
else
{
    published.NotCompared("digits 5 to 9, transferred", "0.7373");
    published.NotCompared("digits 5 to 9, from random weights", "0.5661");
}

return published.Print();

static Sequential MakeNet() => new(
    new Conv2d(1, 8, 3), new ReLU(), new MaxPool2d(2), new Conv2d(8, 16, 3), new ReLU(), new MaxPool2d(2), new Flatten(),
    new Linear(400, 32), new ReLU(), new Linear(32, 5));

// The images of five digits, and their classes from 0 on.
static (Tensor Images, Tensor Labels) Digits(Tensor images, Tensor labels, int first)
{
    labels = labels.Long();
    var chosen = (labels >= first) & (labels < first + 5);
    return (images[chosen].Unsqueeze(1).Float() / 255, labels[chosen] - first);
}

List<double> Train(Sequential net, string name)
{
    var optimizer = new Adam(net.Parameters(), lr: 0.001);
    var losses = new List<double>();
    var progress = Progress.Range(arguments.Epochs, name);
    foreach (var epoch in progress)
    {
        var total = 0.0;
        for (var start = 0; start < images; start += batchSize)
        {
            var batch = start..(start + batchSize);
            optimizer.ZeroGrad();
            var loss = F.CrossEntropy(net.Forward(trainImages[batch]), trainLabels[batch]);
            loss.Backward();
            optimizer.Step();
            total += loss.Item();
        }

        losses.Add(total / (images / batchSize));
        progress.Set("loss", losses[^1]);
    }

    return losses;
}

double Accuracy(Sequential net)
{
    using var _ = GradMode.NoGrad();
    return net.Forward(testImages).ArgMax(dim: 1).Eq(testLabels).Float().Mean().Item();
}
