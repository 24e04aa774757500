#:project Common/Common.csproj

// A net that solves a differential equation without having seen a solution: the damped oscillator u″ + μu′ + ku = 0,
// u(0) = 1, u′(0) = 0. Its loss is by how much the net fails the equation and the start. That takes the net's own first
// and second derivatives, and the derivative of those by the weights: three times through the graph.
//
//     dotnet run examples/oscillator.cs
//
// After M. Raissi, P. Perdikaris and G. E. Karniadakis, "Physics-informed neural networks" (2019). Everything is in
// doubles. An epoch is a hundred steps. tests/fixtures/ports/oscillator.py is the same program in PyTorch; what it
// printed is in the table beside what this one obtained.

using Autograd;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

const int stepsPerEpoch = 100;
const double damping = 2, frequency = 10;
const double mu = 2 * damping, k = frequency * frequency;

var arguments = new Arguments(args, fullEpochs: 20);
var published = new Published("A net that solves the equation of a damped oscillator", column: "PyTorch");

Generator.ManualSeed(0);
var net = new Sequential(
    new Linear(1, 32, dtype: DType.Float64), new Tanh(),
    new Linear(32, 32, dtype: DType.Float64), new Tanh(),
    new Linear(32, 1, dtype: DType.Float64));
var optimizer = new Adam(net.Parameters(), lr: 0.005);

// The net is judged at the start, and at forty points in time between 0 and 1.
var start = Tensor.Zeros([1, 1], DType.Float64, requiresGrad: true);
var inside = Tensor.Linspace(0, 1, 40, DType.Float64).Reshape(-1, 1).Detach();
inside.RequiresGrad = true;
var test = Tensor.Linspace(0, 1, 300, DType.Float64).Reshape(-1, 1);

// The solution that the books have: a cosine and a sine under a falling exponential.
Tensor Exact(Tensor t)
{
    var omega = Math.Sqrt(frequency * frequency - damping * damping);
    return (-damping * t).Exp() * ((omega * t).Cos() + damping / omega * (omega * t).Sin());
}

// du/dt at every point. Each u depends on its own t alone, so the gradient of their sum holds all of them; createGraph
// records the pass, so that it can be differentiated again.
Tensor Derivative(Tensor u, Tensor t) => Functional.Grad(u, t, gradOutput: Tensor.OnesLike(u), createGraph: true);

var losses = new List<double>();
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    for (var step = 0; step < stepsPerEpoch; step++)
    {
        optimizer.ZeroGrad();

        var u = net.Forward(start);
        var atStart = (u - 1).Pow(2) + 0.01 * Derivative(u, start).Pow(2);

        u = net.Forward(inside);
        var du = Derivative(u, inside);
        var d2u = Derivative(du, inside);
        var equation = (d2u + mu * du + k * u).Pow(2).Mean();

        // The equation's terms are up to a hundred times u, hence the weight.
        var loss = atStart.Squeeze() + 1e-3 * equation;
        loss.Backward();
        optimizer.Step();
        losses.Add(loss.Item());
    }

    progress.Set("loss", losses[^1]);
    if (epoch % 10 == 9) Progress.Write($"epoch {epoch + 1}: loss {losses[^1]:E3}, largest error {LargestError():F4}");
}

if (arguments.IsPlotting) PlotSolution();

published.Series("loss, as PyTorch's",
    [0.8439051, 1.0489150, 0.7584020, 0.8365407, 0.8668291, 0.7635514, 0.7165248, 0.7674085, 0.8003625, 0.7667685,
     0.7257677, 0.7271512, 0.7542696, 0.7617624, 0.7406876, 0.7176246, 0.7147520, 0.7273603, 0.7352634, 0.7286036],
    losses, tolerance: 1e-6);
published.Row("loss of step 100, as PyTorch's", 0.5895193, losses[99], tolerance: 1e-6, digits: 7);

// Over thousands of steps, rounding alone leads two runs apart; and a step of Adam can throw a net far back for a
// while.
var error = LargestError();
const string exactLine = "largest error against the exact solution";
if (arguments.IsFull) published.Band(exactLine, 0.0014, error, 0, 0.01);
else published.NotCompared(exactLine, "0.0014");
return published.Print();

double LargestError()
{
    using var _ = GradMode.NoGrad();
    return (net.Forward(test) - Exact(test)).Abs().Max().Item();
}

void PlotSolution()
{
    using var _ = GradMode.NoGrad();
    Plt.Figure(figsize: (8, 4));
    Plt.Plot(test.Squeeze(), Exact(test).Squeeze(), label: "exact", color: "lightgray", lineWidth: 4);
    Plt.Plot(test.Squeeze(), net.Forward(test).Squeeze(), "--", label: "net", color: "tab:blue");
    Plt.Scatter(
        inside.Squeeze(), Tensor.ZerosLike(inside).Squeeze(), s: 12, color: "tab:green", label: "points of the loss");
    Plt.XLabel("t");
    Plt.YLabel("u(t)");
    Plt.Legend();
    Plt.Grid();
    arguments.SavePlot("oscillator-solution");
}
