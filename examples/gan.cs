#:project Common/Common.csproj

// Two nets against each other: one makes points out of noise, the other tells them from real ones, which lie around
// eight places on a circle. The first learns to put its points there, and it has to find all eight.
//
//     dotnet run examples/gan.cs
//
// After I. Goodfellow and others, "Generative adversarial nets" (2014), with the loss that does not saturate. An epoch
// is a hundred steps of both nets. tests/fixtures/ports/gan.py is the same program in PyTorch; what it printed is in
// the table beside what this one obtained.

using Autograd;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

const int stepsPerEpoch = 100, batchSize = 128, modes = 8, noise = 16;
const double radius = 2, spread = 0.05;

var arguments = new Arguments(args, fullEpochs: 40);
var published = new Published("A generative adversarial net on a ring of eight Gaussians", column: "PyTorch");
Generator.ManualSeed(0);

var generator = new Sequential(
    new Linear(noise, 128), new ReLU(), new Linear(128, 128), new ReLU(), new Linear(128, 2));
var critic = new Sequential(
    new Linear(2, 128), new LeakyReLU(0.2), new Linear(128, 128), new LeakyReLU(0.2), new Linear(128, 1));
var generatorOptimizer = new Adam(generator.Parameters(), lr: 0.0005, betas: (0.5, 0.999));
var criticOptimizer = new Adam(critic.Parameters(), lr: 0.001, betas: (0.5, 0.999));
var (ones, zeros) = (Tensor.Ones(batchSize, 1), Tensor.Zeros(batchSize, 1));

// Real points: one of the eight places, and a little away from it.
Tensor Ring(int count)
{
    var angles = Tensor.RandInt(0, modes, [count]) * (2 * Math.PI / modes);
    return radius * Tensor.Stack([angles.Cos(), angles.Sin()], dim: 1) + spread * Tensor.RandN(count, 2);
}

List<double> criticLosses = [], generatorLosses = [];
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    for (var step = 0; step < stepsPerEpoch; step++)
    {
        var real = Ring(batchSize);
        var fake = generator.Forward(Tensor.RandN(batchSize, noise));

        // The critic: real points are 1, made ones 0. These are detached, so the generator gets no gradient.
        criticOptimizer.ZeroGrad();
        var loss = F.BinaryCrossEntropyWithLogits(critic.Forward(real), ones)
            + F.BinaryCrossEntropyWithLogits(critic.Forward(fake.Detach()), zeros);
        loss.Backward();
        criticOptimizer.Step();
        criticLosses.Add(loss.Item());

        // The generator: the critic should take its points for real.
        generatorOptimizer.ZeroGrad();
        loss = F.BinaryCrossEntropyWithLogits(critic.Forward(fake), ones);
        loss.Backward();
        generatorOptimizer.Step();
        generatorLosses.Add(loss.Item());
    }

    progress.Set("critic", criticLosses[^1]);
    progress.Set("generator", generatorLosses[^1]);
}

// ---------------------------------------------------------------- What it learned: a thousand points

Tensor points;
using (GradMode.NoGrad()) points = generator.Forward(Tensor.RandN(1000, noise));
var angles = Tensor.Arange(modes) * (2 * Math.PI / modes);
var centers = radius * Tensor.Stack([angles.Cos(), angles.Sin()], dim: 1);
var (distance, nearest) = (points.Unsqueeze(1) - centers).Norm(2, dim: 2).Min(dim: 1);
var near = distance < 4 * spread;
var found = nearest[near].Bincount(minLength: modes);
Console.WriteLine($"points near each of the eight places: {found.ToNumPyString()}");
if (arguments.IsPlotting) PlotPoints();

published.Series("the critic's loss, as PyTorch's",
    [1.3896569, 1.3296537, 1.2824465, 1.2367417, 1.1977024, 1.1575488, 1.1237524, 1.0938153, 1.0583230, 1.0311111,
     1.0024612, 0.9841455, 0.9538722, 0.9068902, 0.8977646, 0.8719620, 0.7814589, 0.8243846, 0.8212880, 0.7941936],
    criticLosses, tolerance: 1e-5);
published.Series("the generator's loss, as PyTorch's",
    [0.6902109, 0.6909775, 0.6943179, 0.7014972, 0.7128737, 0.7241052, 0.7378297, 0.7532720, 0.7694553, 0.7881546,
     0.8047963, 0.8264622, 0.8552544, 0.8956004, 0.9593824, 1.0163261, 1.1037465, 1.1491623, 1.1815903, 1.2075213],
    generatorLosses, tolerance: 1e-5);

// Two nets that chase each other lead two runs apart soon; hence a wide band.
const string nearLine = "share of the points that lie near a place", allLine = "all eight places are found";
if (arguments.IsFull)
{
    published.Band(nearLine, 0.821, near.Float().Mean().Item(), 0.65, 1, digits: 3);
    published.Claim(allLine, found.Min().Item() > 0);
}
else
{
    published.NotCompared(nearLine, "0.821");
    published.NotCompared(allLine, "yes");
}

return published.Print();

void PlotPoints()
{
    var real = Ring(1000);
    Plt.Figure(figsize: (6, 6));
    Plt.Scatter(real[.., 0], real[.., 1], s: 8, color: "lightgray", label: "real");
    Plt.Scatter(points[.., 0], points[.., 1], s: 8, color: "tab:orange", alpha: 0.6, label: "made");
    Plt.Axis("equal");
    Plt.Legend();
    arguments.SavePlot("gan-points");
}
