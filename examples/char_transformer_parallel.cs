#:project Common/Common.csproj
#:project ../src/Autograd.Distributed/Autograd.Distributed.csproj

// The GPT of char_transformer.cs, cut over processes: each has some heads of the attention, some features of the
// perceptrons and some rows of the table of characters, so that the net may be wider than one process holds.
//
//     dotnet run examples/char_transformer_parallel.cs
//     dotnet build examples/char_transformer_parallel.cs
//     mpirun -n 4 dotnet run --no-build examples/char_transformer_parallel.cs
//
// From the same seed all numbers of processes, up to the four of the heads, see the same pieces of the book, draw the
// same weights and drop the same elements: the losses are those that char_transformer.cs has in common with PyTorch.

using Autograd;
using Autograd.Data;
using Autograd.Distributed;
using Autograd.Examples;
using Autograd.NN;

const int epochSteps = 10, batch = 16, context = 64, warmup = 100;
const double maxRate = 3e-3, maxNorm = 1;

Distributed.Init(timeout: TimeSpan.FromMinutes(5));
var (rank, ranks) = (Distributed.Rank, Distributed.WorldSize);
var arguments = new Arguments(args, fullEpochs: 2);
Generator.ManualSeed(0);

var text = File.ReadAllText(Files.Find("data/text/alice.txt"));
var vocabulary = new CharVocabulary(text);
var train = new TextCorpus(vocabulary.Encode(text)[..(text.Length * 9 / 10)], context);

var model = new Gpt(vocabulary.Count, context, width: 128, heads: 4, layers: 4, dropout: 0.1);
var parameters = model.Parameters();
Console.WriteLine($"[rank {rank} of {ranks}] {parameters.Sum(p => p.Numel)} parameters here");
var lossFn = new VocabParallelCrossEntropy(vocabulary.Count);
var optimizer = new AdamW(
    [
        new AdamGroup(parameters.Where(p => p.NDim > 1)) { WeightDecay = 0.1 },
        new AdamGroup(parameters.Where(p => p.NDim == 1)) { WeightDecay = 0 },
    ],
    lr: maxRate, betas: (0.9, 0.99));
var schedule = new LambdaLR(optimizer, step => (step + 1.0) / warmup);

var losses = new List<double>();
var norms = new List<double>();
for (var step = 0; step < arguments.Epochs * epochSteps; step++)
{
    // Every process draws the same pieces.
    var (x, y) = train.GetBatch(Tensor.RandInt(train.Count, batch).ToArray<int>());
    optimizer.ZeroGrad();
    var loss = lossFn.Forward(model.Forward(x), y);
    loss.Backward();
    norms.Add(TensorParallel.ClipGradNorm(model, maxNorm).Item());
    optimizer.Step();
    schedule.Step();
    losses.Add(loss.Item());
    if (rank == 0 && step % 5 == 4) Console.WriteLine($"[rank {rank} of {ranks}] step {step + 1}: loss {loss.Item():F4}");
}

// The whole net, as char_transformer.cs has it, for a file; every process takes part.
var state = TensorParallel.FullStateDict(model);
if (rank != 0) return 0;

var published = new Published($"A small GPT, cut over {ranks} {(ranks == 1 ? "process" : "processes")}", "PyTorch, uncut");
published.Series("loss",
    [4.1904521, 4.1564689, 4.0595994, 3.9474051, 3.8704278, 3.8040223, 3.7062128, 3.6470382, 3.6596859, 3.6066232,
     3.5852077, 3.5788474, 3.5401208, 3.4788854, 3.4304082, 3.3820915, 3.3548663, 3.3185430, 3.2306390, 3.2103028],
    losses, tolerance: 1e-4);
published.Series("norm of the whole gradient",
    [4.4999895, 4.4368558, 4.4280038, 3.5912721, 2.7891786, 2.2821257, 2.1015329, 2.0296891, 1.8182007, 1.8904684,
     1.8315938, 1.7092824, 1.6407316, 1.6375166, 1.6787732, 1.6579603, 5.0849538, 1.7685364, 1.7871670, 1.5335823],
    norms, tolerance: 1e-4);
published.Row("parameters of the whole net", "809856", $"{state.Where(named => named.Key != "head.weight").Sum(named => named.Value.Numel)}");
published.Row("the table of characters", "(65, 128)", $"{state["tokens.weight"].Shape}");
return published.Print();

sealed class Gpt : Module
{
    readonly VocabParallelEmbedding _tokens;
    readonly Embedding _positions;
    readonly Dropout _dropout;
    readonly Blocks _blocks;
    readonly ColumnParallelLinear _head;

    public Gpt(int characters, int context, int width, int heads, int layers, double dropout)
    {
        _tokens = new VocabParallelEmbedding(characters, width);
        _positions = new Embedding(context, width);
        _dropout = new Dropout(dropout);
        _blocks = new Blocks(width, heads, layers, dropout);

        // A process scores the characters whose rows it has.
        _head = new ColumnParallelLinear(width, characters, bias: false, gatherOutput: false) { Weight = _tokens.Weight };
        TensorParallel.Initialize(this, (name, whole) =>
        {
            var ends = name.EndsWith("out_proj.weight") || name.EndsWith("linear2.weight");
            if (name.EndsWith("bias")) Init.Zeros(whole);
            else if (whole.NDim > 1) Init.Normal(whole, std: ends ? 0.02 / Math.Sqrt(2 * layers) : 0.02);
        });
    }

    // This process' part of the scores of the character after each.
    public Tensor Forward(Tensor x)
    {
        var hidden = _tokens.Forward(x) + _positions.Forward(Tensor.Arange(x.Shape[^1]));
        return _head.Forward(_blocks.Forward(_dropout.Forward(hidden)));
    }
}

sealed class Blocks : Module
{
    readonly ParallelTransformerEncoderLayer[] _layers;
    readonly LayerNorm _norm;

    public Blocks(int width, int heads, int layers, double dropout)
    {
        // TransformerEncoder copies its first layer, so the others draw nothing.
        ParallelTransformerEncoderLayer Layer() => new(
            width, heads, dimFeedforward: 4 * width, dropout, x => x.Gelu(), batchFirst: true, normFirst: true);
        var drawn = Layer();
        var after = Generator.Default.GetState();
        _layers = [drawn, .. Enumerable.Range(1, layers - 1).Select(_ => Layer())];
        Generator.Default.SetState(after);
        _norm = new LayerNorm(width);
    }

    public Tensor Forward(Tensor x)
    {
        foreach (var layer in _layers) x = layer.Forward(x, isCausal: true);
        return _norm.Forward(x);
    }
}
