#:project Common/Common.csproj

// A lecture on recurrent networks: from a net that sees one character to one that remembers, written by hand, as a cell
// and as a layer.
//
//     dotnet run examples/rnn.cs
//
// The text is AbAcAd…: what follows 'A' depends on the character before it, which the nets of
// examples/next_character.cs never see. The notebook says of each of its two cell loops that 5000 epochs take about 6
// minutes.

using Autograd;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

var arguments = new Arguments(args, fullEpochs: 5000);
var published = new Published("Recurrent networks on AbAcAd");

Tensor f(string txt, Dictionary<char, long> mapping) => Tensor.From(txt.Select(key => mapping[key]).ToArray());

var soft = new Softmax(dim: 1);
var lossFn = new CrossEntropyLoss();

// ---------------------------------------------------------------- The data

var txt = string.Concat(Enumerable.Repeat("AbAcAd", 100));
var txtX = txt[..^1];
var txtY = txt[1..];
var mapping = new Dictionary<char, long> { ['A'] = 0, ['b'] = 1, ['c'] = 2, ['d'] = 3 };
var x = f(txtX, mapping);
var y = f(txtY, mapping);
Console.WriteLine($"{x[..8]}  {y[..8]}");

// No embedding this time: each character becomes a row with a single 1, for the input and for the target, which
// cross-entropy takes as the probabilities of the four characters.
x = x.OneHot().Float();
y = y.OneHot().Float();
Console.WriteLine(x);
Console.WriteLine(y);

// ---------------------------------------------------------------- The net that failed, in a loop over time

// Up to its tanh, the net that failed becomes a class of its own, Hnet (below). First over all characters at once…
Generator.ManualSeed(43052);
var hnet = new Hnet();
var linr = new Linear(inFeatures: 2, outFeatures: 4);
var optimizer = new Adam([.. hnet.Parameters(), .. linr.Parameters()]);
var hnetEpochs = Math.Min(arguments.Epochs, 20);
var losses = new List<double>();

var progress = Progress.Range(hnetEpochs, "Hnet, all at once");
foreach (var epoch in progress)
{
    // 1, 2
    var output = linr.Forward(hnet.Forward(x));
    var loss = lossFn.Forward(output, y);
    // 3
    loss.Backward();
    // 4
    optimizer.Step();
    optimizer.ZeroGrad();

    losses.Add(loss.Item());
    progress.Set("loss", loss);
}
Loss("Hnet, all at once: loss of epoch 20", losses, 19, 1.5185466, tolerance: 5e-6, digits: 7);
var atOnce = linr.Forward(hnet.Forward(x));
Console.WriteLine(atOnce);

// …then character by character, the losses added up. x[0] has shape (4,), x[[0]] shape (1, 4): an index in brackets of
// its own keeps the dimension, and the layers want it.
Console.WriteLine($"{x[0].Shape} {x[[0]].Shape}");

Generator.ManualSeed(43052);
hnet = new Hnet();
linr = new Linear(inFeatures: 2, outFeatures: 4);
optimizer = new Adam([.. hnet.Parameters(), .. linr.Parameters()]);
losses = [];

var T = x.Size(0);
progress = Progress.Range(hnetEpochs, "Hnet, step by step");
foreach (var epoch in progress)
{
    // 1, 2
    Tensor loss = 0;
    for (var t = 0; t < T; t++)
    {
        var (xt, yt) = (x[[t]], y[[t]]);
        var ht = hnet.Forward(xt);
        var ot = linr.Forward(ht);
        loss = loss + lossFn.Forward(ot, yt);
    }

    // 3
    loss.Backward();
    // 4
    optimizer.Step();
    optimizer.ZeroGrad();

    losses.Add(loss.Item());
    progress.Set("loss", loss);
}
Loss("Hnet, step by step: loss of epoch 20", losses, 19, 909.608, tolerance: 5e-4, digits: 3);

// The sum is 599 times the mean, and so is its gradient; but Adam divides by the gradient's size, so both loops take
// practically the same steps.
var stepByStep = linr.Forward(hnet.Forward(x));
Console.WriteLine(stepByStep);
published.Claim("Hnet: both loops lead to the same net", stepByStep.AllClose(atOnce, rtol: 1e-5, atol: 1e-6));

// ---------------------------------------------------------------- The idea

// h is the character in another form: riper, as the notebook puts it, for it is what the linear layer can work with. It
// compares this with soy sauce. Some makers' sauce goes back centuries, because each year's is made from new beans and
// some of the old sauce:
//
//     beans 1, water   -> ripen -> sauce 1 -> cook -> dish 1
//     beans 2, sauce 1 -> ripen -> sauce 2 -> cook -> dish 2
//     beans 3, sauce 2 -> ripen -> sauce 3 -> cook -> dish 3
//
// In symbols, for t = 1, 2, …, with x (1, 4), h (1, 2), W_ih (4, 2), W_hh (2, 2), and h₀ = [[0, 0]], which is water:
//
//     h_t = tanh(x_t W_ih + h_{t−1} W_hh + b_ih + b_hh)
//     o_t = h_t W_ho + b_ho
//     ŷ_t = soft(o_t)
//
// One net learns to ripen, one to cook.

// ---------------------------------------------------------------- 1: a hand-written cell

// (1) The net that ripens: rNNCell (below).
Generator.ManualSeed(43052);
var ownCell = new rNNCell();

// (2) The net that cooks.
Generator.ManualSeed(43052);
var cook = new Linear(2, 4);

// (3) The optimizer learns how to ripen and how to cook.
optimizer = new Adam([.. ownCell.Parameters(), .. cook.Parameters()]);

// (4) Training, "about 6 minutes".
var ownLosses = new List<double>();
progress = Progress.Range(arguments.Epochs, "own cell");
foreach (var epoch in progress)
{
    // 1, 2
    Tensor loss = 0;
    var ht = Tensor.Zeros(1, 2);
    for (var t = 0; t < T; t++)
    {
        var (xt, yt) = (x[[t]], y[[t]]);
        ht = ownCell.Forward(xt, ht);
        var ot = cook.Forward(ht);
        loss = loss + lossFn.Forward(ot, yt);
    }

    // 3
    loss.Backward();
    // 4
    optimizer.Step();
    optimizer.ZeroGrad();

    ownLosses.Add(loss.Item());
    progress.Set("loss", loss);
}
CellLosses("own cell", ownLosses);

// (5) The result. What is assigned to hidden[[t]] joins the graph, and hidden[[t - 1]] reads it back.
var hidden = Tensor.Zeros(T, 2);   // room for 599 years of sauce
var _water = Tensor.Zeros(1, 2);
hidden[[0]] = ownCell.Forward(x[[0]], _water);
for (var t = 1; t < T; t++)
    hidden[[t]] = ownCell.Forward(x[[t]], hidden[[t - 1]]);
var yhat = soft.Forward(cook.Forward(hidden));
Console.WriteLine(yhat);

// The first rows and the last differ although the text repeats itself: sauce gets better with the years.
Show("own cell: ŷ, the first years", yhat.Data, 0, 9);
Show("own cell: ŷ, the last years", yhat.Data, T - 9, T);
if (arguments.IsPlotting) PlotYears("rnn-own-cell", yhat.Data[^15..]);
ownLosses.Add(T * lossFn.Forward(cook.Forward(hidden), y).Item());
Loss("own cell: loss after 5000 epochs", ownLosses, 5000, 85.3622, tolerance: 5e-3, digits: 4);

// ---------------------------------------------------------------- 2: RNNCell

// (1) The library has this cell, with its parameters under other names. It gets the initial weights of the hand-written
// cell.
var rnncell = new RNNCell(4, 2);
Generator.ManualSeed(43052);
var _rnncell = new rNNCell();
rnncell.WeightIh.Data = _rnncell.I2h.Weight.Data;
rnncell.WeightHh.Data = _rnncell.H2h.Weight.Data;
rnncell.BiasHh!.Data = _rnncell.H2h.Bias!.Data;
rnncell.BiasIh!.Data = _rnncell.I2h.Bias!.Data;

// (2)
Generator.ManualSeed(43052);
cook = new Linear(2, 4);

// (3)
optimizer = new Adam([.. rnncell.Parameters(), .. cook.Parameters()]);

// (4)
var cellLosses = new List<double>();
progress = Progress.Range(arguments.Epochs, "RNNCell");
foreach (var epoch in progress)
{
    // 1, 2
    Tensor loss = 0;
    var ht = Tensor.Zeros(1, 2);
    for (var t = 0; t < T; t++)
    {
        var (xt, yt) = (x[[t]], y[[t]]);
        ht = rnncell.Forward(xt, ht);
        var ot = cook.Forward(ht);
        loss = loss + lossFn.Forward(ot, yt);
    }

    // 3
    loss.Backward();
    // 4
    optimizer.Step();
    optimizer.ZeroGrad();

    cellLosses.Add(loss.Item());
    progress.Set("loss", loss);
}
CellLosses("RNNCell", cellLosses);

// (5)
hidden = Tensor.Zeros(T, 2);
hidden[[0]] = rnncell.Forward(x[[0]], _water);
for (var t = 1; t < T; t++)
    hidden[[t]] = rnncell.Forward(x[[t]], hidden[[t - 1]]);
yhat = soft.Forward(cook.Forward(hidden));
Console.WriteLine(yhat);

if (arguments.IsPlotting) PlotYears("rnn-cell", yhat.Data[^15..]);

var compared = Math.Min(ownLosses.Count, 20);
published.Claim("RNNCell: the own cell's losses",
    ownLosses.Take(compared).Zip(cellLosses).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-6 * pair.First));

// ---------------------------------------------------------------- 3: RNN

// The loop for ŷ is tedious. An RNN is an RNNCell with the loop inside; with the cell's weights…
var rnn = new RNN(4, 2);
rnn.GetParameter("weight_hh_l0").Data = rnncell.WeightHh.Data;
rnn.GetParameter("bias_hh_l0").Data = rnncell.BiasHh.Data;
rnn.GetParameter("weight_ih_l0").Data = rnncell.WeightIh.Data;
rnn.GetParameter("bias_ih_l0").Data = rnncell.BiasIh.Data;

// …it gives the same: all 599 years of sauce, and the last year's once more.
var (years, last) = rnn.Forward(x, _water);
Console.WriteLine(soft.Forward(cook.Forward(years)));
Console.WriteLine($"{years.Shape} {last.Shape}");
published.Claim("rnn(x, _water) is the loop over rnncell", years.AllClose(hidden, rtol: 0, atol: 1e-6));
published.Claim("rnn(x, _water)[1] is its last row", last.Equal(years[^1..]));

// (1)
Generator.ManualSeed(43052);
rnn = new RNN(4, 2);

// (2)
Generator.ManualSeed(43052);
cook = new Linear(2, 4);

// (3)
optimizer = new Adam([.. rnn.Parameters(), .. cook.Parameters()]);

// (4)
losses = [];
progress = Progress.Range(arguments.Epochs, "RNN");
foreach (var epoch in progress)
{
    // 1
    _water = Tensor.Zeros(1, 2);
    (hidden, _) = rnn.Forward(x, _water);
    var output = cook.Forward(hidden);
    // 2
    var loss = lossFn.Forward(output, y);
    // 3
    loss.Backward();
    // 4
    optimizer.Step();
    optimizer.ZeroGrad();

    losses.Add(loss.Item());
    progress.Set("loss", loss);
}
Loss("RNN: loss after 1 epoch", losses, 1, 1.5450873, tolerance: 5e-6, digits: 7);
Loss("RNN: loss after 5 epochs", losses, 5, 1.5314215, tolerance: 5e-6, digits: 7);
Loss("RNN: loss after 20 epochs", losses, 20, 1.4814816, tolerance: 5e-6, digits: 7);
Loss("RNN: loss of epoch 5000", losses, 4999, 0.1362088, tolerance: 5e-6, digits: 7);

// (5)
yhat = soft.Forward(cook.Forward(rnn.Forward(x, _water).Output));
Console.WriteLine(yhat);
Show("RNN: ŷ, the first years", yhat.Data, 0, 15);
if (arguments.IsPlotting) PlotYears("rnn-layer", yhat.Data[..15]);

return published.Print();

// ŷ of some years, from white for 0 to red for 1: the notebook's matshow.
void Show(string title, Tensor yhat, int from, int to)
{
    string[] columns = [.. mapping.Keys.Select(c => $"P(y={c})")];
    string[] rows = [.. txtX[from..to].Select(c => $"x={c}")];
    Matshow.Print(title, yhat[from..to], -1, 1, columns, rows);
}

void PlotYears(string name, Tensor yhat)
{
    Plt.Matshow(yhat);
    arguments.SavePlot(name);
}

// The notebook prints no losses; these are PyTorch's from the same seeds. losses[k] is the loss after k updates.
void CellLosses(string what, List<double> losses)
{
    Loss($"{what}: loss after 1 epoch", losses, 1, 995.459, tolerance: 5e-3, digits: 3);
    Loss($"{what}: loss after 5 epochs", losses, 5, 989.404, tolerance: 5e-3, digits: 3);
    Loss($"{what}: loss after 20 epochs", losses, 20, 966.450, tolerance: 5e-3, digits: 3);
}

void Loss(string what, List<double> losses, int updates, double expected, double tolerance, int digits)
{
    if (updates < losses.Count) published.Row(what, expected, losses[updates], tolerance, digits);
    else published.NotCompared(what, expected.ToString($"F{digits}"));
}

// ---------------------------------------------------------------- The notebook's classes

sealed class Hnet : Module
{
    readonly Linear _i2h = new(inFeatures: 4, outFeatures: 2);
    readonly Tanh _tanh = new();

    public Tensor Forward(Tensor x)
    {
        var hidden = _tanh.Forward(_i2h.Forward(x));
        return hidden;
    }
}

sealed class rNNCell : Module
{
    readonly Tanh _tanh = new();

    public Linear I2h { get; } = new(4, 2);

    public Linear H2h { get; } = new(2, 2);

    public Tensor Forward(Tensor x, Tensor hidden)
    {
        hidden = _tanh.Forward(I2h.Forward(x) + H2h.Forward(hidden));
        return hidden;
    }
}
