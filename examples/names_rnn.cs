#:project Common/Common.csproj

// Which language is a surname from? A recurrent network reads the letters one after the other and answers after the
// last.
//
//     dotnet run examples/names_rnn.cs
//
// It knows 50 names of each of six languages, and is asked about ten more of each. An epoch shows it every name once.
// tests/fixtures/ports/names_rnn.py is the same program in PyTorch; what it printed is in the table beside what this
// one obtained.

using Autograd;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Plotting;

var arguments = new Arguments(args, fullEpochs: 10);
var published = new Published("A character RNN that tells the language of a surname", column: "PyTorch");
Generator.ManualSeed(0);

// ---------------------------------------------------------------- The data: data/names/surnames.txt, a language a line

const int heldOut = 10;
var languages = new List<string>();
List<(Tensor X, Tensor Y)> train = [], test = [];
foreach (var line in File.ReadLines(Files.Find("data/names/surnames.txt")))
{
    var (language, names) = line.Split(": ") switch { var parts => (parts[0], parts[1].Split(' ')) };
    var order = Tensor.RandPerm(names.Length).ToArray<long>();
    var label = Tensor.From([(long)languages.Count]);
    languages.Add(language);
    test.AddRange(order[..heldOut].Select(i => (Encode(names[i]), label)));
    train.AddRange(order[heldOut..].Select(i => (Encode(names[i]), label)));
}

// A row for each letter: 1 in the column of that letter, 0 elsewhere.
Tensor Encode(string name)
{
    var letters = name.ToLowerInvariant().Select(c => (long)(c - 'a')).ToArray();
    return F.OneHot(Tensor.From(letters), numClasses: 26).Float();
}

// ---------------------------------------------------------------- Training

var model = new NameRnn(letters: 26, hidden: 128, languages.Count);
var optimizer = new Adam(model.Parameters(), lr: 0.001);

var losses = new List<double>();
var averages = new List<double>();
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var epoch in progress)
{
    foreach (var i in Tensor.RandPerm(train.Count).ToArray<long>())
    {
        var (x, y) = train[(int)i];
        optimizer.ZeroGrad();
        var loss = F.NllLoss(model.Forward(x), y);
        loss.Backward();
        optimizer.Step();
        losses.Add(loss.Item());
    }

    averages.Add(losses.TakeLast(train.Count).Average());
    progress.Set("loss", averages[^1]);
    Progress.Write($"epoch {epoch + 1}: loss {averages[^1]:F4}, right of the new names {Accuracy(Confusion(test)):F4}");
}

// ---------------------------------------------------------------- What it learned

// How many names of each language (a row) were taken for each language (a column).
Tensor Confusion(List<(Tensor X, Tensor Y)> names)
{
    using var _ = GradMode.NoGrad();
    var counts = Tensor.Zeros(languages.Count, languages.Count);
    foreach (var (x, y) in names) counts[(int)y.Item(), (int)model.Forward(x).ArgMax().Item()] += 1;
    return counts;
}

static double Accuracy(Tensor confusion) => confusion.Diagonal().Sum().Item() / confusion.Sum().Item();

var ofTrain = Confusion(train);
var ofTest = Confusion(test);
Matshow.Print(
    "new names: their language in rows, the answer in columns", ofTest, 0, heldOut, languages, languages, format: "F0");
if (arguments.IsPlotting) PlotConfusion();

published.Series("loss, as PyTorch's",
    [1.7094494, 1.9417466, 1.9575649, 1.8542148, 1.7896842, 1.7267009, 1.7576375, 1.9021481, 1.7642599, 1.9557803,
     1.8760180, 1.7152920, 1.5465100, 1.9364665, 1.7407125, 1.7828680, 1.5437177, 1.8398840, 1.7487006, 1.5345694],
    losses, tolerance: 1e-5);
published.Row("average loss of epoch 1, as PyTorch's", 1.5892544, averages[0], tolerance: 1e-4, digits: 7);

// Single names in random order are rough steps, and rounding alone leads two runs apart; hence bands. Chance is 1 in 6.
const string averageLine = "average loss of epoch 10";
const string trainLine = "right of the known names", testLine = "right of the new names";
if (arguments.IsFull)
{
    published.Band(averageLine, 0.4267, averages[9], 0.38, 0.47);
    published.Band(trainLine, 0.9300, Accuracy(ofTrain), 0.87, 1);
    published.Band(testLine, 0.5833, Accuracy(ofTest), 0.48, 0.68);
}
else
{
    published.NotCompared(averageLine, "0.4267");
    published.NotCompared(trainLine, "0.9300");
    published.NotCompared(testLine, "0.5833");
}

return published.Print();

void PlotConfusion()
{
    Plt.Matshow(ofTest, cmap: "Blues", annot: true, fmt: "F0");
    Plt.XTicks([0, 1, 2, 3, 4, 5], languages);
    Plt.YTicks([0, 1, 2, 3, 4, 5], languages);
    Plt.Title("Names that the net has not seen: answers by language");
    arguments.SavePlot("names_rnn-confusion");
}

sealed class NameRnn(int letters, int hidden, int languages) : Module
{
    readonly RNN _rnn = new(letters, hidden);
    readonly Linear _h2o = new(hidden, languages);

    // The logarithms of the languages' probabilities, as a batch of one, from the state after the last letter.
    public Tensor Forward(Tensor x)
    {
        var (output, _) = _rnn.Forward(x);
        return F.LogSoftmax(_h2o.Forward(output[^1..]), dim: 1);
    }
}
