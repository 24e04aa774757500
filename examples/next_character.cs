#:project Common/Common.csproj

// A lecture on recurrent networks: nets that predict the next character from this one, and a text for which that cannot
// work.
//
//     dotnet run examples/next_character.cs
//
// Each net is Embedding → Tanh → Linear. The hidden layer h = tanh(embedding) is a representation of a character by one
// to three numbers in (−1, 1); the notebook's question is how many are needed, and its pictures show h, the scores
// net(x) and the probabilities side by side. Here they are tables, coloured in a terminal; with --plot FOLDER, the
// notebook's pictures are written there.

using Autograd;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

var arguments = new Arguments(args, fullEpochs: 5000);
var published = new Published("The next character");

// def f(txt, mapping): return [mapping[key] for key in txt]
Tensor f(string txt, Dictionary<char, long> mapping) => Tensor.From(txt.Select(key => mapping[key]).ToArray());

var soft = new Softmax(dim: 1);

// ---------------------------------------------------------------- abc: one hidden number

var txt = string.Concat(Enumerable.Repeat("abc", 100));
var txtX = txt[..^1];   // each character…
var txtY = txt[1..];    // …and the one that follows it
Console.WriteLine($"{txt[..10]}  {txtX[..5]} -> {txtY[..5]}");

var mapping = new Dictionary<char, long> { ['a'] = 0, ['b'] = 1, ['c'] = 2 };
var x = f(txtX, mapping);
var y = f(txtY, mapping);
Console.WriteLine($"{x[..5]}  {y[..5]}");

Generator.ManualSeed(43052);
var net = new Sequential(
    new Embedding(numEmbeddings: 3, embeddingDim: 1),
    new Tanh(),
    new Linear(inFeatures: 1, outFeatures: 3));
Train("abc", net, x, y);

// net[0] is the embedding, net[1] the tanh, net[2] the linear layer; net[..^1] is all but the last.
var hidden = net[..^1].Forward(x).Data;
var yhat = soft.Forward(net.Forward(x)).Data;
Show("abc", hidden, net.Forward(x).Data, yhat, "abc", 7);
if (arguments.IsPlotting) PlotEach();

// One number can be negative, positive or about zero, and there are three characters: the net takes 'a' as zero, 'b' as
// positive and 'c' as negative. Zero times any weight is zero, so what follows 'a' has to come from the biases alone.
var linear = (Linear)net[2];
Console.WriteLine(linear.Weight);
Console.WriteLine(linear.Bias);

// The step from the first picture to the second: scores = h Wᵀ + b.
var scores = hidden[..9].MatMul(linear.Weight.Data.T) + linear.Bias!.Data;
Console.WriteLine($"{hidden[..9].Shape} @ {linear.Weight.Data.T.Shape} -> {scores.Shape}");
published.Claim("abc: net(x) = hidden @ weight.T + bias", scores.AllClose(net.Forward(x).Data[..9]));

// The figures that the notebook reads off: the scores of a, b and c are h · weight + bias with
string[] weights = ["-4.6804", "0.3071", "5.2894"];
string[] biases = ["-1.5440", "0.9143", "-1.3970"];
for (var i = 0; i < 3; i++)
{
    Text($"abc: weight of '{"abc"[i]}'", weights[i], PythonNumber.Fixed(linear.Weight[i, 0].Item(), 4));
    Text($"abc: bias of '{"abc"[i]}'", biases[i], PythonNumber.Fixed(linear.Bias[i].Item(), 4));
}

// Large weights tell 'a' from 'c', and the 'b' in between is what the biases give for "neither". It works, but only
// just: one number has no room for more.
Probabilities("abc", yhat, [
    [0.0777f, 0.8444f, 0.0778f],
    [0.0001f, 0.0760f, 0.9239f],
    [0.9225f, 0.0775f, 0.0001f]]);

// ---------------------------------------------------------------- An aside: why does Linear keep the transpose?

// For y = x W + b the layer does not store W but A = Wᵀ, and computes y = x Aᵀ + b. To see why, look at how memory is
// laid out. It has no rows and columns: a matrix is a run of numbers with strides, which say how many bytes further the
// next index of each dimension is. NumPy counts bytes and this library elements, so one is the other times the size of
// an element.
static string Strides(Tensor a) => $"({string.Join(", ", a.Strides.ToArray().Select(stride => stride * a.DType.ItemSize()))})";

var _arr = Tensor.Arange(4).Reshape(2, 2);                     // one down is 16 bytes further, one to the right 8
published.Row("strides of a (2, 2) of int64", "(16, 8)", Strides(_arr));
_arr = Tensor.Arange(6).Reshape(3, 2);                         // more rows change nothing
published.Row("strides of a (3, 2) of int64", "(16, 8)", Strides(_arr));
_arr = Tensor.Arange(6).Reshape(2, 3);                         // longer rows do
published.Row("strides of a (2, 3) of int64", "(24, 8)", Strides(_arr));
_arr = Tensor.Arange(4, dtype: DType.Int8).Reshape(2, 2);      // and so do smaller elements: 8 bits are one byte
published.Row("strides of a (2, 2) of int8", "(2, 1)", Strides(_arr));
_arr = Tensor.Arange(4, dtype: DType.Float64).Reshape(2, 2);
published.Row("strides of a (2, 2) of float64", "(16, 8)", Strides(_arr));
_arr = Tensor.Arange(4, dtype: DType.Float32).Reshape(2, 2);
published.Row("strides of a (2, 2) of float32", "(8, 4)", Strides(_arr));

// A byte can tell 2⁸ = 256 things apart, so an int8 goes up to 127, and what is more wraps around: 300 − 256 = 44.
published.Row("np.array(55, dtype=np.int8)", "55", Tensor.From(55).To(DType.Int8).ToNumPyString());
published.Row("np.array(127, dtype=np.int8)", "127", Tensor.From(127).To(DType.Int8).ToNumPyString());
published.Row("np.array(300, dtype=np.int8)", "44", Tensor.From(300).To(DType.Int8).ToNumPyString());

// Now the answer. Reading adjacent memory is fast. Each output is the inner product of x, a row, with a column of W; as
// rows of A, those columns are adjacent in memory too. Viewing A as W costs nothing, because transposing exchanges two
// strides and moves no number.
_arr = Tensor.Arange(6).Reshape(3, 2);
Console.WriteLine($"A: {_arr.Shape} with strides {Strides(_arr)}; W = A.T: {_arr.T.Shape} with strides {Strides(_arr.T)}");

// ---------------------------------------------------------------- abcd: one hidden number is not enough

txt = string.Concat(Enumerable.Repeat("abcd", 100));
txtX = txt[..^1];
txtY = txt[1..];
mapping = new Dictionary<char, long> { ['a'] = 0, ['b'] = 1, ['c'] = 2, ['d'] = 3 };
x = f(txtX, mapping);
y = f(txtY, mapping);

// From random weights this net rarely learns anything, so the notebook sets some that are nearly right: h is a small
// and a large negative number, and a large and a small positive one.
net = new Sequential(
    new Embedding(numEmbeddings: 4, embeddingDim: 1),
    new Tanh(),
    new Linear(inFeatures: 1, outFeatures: 4));
net.Get<Embedding>(0).Weight.Data = Tensor.From([[-0.3333f], [-2.5000f], [5.0000f], [0.3333f]]);
net.Get<Linear>(^1).Weight.Data = Tensor.From([[1.5000f], [-6.0000f], [-2.0000f], [6.0000f]]);
net.Get<Linear>(^1).Bias!.Data = Tensor.From([0.1500f, -2.0000f, 0.1500f, -2.000f]);
var losses = Train("abcd, width 1, weights set by hand", net, x, y);
published.Row("abcd, width 1: first loss", 1.0207915, losses[0], tolerance: 5e-6, digits: 7);
Loss("abcd, width 1: last loss", 0.1661002, losses);

hidden = net[..^1].Forward(x).Data;
yhat = soft.Forward(net.Forward(x)).Data;
Show("abcd, width 1", hidden, net.Forward(x).Data, yhat, "abcd", 15);

// Every guess is right, and yet the notebook does not call this solved: two of the four h stay near zero and differ
// only a little.
Probabilities("abcd, width 1", yhat, [
    [0.0002f, 0.9001f, 0.0997f, 0.0000f],
    [0.1015f, 0.1030f, 0.7954f, 0.0002f],
    [0.0975f, 0.0000f, 0.0002f, 0.9022f],
    [0.7962f, 0.0002f, 0.1049f, 0.0986f]]);

// ---------------------------------------------------------------- abcd: two hidden numbers

Generator.ManualSeed(43052);
net = new Sequential(
    new Embedding(numEmbeddings: 4, embeddingDim: 2),
    new Tanh(),
    new Linear(inFeatures: 2, outFeatures: 4));
Loss("abcd, width 2: last loss", 0.0236968, Train("abcd, width 2", net, x, y));

// Two numbers, each clearly negative or clearly positive: four combinations for four characters.
hidden = net[..^1].Forward(x).Data;
yhat = soft.Forward(net.Forward(x)).Data;
Show("abcd, width 2", hidden, net.Forward(x).Data, yhat, "abcd", 7);
Probabilities("abcd, width 2", yhat, [
    [0.0096f, 0.9769f, 0.0134f, 0.0002f],
    [0.0001f, 0.0079f, 0.9781f, 0.0139f],
    [0.0152f, 0.0001f, 0.0081f, 0.9765f],
    [0.9749f, 0.0156f, 0.0001f, 0.0094f]]);

// ---------------------------------------------------------------- abcde: an exercise

txt = string.Concat(Enumerable.Repeat("abcde", 100));
txtX = txt[..^1];
txtY = txt[1..];
mapping = new Dictionary<char, long> { ['a'] = 0, ['b'] = 1, ['c'] = 2, ['d'] = 3, ['e'] = 4 };
x = f(txtX, mapping);
y = f(txtY, mapping);

// How many hidden numbers does a clean solution need? One distinguishes 2 characters, two 4, three 8. So three.
Generator.ManualSeed(43052);
net = new Sequential(
    new Embedding(numEmbeddings: 5, embeddingDim: 3),
    new Tanh(),
    new Linear(inFeatures: 3, outFeatures: 5));
Loss("abcde, width 3: last loss", 0.0117946, Train("abcde, width 3", net, x, y));

hidden = net[..^1].Forward(x).Data;
yhat = soft.Forward(net.Forward(x)).Data;
Show("abcde, width 3", hidden, net.Forward(x).Data, yhat, "abcde", 5);
Probabilities("abcde, width 3", yhat, [
    [0.0046f, 0.9926f, 0.0000f, 0.0019f, 0.0009f],
    [0.0015f, 0.0000f, 0.9845f, 0.0053f, 0.0088f],
    [0.0023f, 0.0014f, 0.0050f, 0.9884f, 0.0030f],
    [0.0000f, 0.0007f, 0.0111f, 0.0023f, 0.9859f],
    [0.9901f, 0.0049f, 0.0032f, 0.0016f, 0.0001f]]);

// ---------------------------------------------------------------- AbAcAd: no number of hidden numbers is enough

txt = string.Concat(Enumerable.Repeat("AbAcAd", 100));
txtX = txt[..^1];
txtY = txt[1..];
mapping = new Dictionary<char, long> { ['A'] = 0, ['b'] = 1, ['c'] = 2, ['d'] = 3 };
x = f(txtX, mapping);
y = f(txtY, mapping);

Generator.ManualSeed(43052);
net = new Sequential(
    new Embedding(numEmbeddings: 4, embeddingDim: 2),
    new Tanh(),
    new Linear(inFeatures: 2, outFeatures: 4));
Loss("AbAcAd, width 2: last loss", 0.5515294, Train("AbAcAd, width 2", net, x, y));

hidden = net[..^1].Forward(x).Data;
yhat = soft.Forward(net.Forward(x)).Data;
Show("AbAcAd, width 2", hidden, net.Forward(x).Data, yhat, "AbAcAd", 5);

// After 'A' comes b, c or d, each as often as the others, and the net learns just that: a third each. It fails, because
// the answer does not depend on this character but on the one before it.
Probabilities("AbAcAd, width 2", yhat, [
    [0.0012f, 0.3324f, 0.3335f, 0.3330f],
    [0.9982f, 0.0009f, 0.0004f, 0.0004f],
    [0.0012f, 0.3324f, 0.3335f, 0.3330f],
    [0.9990f, 0.0005f, 0.0003f, 0.0002f],
    [0.0012f, 0.3324f, 0.3335f, 0.3330f],
    [0.9984f, 0.0009f, 0.0003f, 0.0004f]]);

// One could feed it pairs of characters, Ab -> A, bA -> c, Ac -> A, and so on. But the next text might need three, and
// the number is not known in advance. A recurrent network does not need it: see examples/rnn.cs.

return published.Print();

// ---------------------------------------------------------------- What the notebook repeats for every net

// The training loop; it returns the loss of every epoch.
List<double> Train(string what, Sequential net, Tensor x, Tensor y)
{
    var lossFn = new CrossEntropyLoss();
    var optimizer = new Adam(net.Parameters());
    var losses = new List<double>();
    var progress = Progress.Range(arguments.Epochs, what);
    foreach (var epoch in progress)
    {
        // 1
        var yhat = net.Forward(x);
        // 2
        var loss = lossFn.Forward(yhat, y);
        // 3
        loss.Backward();
        // 4
        optimizer.Step();
        optimizer.ZeroGrad();

        losses.Add(loss.Item());
        progress.Set("loss", loss);
    }
    return losses;
}

// The picture [h | net(x) | ŷ], for one period of the text.
void Show(string title, Tensor hidden, Tensor scores, Tensor yhat, string period, double vmax)
{
    var combined = Tensor.Cat([hidden, scores, yhat], dim: 1);
    string[] columns =
    [
        .. Enumerable.Repeat("h", hidden.Size(1)),
        .. mapping.Keys.Select(c => $"y={c}?"),
        .. mapping.Keys.Select(c => $"P(y={c})"),
    ];
    Matshow.Print($"{title}: h, net(x), ŷ", combined[..period.Length], -vmax, vmax, columns, [.. period.Select(c => $"x={c}")]);
    if (arguments.IsPlotting) Plot(title.Replace(", width ", "-"), hidden, scores, yhat, combined, columns, vmax);
}

// The notebook's "Vis1" and "Vis2".
void Plot(string name, Tensor hidden, Tensor scores, Tensor yhat, Tensor combined, string[] columns, double vmax)
{
    var (fig, ax) = Plt.Subplots(1, 3, figsize: (15, 5));
    ax[0].Plot(hidden[..9], "--o");
    ax[0].SetTitle(@"$h := (tanh \circ linr_1)(x)$", size: 15);
    ax[1].Plot(scores[..9], "--o");
    ax[1].SetTitle(@"$net(x) := (linr_2 \circ tanh \circ linr_1)(x)$", size: 15);
    ax[2].Plot(yhat[..9], "--o");
    ax[2].SetTitle(@"$\hat{y}$ = softmax$(net(x))$", size: 15);
    fig.SupTitle(@"Vis1: $h, net(x), \hat{y}$", size: 20);
    arguments.SavePlot($"next_character-{name}-vis1");

    Plt.Matshow(combined[..15], vmin: -vmax, vmax: vmax, cmap: "bwr", figsize: (9, 9));
    Plt.XTicks(columns, size: 10);
    Plt.ColorBar();
    Plt.Title(@"Vis2: $[h | net(x) | \hat{y}]$", size: 20);
    arguments.SavePlot($"next_character-{name}-vis2");
}

// The three plots that the notebook begins with: one line a column, so one a class.
void PlotEach()
{
    foreach (var (what, values) in (ReadOnlySpan<(string, Tensor)>)[("hidden", hidden), ("net", net.Forward(x)), ("yhat", yhat)])
    {
        Plt.Plot(values[..9], "--o");
        arguments.SavePlot($"next_character-abc-{what}");
    }
}

// The rest compares with what the notebook shows and, where it shows only pictures, with what PyTorch gives from the
// same seed.

void Text(string what, string expected, string obtained)
{
    if (arguments.IsFull) published.Row(what, expected, obtained);
    else published.NotCompared(what, expected);
}

void Loss(string what, double expected, List<double> losses)
{
    if (arguments.IsFull) published.Row(what, expected, losses[^1], tolerance: 5e-6, digits: 7);
    else published.NotCompared(what, $"{expected:F7}");
}

void Probabilities(string what, Tensor yhat, float[][] expected)
{
    var claim = $"{what}: probabilities as PyTorch's, to 4 decimals";
    if (arguments.IsFull) published.Claim(claim, yhat[..expected.Length].AllClose(Tensor.From(expected), rtol: 0, atol: 6e-5));
    else published.NotCompared(claim, "yes");
}
