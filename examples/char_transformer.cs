#:project Common/Common.csproj

// A small GPT reads "Alice's Adventures in Wonderland", character by character, and then writes.
//
//     dotnet run examples/char_transformer.cs
//
// Four layers of a transformer, 128 wide, see 64 characters and say which comes next after each; the last tenth of the
// book is kept from it. An epoch is 50 steps, each on 16 pieces from random places. What training such a net takes is
// all here: weight decay for the matrices alone, a rate that warms up and falls along a cosine, clipped gradients, one
// matrix for reading and writing characters. tests/fixtures/ports/char_transformer.py is the same program in PyTorch;
// what it printed is in the table beside what this one obtained.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

const int epochSteps = 50, batch = 16, context = 64;
const double maxRate = 3e-3, lastFactor = 0.05, maxNorm = 1;
const int warmup = 100;

var arguments = new Arguments(args, fullEpochs: 60);
var published = new Published("A small GPT that reads Alice in Wonderland");
Generator.ManualSeed(0);

// ---------------------------------------------------------------- The data

var text = File.ReadAllText(Files.Find("data/text/alice.txt"));
var vocabulary = new CharVocabulary(text);
var indices = vocabulary.Encode(text);
var split = text.Length * 9 / 10;
var train = new TextCorpus(indices[..split], context);
var test = indices[split..];

// ---------------------------------------------------------------- The net, the optimizer, the rate

var model = new Gpt(vocabulary.Count, context, width: 128, heads: 4, layers: 4, dropout: 0.1);
var parameters = model.Parameters();
Console.WriteLine(
    $"{text.Length} characters, {vocabulary.Count} of them different; {parameters.Sum(p => p.Numel)} parameters");

var optimizer = new AdamW(
    [
        new AdamGroup(parameters.Where(p => p.NDim > 1)) { WeightDecay = 0.1 },
        new AdamGroup(parameters.Where(p => p.NDim == 1)) { WeightDecay = 0 },
    ],
    lr: maxRate, betas: (0.9, 0.99));
var schedule = new LambdaLR(optimizer, Factor);

// Of the rate at a step: up in a straight line, down along half a cosine.
double Factor(int step)
{
    if (step < warmup) return (step + 1.0) / warmup;
    var progress = (step - warmup) / (double)((arguments.FullEpochs * epochSteps) - warmup);
    return lastFactor + ((1 - lastFactor) * (1 + Math.Cos(Math.PI * progress)) / 2);
}

// ---------------------------------------------------------------- Training

var losses = new List<double>();
var norms = new List<double>();
var averages = new List<double>();
var testLosses = new List<double>();
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    for (var step = 0; step < epochSteps; step++)
    {
        var (x, y) = train.GetBatch(Tensor.RandInt(train.Count, batch).ToArray<int>());
        optimizer.ZeroGrad();
        var loss = F.CrossEntropy(model.Forward(x).Flatten(0, 1), y.Flatten());
        loss.Backward();
        norms.Add(Utils.ClipGradNorm(parameters, maxNorm).Item());
        optimizer.Step();
        schedule.Step();
        losses.Add(loss.Item());
    }

    averages.Add(losses.TakeLast(epochSteps).Average());
    testLosses.Add(Evaluate(test));
    progress.Set("loss", averages[^1]);
    if (epoch % 10 == 9) Progress.Write($"epoch {epoch + 1}: loss {averages[^1]:F4}, of the kept tenth {testLosses[^1]:F4}");
}

Console.WriteLine($"\n{Write("Alice ", arguments.IsFull ? 1000 : 200)}");
if (arguments.IsPlotting) PlotLoss();

published.Series("loss, as PyTorch's",
    [4.1904521, 4.1564689, 4.0595994, 3.9474051, 3.8704278, 3.8040223, 3.7062128, 3.6470382, 3.6596859, 3.6066232,
     3.5852077, 3.5788474, 3.5401208, 3.4788854, 3.4304082, 3.3820915, 3.3548663, 3.3185430, 3.2306390, 3.2103028],
    losses, tolerance: 1e-4);
published.Series("norm of the gradients, as PyTorch's",
    [4.4999895, 4.4368558, 4.4280038, 3.5912721, 2.7891786, 2.2821257, 2.1015329, 2.0296891, 1.8182007, 1.8904684,
     1.8315938, 1.7092824, 1.6407316, 1.6375166, 1.6787732, 1.6579603, 5.0849538, 1.7685364, 1.7871670, 1.5335823],
    norms, tolerance: 1e-4);
published.Row("average loss of epoch 1, as PyTorch's", 3.15499, averages[0], tolerance: 1e-4, digits: 5);
published.Row("loss of the kept tenth after it, as PyTorch's", 2.65884, testLosses[0], tolerance: 1e-3, digits: 5);

// Rounding alone leads two runs apart.
foreach (var (epoch, average, kept) in (ReadOnlySpan<(int, double, double)>)
    [(10, 2.00795, 1.95233), (20, 1.76854, 1.70605), (30, 1.61956, 1.61827)])
{
    var (what, ofKept) = ($"average loss of epoch {epoch}", $"loss of the kept tenth after epoch {epoch}");
    if (arguments.Epochs >= epoch)
    {
        published.Band(what, average, averages[epoch - 1], Math.Round(average - 0.02, 2), Math.Round(average + 0.02, 2));
        published.Band(ofKept, kept, testLosses[epoch - 1], Math.Round(kept - 0.02, 2), Math.Round(kept + 0.02, 2));
    }
    else
    {
        published.NotCompared(what, $"{average:F4}");
        published.NotCompared(ofKept, $"{kept:F4}");
    }
}

return published.Print();

// The mean loss of a text, cut into pieces.
double Evaluate(Tensor read)
{
    using var _ = GradMode.NoGrad();
    model.Eval();
    var used = (read.Numel - 1) / context * context;
    var scores = model.Forward(read[..used].Reshape(-1, context));
    model.Train();
    return F.CrossEntropy(scores.Flatten(0, 1), read[1..(used + 1)]).Item();
}

// Goes on from a beginning: one of the likeliest characters after what the net can see of it. A temperature below 1
// makes likely ones more likely still. The draws are from a stream of their own, so that writing changes nothing.
string Write(string beginning, int count, double temperature = 0.8, int topK = 10)
{
    using var _ = GradMode.NoGrad();
    model.Eval();
    var generator = new Generator(0);
    var written = beginning;
    for (var i = 0; i < count; i++)
    {
        var seen = vocabulary.Encode(written.Length > context ? written[^context..] : written);
        var (scores, candidates) = model.Forward(seen.Unsqueeze(0))[0, -1].TopK(topK);
        var drawn = Tensor.Multinomial((scores / temperature).Softmax(dim: 0), 1, generator: generator);
        written += vocabulary.Decode(candidates[drawn]);
    }

    model.Train();
    return written;
}

void PlotLoss()
{
    Plt.Figure(figsize: (8, 4));
    Plt.Plot(averages, label: "of what it reads");
    Plt.Plot(testLosses, label: "of the kept tenth");
    Plt.XLabel("epoch");
    Plt.YLabel("cross-entropy of a character");
    Plt.Legend();
    Plt.Grid();
    arguments.SavePlot("char_transformer-loss");
}

sealed class Gpt : Module
{
    readonly Embedding _tokens, _positions;
    readonly Dropout _dropout;
    readonly TransformerEncoder _blocks;
    readonly Linear _head;

    public Gpt(int characters, int context, int width, int heads, int layers, double dropout)
    {
        _tokens = new Embedding(characters, width);
        _positions = new Embedding(context, width);
        _dropout = new Dropout(dropout);
        var layer = new TransformerEncoderLayer(
            width, heads, dimFeedforward: 4 * width, dropout, new GELU(), batchFirst: true, normFirst: true);
        _blocks = new TransformerEncoder(layer, layers, new LayerNorm(width));

        // The row that stands for a character where it is read is what scores it where it is written.
        _head = new Linear(width, characters, bias: false) { Weight = _tokens.Weight };

        // What ends a branch of a layer is added to the stream, so the more layers there are, the smaller it starts.
        foreach (var (name, parameter) in NamedParameters())
        {
            var ends = name.EndsWith("out_proj.weight") || name.EndsWith("linear2.weight");
            if (name.EndsWith("bias")) Init.Zeros(parameter);
            else if (parameter.NDim > 1) Init.Normal(parameter, std: ends ? 0.02 / Math.Sqrt(2 * layers) : 0.02);
        }
    }

    // The scores of the character after each.
    public Tensor Forward(Tensor x)
    {
        var hidden = _tokens.Forward(x) + _positions.Forward(Tensor.Arange(x.Shape[^1]));
        return _head.Forward(_blocks.Forward(_dropout.Forward(hidden), isCausal: true));
    }
}
