#:project Common/Common.csproj

// A lecture on recurrent networks, first half: what does net.parameters() give, and what does an optimizer do with it?
//
//     dotnet run examples/regression.cs
//
// The answer, in three regressions: an optimizer takes any sequence of tensors, so there need not be a net at all. It
// is enough to say how the prediction is computed, and which tensors in that formula may change. With --plot FOLDER, the
// notebook's five plots are written there.

using Autograd;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

var arguments = new Arguments(args, fullEpochs: 30);
var published = new Published("Regressions: parameters without a net");

// ---------------------------------------------------------------- What can be iterated over?

// for i in '123': a string can, and so can a list and a range.
foreach (var i in "123") Console.WriteLine(i);

// The number 3 cannot. Python finds out when it runs, because 3 has no __iter__; C# when it compiles, because 3 has no
// GetEnumerator:
// foreach (var i in 3) Console.WriteLine(i);

// A loop asks an iterable for an enumerator, and the enumerator for one element after the other. Python's signals the
// end with an exception, StopIteration; C#'s MoveNext returns false.
IEnumerable<int> a = [1, 2, 3];
var aa = a.GetEnumerator();
Console.WriteLine($"{aa.MoveNext()} {aa.Current}");
Console.WriteLine($"{aa.MoveNext()} {aa.Current}");
Console.WriteLine($"{aa.MoveNext()} {aa.Current}");
Console.WriteLine(aa.MoveNext());

// A net of one layer. It has a weight and a bias…
var net = new Linear(inFeatures: 1, outFeatures: 1);
Console.WriteLine(net.Weight);
Console.WriteLine(net.Bias);

// …and the documentation of SGD says: params, an iterable of parameters to optimize. What comes out of
// net.Parameters()?
foreach (var param in net.Parameters()) Console.WriteLine(param);

// Just what this loop prints: Parameters() is a sequence of all tensors that the net can learn.
foreach (var param in new[] { net.Weight, net.Bias! }) Console.WriteLine(param);
published.Claim("net.parameters() is [net.weight, net.bias]", net.Parameters().SequenceEqual([net.Weight, net.Bias!]));

// ---------------------------------------------------------------- 1: two numbers, b and w

// The notebook downloads a file of 100 points. They were drawn with the notebook's usual seed, so they can be drawn
// again.
var (x, y) = RegressionData();
var b = Tensor.From(-5.0, requiresGrad: true);
var w = Tensor.From(10.0, requiresGrad: true);
var optimizer = new SGD([b, w], lr: 1.0 / 10);   // any sequence of tensors will do
if (arguments.IsPlotting) PlotLine("regression-1-before", w * x + b);

var progress = Progress.Range(arguments.Epochs, "b + w x");
foreach (var epoch in progress)
{
    // step 1: predict
    var yhat = b + w * x;
    // step 2: how far off is it?
    var loss = (y - yhat).Pow(2).Mean();
    // step 3: differentiate
    loss.Backward();
    // step 4: update
    optimizer.Step();
    optimizer.ZeroGrad();
    progress.Set("loss", loss);
}

if (arguments.IsPlotting) PlotLine("regression-2-after", w * x + b);
Number("b", 2.4289560, b);
Number("w", 4.0144439, w);

// ---------------------------------------------------------------- 2: one matrix, Ŵ

// The same with b and w as one column: a column of ones beside x makes b a weight like any other.
var X = Tensor.Cat([Tensor.OnesLike(x), x], dim: 1);
var What = Tensor.From([[-5.0f], [10.0f]], requiresGrad: true);
optimizer = new SGD([What], lr: 1.0 / 10);       // What is not a list of tensors; [What] is
if (arguments.IsPlotting) PlotLine("regression-3-before", X.MatMul(What));

progress = Progress.Range(arguments.Epochs, "X Ŵ");
foreach (var epoch in progress)
{
    // step 1
    var yhat = X.MatMul(What);
    // step 2
    var loss = (y - yhat).Pow(2).Mean();
    // step 3
    loss.Backward();
    // step 4
    optimizer.Step();
    optimizer.ZeroGrad();
    progress.Set("loss", loss);
}

if (arguments.IsPlotting) PlotLine("regression-4-after", X.MatMul(What));
Number("Ŵ, row 0", 2.4289560, What[0]);
Number("Ŵ, row 1", 4.0144439, What[1]);

// ---------------------------------------------------------------- 3: more parameters than the model needs

// An exercise: 1000 points on the line 3.14 + 6.28 x, with noise, and a model that has each coefficient twice:
// y = α₀ + β₀ + β₁ x + α₁ x + ε. The notebook draws the points without a seed; this is its seed elsewhere.
Generator.ManualSeed(43052);
x = Tensor.Rand(1000, 1) * 2 - 1;
y = 3.14 + 6.28 * x + Tensor.RandN(1000, 1);
if (arguments.IsPlotting) PlotPoints("regression-5-points");

var alpha0 = Tensor.From([0.5f], requiresGrad: true);
var alpha1 = Tensor.From([[0.5f]], requiresGrad: true);
var beta0 = Tensor.From([0.7f], requiresGrad: true);
var beta1 = Tensor.From([[0.7f]], requiresGrad: true);
var lossFn = new MSELoss();
optimizer = new SGD([alpha0, alpha1, beta0, beta1], lr: 1.0 / 10);

progress = Progress.Range(arguments.Epochs, "α + β");
foreach (var epoch in progress)
{
    // 1
    var yhat = alpha0 + beta0 + alpha1 * x + beta1 * x;
    // 2
    var loss = lossFn.Forward(yhat, y);
    // 3
    loss.Backward();
    // 4
    optimizer.Step();
    optimizer.ZeroGrad();
    progress.Set("loss", loss);
}

// The data determine only the sums: α and β get the same gradients and keep their initial difference, 0.2.
Console.WriteLine(alpha0 + beta0);
Console.WriteLine(alpha1 + beta1);
Near("α0 + β0, near 3.14", 3.14, alpha0 + beta0, 3.04, 3.24);
Near("α1 + β1, near 6.28", 6.28, alpha1 + beta1, 6.18, 6.38);

// PyTorch's figures for the same seed.
Number("α0, as PyTorch's", 1.4711616, alpha0);
Number("α1, as PyTorch's", 3.0093527, alpha1);
Number("β0, as PyTorch's", 1.6711615, beta0);
Number("β1, as PyTorch's", 3.2093530, beta1);

return published.Print();

// x: 100 normal numbers in ascending order; y: the line 2.5 + 4 x, with noise of half that size.
static (Tensor X, Tensor Y) RegressionData()
{
    Generator.ManualSeed(43052);
    var x = Tensor.RandN(100).ToArray<float>();
    Array.Sort(x);
    var e = Tensor.RandN(100).ToArray<float>();
    var y = x.Zip(e, (x, e) => 2.5f + 4f * x + 0.5f * e).ToArray();
    return (Tensor.From(x).Reshape(100, 1), Tensor.From(y).Reshape(100, 1));
}

void PlotLine(string name, Tensor line)
{
    Plt.Plot(x, y, "o");
    Plt.Plot(x, line, "--");
    arguments.SavePlot(name);
}

void PlotPoints(string name)
{
    Plt.Plot(x, y, "o", alpha: 0.1);
    arguments.SavePlot(name);
}

void Number(string what, double expected, Tensor obtained)
{
    if (arguments.IsFull) published.Row(what, expected, obtained.Item(), tolerance: 5e-6, digits: 7);
    else published.NotCompared(what, $"{expected:F7}");
}

void Near(string what, double expected, Tensor obtained, double low, double high)
{
    if (arguments.IsFull) published.Band(what, expected, obtained.Item(), low, high, digits: 2);
    else published.NotCompared(what, $"{expected:F2}");
}
