#:project Common/Common.csproj

// The pictures of docs/plotting.md: what a training run has to show, each in a few lines.
//
//     dotnet run examples/plotting.cs                     shows them: without a viewer, as files whose names are printed
//     dotnet run examples/plotting.cs -- --plot FOLDER    writes them to a folder

using Autograd;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

var arguments = new Arguments(args, fullEpochs: 1);
Generator.ManualSeed(43052);

// ---------------------------------------------------------------- Points and a line

var x = Tensor.RandN(100).Sort().Values.Unsqueeze(1);
var y = 2.5 + 4 * x + Tensor.RandN(100, 1);
Plt.Plot(x, y, "o", alpha: 0.5, label: "data");
Plt.Plot(x, 2.5 + 4 * x, "--", label: @"$\hat{y} = \beta_0 + \beta_1 x$");
Plt.Title("단순 선형 회귀");
Plt.XLabel("x");
Plt.YLabel("y");
Plt.Legend();
Done("line");

// ---------------------------------------------------------------- Losses on a logarithmic axis

var steps = Tensor.Arange(300);
var losses = (-steps / 40.0).Exp() * (1 + 0.3 * Tensor.RandN(300)).Abs() + 1e-3;
Plt.Plot(losses, alpha: 0.4, label: "batch");
Plt.Plot(losses.Reshape(30, 10).Mean(dim: 1).RepeatInterleave(10), label: "mean of ten");
Plt.AxHLine(1e-3, color: "k", lineStyle: ":");
Plt.YScale("log");
Plt.XLabel("step");
Plt.YLabel("loss");
Plt.Grid(which: "both");
Plt.Legend();
Done("log");

// ---------------------------------------------------------------- A matrix, as cells with their values

Plt.Matshow(F.Softmax(2 * Tensor.RandN(6, 4), dim: 1), cmap: "Blues", vmin: 0, vmax: 1, annot: true, figsize: (5, 5));
Plt.XTicks(["a", "b", "c", "d"]);
Plt.YTicks(["b", "c", "d", "a", "b", "c"]);
Plt.ColorBar("P(next | this)");
Done("matshow");

// ---------------------------------------------------------------- Several plots in a figure, on a dark ground

Plt.Style.Use("dark_background");
var (fig, ax) = Plt.Subplots(1, 3, figsize: (12, 4));
ax[0].Bar(["SGD", "Adam", "AdamW"], [0.91, 0.95, 0.96], color: "C0");
ax[0].SetYLim(0.8, 1);
ax[0].SetTitle("accuracy");
var (before, after) = (Tensor.RandN(2000), 0.4 * Tensor.RandN(2000) + 1);
ax[1].Hist(before, bins: 40, alpha: 0.6, label: "before");
ax[1].Hist(after, bins: 40, alpha: 0.6, label: "after");
ax[1].SetTitle("weights");
ax[1].Legend();
var epochs = Tensor.Arange(20);
var mean = 1 - (-epochs / 6.0).Exp();
ax[2].Plot(epochs, mean);
ax[2].FillBetween(epochs, mean - 0.1, mean + 0.1, alpha: 0.3, label: "± one deviation");
ax[2].SetTitle("five runs");
ax[2].Legend("lower right");
fig.SupTitle("Three things of a run");
Done("dark");
Plt.Style.Use("default");

// ---------------------------------------------------------------- A surface, and a path down it

var side = Tensor.Linspace(-2, 2, 80);
var surface = side.Unsqueeze(0).Pow(2) + 4 * side.Unsqueeze(1).Pow(2);
Plt.Contourf(side, side, surface, levels: 12, cmap: "Greys_r");
Plt.ColorBar("loss");
var position = Parameter.From(Tensor.From([-1.8, 1.5]));
var optimizer = new SGD([position], lr: 0.05, momentum: 0.6);
var path = new List<Tensor>();
for (var i = 0; i < 30; i++)
{
    path.Add(position.Data.Clone());
    (position[0].Pow(2) + 4 * position[1].Pow(2)).Backward();
    optimizer.Step();
    optimizer.ZeroGrad();
}

var points = Tensor.Stack(path);
Plt.Plot(points[.., 0], points[.., 1], "o-", color: "tab:orange", markerSize: 4, label: "SGD with momentum");
Plt.XLabel(@"$w_1$");
Plt.YLabel(@"$w_2$");
Plt.Legend();
Done("contour");

// ---------------------------------------------------------------- Where a net draws its borders

var inputs = Tensor.RandN(300, 2);
var classes = (inputs[.., 0] * inputs[.., 1] > 0).Long();
var net = new Sequential(new Linear(2, 16), new Tanh(), new Linear(16, 2));
var adam = new Adam(net.Parameters(), lr: 0.05);
for (var i = 0; i < 300; i++)
{
    F.CrossEntropy(net.Forward(inputs), classes).Backward();
    adam.Step();
    adam.ZeroGrad();
}

Plt.DecisionRegions(net.Forward, inputs, classes, labels: ["different signs", "same sign"]);
Plt.Legend();
Done("regions");

return 0;

void Done(string name)
{
    if (arguments.IsPlotting) arguments.SavePlot($"plotting-{name}");
    else Plt.Show();
}
