#:project Common/Common.csproj

// A cart with a pole on it, pushed to the left or to the right fifty times a second. A net learns to keep the pole up,
// by trying: pushes after which the pole stood longer than on average become more likely.
//
//     dotnet run examples/reinforce.cs
//
// The method is REINFORCE: R. J. Williams, "Simple statistical gradient-following algorithms for connectionist
// reinforcement learning" (1992). The cart is that of A. G. Barto, R. S. Sutton and C. W. Anderson, "Neuronlike
// adaptive elements that can solve difficult learning control problems" (1983), with the limits and the 500 steps of
// Gym's CartPole-v1. A step of the optimizer follows five episodes; an epoch is ten steps.
// tests/fixtures/ports/reinforce.py is the same program in PyTorch; what it printed is in the table beside what this
// one obtained.

using Autograd;
using Autograd.Distributions;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

const int stepsPerEpoch = 10, episodes = 5, longest = 500;
const double gamma = 0.99;   // how much the next reward counts

var arguments = new Arguments(args, fullEpochs: 8);
var published = new Published("A policy gradient that balances a pole", column: "PyTorch");

Generator.ManualSeed(0);               // the weights and the pushes
var random = new NumPyRandom(0);       // the carts' first states

var policy = new Sequential(new Linear(4, 128), new ReLU(), new Linear(128, 2), new Softmax(dim: -1));
var optimizer = new Adam(policy.Parameters(), lr: 0.01);

var losses = new List<double>();
var lengths = new List<double>();
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    for (var step = 0; step < stepsPerEpoch; step++)
    {
        var logProbs = new List<Tensor>();
        var returns = new List<double>();
        for (var episode = 0; episode < episodes; episode++)
        {
            var length = Play(logProbs);
            lengths.Add(length);

            // The reward is 1 for each push. What follows a push is 1 + γ + γ² + …, until the pole falls.
            for (var left = length; left > 0; left--) returns.Add((1 - Math.Pow(gamma, left)) / (1 - gamma));
        }

        var advantages = Tensor.From(returns.ToArray()).Float();
        advantages = (advantages - advantages.Mean()) / advantages.Std();
        var loss = -(Tensor.Cat(logProbs) * advantages).Mean();
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();

        losses.Add(loss.Item());
        progress.Set("length", lengths.TakeLast(episodes).Average());
    }

    Progress.Write($"epoch {epoch + 1}: the pole stood for {LastEpoch():F1} steps");
}

if (arguments.IsPlotting) PlotLengths();

double[] firstLengths =
[
    17, 23, 14, 21, 9, 31, 9, 43, 21, 47, 35, 23, 25, 13, 54, 55, 14, 14, 18, 81, 52, 26, 44, 33, 39,
    57, 21, 39, 49, 20, 65, 59, 69, 20, 26, 50, 22, 17, 29, 42, 47, 24, 19, 16, 83, 62, 42, 28, 37, 61,
    50, 63, 106, 45, 50, 71, 67, 41, 68, 64, 69, 113, 76, 47, 45, 89, 49, 86, 59, 40, 50, 42, 77, 71, 43,
    67, 79, 126, 129, 49, 181, 51, 30, 37, 149, 70, 61, 90, 82, 79, 106, 43, 75, 99, 179, 193, 156, 284, 164, 121
];
published.Series("loss, as PyTorch's",
    [0.0148571, 0.0137317, -0.0000651, -0.0101083, 0.0033161, -0.0304848, -0.0348484, -0.0277933, 0.0022970, -0.0199930,
     0.0148575, -0.0171002, -0.0165079, -0.0040765, 0.0054255, 0.0104140, 0.0012494, -0.0652497, -0.0015653, 0.0007266],
    losses, tolerance: 1e-4);
published.Series("length of an episode, as PyTorch's", firstLengths, lengths, tolerance: 0, digits: 0);

// Sooner or later a last digit makes a push another one, and from there on two runs differ.
const string lastLine = "mean length in epoch 8";
if (arguments.IsFull) published.Band(lastLine, 440.4, LastEpoch(), 350, 500, digits: 1);
else published.NotCompared(lastLine, "440.4");
return published.Print();

double LastEpoch() => lengths.TakeLast(stepsPerEpoch * episodes).Average();

// Plays until the pole falls, the cart leaves the track or the time is over; returns the number of pushes.
int Play(List<Tensor> logProbs)
{
    var cart = new CartPole(Little(), Little(), Little(), Little());
    var length = 0;
    for (; length < longest && !cart.HasFallen; length++)
    {
        var state = Tensor.From([[cart.X, cart.V, cart.Angle, cart.Spin]]).Float();
        var choice = new Categorical(policy.Forward(state));
        var action = choice.Sample();
        logProbs.Add(choice.LogProb(action));
        cart = cart.Push(action.Item() == 1 ? 10 : -10);
    }

    return length;

    double Little() => random.Uniform(-0.05, 0.05);
}

void PlotLengths()
{
    Plt.Figure(figsize: (8, 4));
    Plt.Plot(lengths, ".", label: "episode", alpha: 0.4);
    Plt.Plot(lengths.Select((_, i) => lengths.Take(i + 1).TakeLast(25).Average()), label: "mean of the last 25");
    Plt.XLabel("episode");
    Plt.YLabel("steps that the pole stood");
    Plt.Legend();
    Plt.Grid();
    arguments.SavePlot("reinforce-lengths");
}

/// <summary>
/// A cart of 1 kg on a track without friction, with a pole of 0.1 kg and 1 m: its place (m), the pole's angle from the
/// vertical (rad), and how fast both change.
/// </summary>
readonly record struct CartPole(double X, double V, double Angle, double Spin)
{
    const double Gravity = 9.8, CartMass = 1, PoleMass = 0.1, TotalMass = CartMass + PoleMass;
    const double HalfLength = 0.5, Seconds = 0.02;

    public bool HasFallen => Math.Abs(X) > 2.4 || Math.Abs(Angle) > 12 * 2 * Math.PI / 360;

    // The equations of motion of the paper, and a step of Euler's method.
    public CartPole Push(double force)
    {
        var (sin, cos) = Math.SinCos(Angle);
        var push = (force + PoleMass * HalfLength * Spin * Spin * sin) / TotalMass;
        var turn = (Gravity * sin - cos * push) / (HalfLength * (4.0 / 3.0 - PoleMass * cos * cos / TotalMass));
        var pull = push - PoleMass * HalfLength * turn * cos / TotalMass;
        return new(X + Seconds * V, V + Seconds * pull, Angle + Seconds * Spin, Spin + Seconds * turn);
    }
}
