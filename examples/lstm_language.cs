#:project Common/Common.csproj

// An LSTM learns a poem by heart, character by character, and then writes.
//
//     dotnet run examples/lstm_language.cs
//
// The poem is Lewis Carroll's "The Walrus and the Carpenter". It is cut into eight streams that are read side by side,
// 40 characters a step; the state goes from one step to the next, the gradient does not. An epoch is the whole poem,
// ten steps. tests/fixtures/ports/lstm_language.py is the same program in PyTorch; what it printed is in the table
// beside what this one obtained.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

const int streams = 8, length = 40;
const double maxNorm = 1;

var arguments = new Arguments(args, fullEpochs: 60);
var published = new Published("An LSTM that learns a poem", column: "PyTorch");
Generator.ManualSeed(0);

// ---------------------------------------------------------------- The data

var text = File.ReadAllText(Files.Find("data/text/walrus.txt"));
var vocabulary = new CharVocabulary(text);
var indices = vocabulary.Encode(text);

// Streams in columns, time in rows; the target of each character is the one after it.
var steps = (text.Length - 1) / (streams * length);
var used = steps * streams * length;
var inputs = indices[..used].Reshape(streams, -1).T;
var targets = indices[1..(used + 1)].Reshape(streams, -1).T;
Console.WriteLine($"{text.Length} characters, {vocabulary.Count} of them different; {steps} steps an epoch");

// ---------------------------------------------------------------- Training

var model = new Language(vocabulary.Count);
var optimizer = new Adam(model.Parameters(), lr: 0.005);

var losses = new List<double>();
var norms = new List<double>();
var averages = new List<double>();
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    (Tensor Hidden, Tensor Cell)? state = null;
    for (var step = 0; step < steps; step++)
    {
        var rows = (step * length)..((step + 1) * length);
        optimizer.ZeroGrad();
        var (scores, (h, c)) = model.Forward(inputs[rows], state);
        state = (h.Detach(), c.Detach());
        var loss = F.CrossEntropy(scores.Reshape(-1, vocabulary.Count), targets[rows].Reshape(-1));
        loss.Backward();
        norms.Add(Utils.ClipGradNorm(model.Parameters(), maxNorm).Item());
        optimizer.Step();
        losses.Add(loss.Item());
    }

    averages.Add(losses.TakeLast(steps).Average());
    progress.Set("loss", averages[^1]);
    if (epoch % 10 == 9)
        Progress.Write($"epoch {epoch + 1}: loss {averages[^1]:F4}\n    {Write("The", 60).ReplaceLineEndings(" / ")}");
}

Console.WriteLine($"\n{Write("The", 300)}");
if (arguments.IsPlotting) PlotLoss();

published.Series("loss, as PyTorch's",
    [3.9293072, 3.8519382, 3.7206440, 3.4637446, 3.2162209, 3.2501061, 3.1622081, 3.4052818, 3.1790581, 3.1051495,
     3.0127916, 3.1025863, 3.0165391, 2.9972432, 2.9351745, 2.9355261, 2.8958678, 3.0321848, 2.8657422, 2.8014264],
    losses, tolerance: 1e-5);
published.Series("norm of the gradients, as PyTorch's",
    [0.2920634, 0.2883271, 0.4139287, 0.5942172, 0.5264744, 0.8039135, 0.5552725, 0.7169028, 0.5327886, 0.4945742,
     0.4487746, 0.4011387, 0.4681493, 0.3386908, 0.3852457, 0.3547347, 0.3418190, 0.3816997, 0.3340540, 0.3171565],
    norms, tolerance: 1e-5);

// Rounding alone leads two runs apart.
foreach (var (epoch, average, low, high) in (ReadOnlySpan<(int, double, double, double)>)
    [(10, 1.8361, 1.81, 1.86), (30, 0.6540, 0.55, 0.75), (60, 0.0576, 0.03, 0.12)])
{
    var what = $"average loss of epoch {epoch}";
    if (arguments.Epochs >= epoch) published.Band(what, average, averages[epoch - 1], low, high);
    else published.NotCompared(what, $"{average:F4}");
}

return published.Print();

// Goes on from a beginning. Scores divided by a temperature below 1 make likely characters more likely still. The draws
// are from a stream of their own, so that writing in between changes nothing.
string Write(string beginning, int count, double temperature = 0.5)
{
    using var _ = GradMode.NoGrad();
    var generator = new Generator(0);
    var written = beginning;
    (Tensor, Tensor)? state = null;
    var scores = Read(written);
    for (var i = 0; i < count; i++)
    {
        var probabilities = (scores / temperature).Softmax(dim: 0);
        written += vocabulary.Decode(Tensor.Multinomial(probabilities, 1, generator: generator));
        scores = Read(written[^1..]);
    }

    return written;

    // The scores of the character after these.
    Tensor Read(string read)
    {
        var x = vocabulary.Encode(read).Unsqueeze(1);
        (var scores, state) = model.Forward(x, state);
        return scores[-1, 0];
    }
}

void PlotLoss()
{
    Plt.Figure(figsize: (8, 4));
    Plt.Plot(averages, label: "cross-entropy of a character");
    Plt.XLabel("epoch");
    Plt.YLabel("loss");
    Plt.Legend();
    Plt.Grid();
    arguments.SavePlot("lstm_language-loss");
}

sealed class Language(int characters) : Module
{
    readonly Embedding _embedding = new(characters, 32);
    readonly LSTM _lstm = new(32, 128);
    readonly Linear _decoder = new(128, characters);

    public (Tensor Scores, (Tensor Hidden, Tensor Cell) State) Forward(Tensor x, (Tensor Hidden, Tensor Cell)? state)
    {
        var (output, next) = _lstm.Forward(_embedding.Forward(x), state);
        return (_decoder.Forward(output), next);
    }
}
