#:project ../src/Autograd.Plotting/Autograd.Plotting.csproj

// Pictures of two graphs: a small net, and the recurrent loop of examples/rnn.cs with its 599 steps folded into one.
//
//     dotnet run examples/graphs.cs                        writes into the folder for temporary files
//     dotnet run examples/graphs.cs -- --plot docs/images  the pictures of docs/plotting.md

using Autograd;
using Autograd.NN;
using Autograd.Plotting;

var plot = Array.IndexOf(args, "--plot");
var folder = plot >= 0 && plot + 1 < args.Length ? args[plot + 1] : Path.GetTempPath();
Directory.CreateDirectory(folder);

// ---------------------------------------------------------------- A net of three layers

Generator.ManualSeed(43052);
var net = new Sequential(
    new Linear(inFeatures: 784, outFeatures: 50),
    new ReLU(),
    new Linear(inFeatures: 50, outFeatures: 10));
var lossFn = new CrossEntropyLoss();
var loss = lossFn.Forward(net.Forward(Tensor.RandN(32, 784)), Tensor.Zeros([32], DType.Int64));
Save("graph-mlp", loss, net.NamedParameters(), new GraphPlotOptions { Title = "784, 50, 10", Gradients = GraphGradients.Norm });

// ---------------------------------------------------------------- 599 steps of a recurrent net

var x = F.OneHot(Tensor.Arange(600) % 4).Float();
var y = Tensor.Arange(1, 601) % 4;
var cell = new RecurrentCell();
var cook = new Linear(inFeatures: 2, outFeatures: 4);
loss = 0;
var ht = Tensor.Zeros(1, 2);
for (var t = 0; t < 599; t++)
{
    ht = cell.Forward(x[[t]], ht);
    loss = loss + lossFn.Forward(cook.Forward(ht), y[[t]]);
}

(string, Tensor)[] names = [.. cell.NamedParameters(), .. cook.NamedParameters().Select(p => ($"cook.{p.Name}", p.Parameter))];
Save("graph-rnn", loss, names, new GraphPlotOptions { Title = "599 steps" });
return 0;

void Save(string name, Tensor tensor, IEnumerable<(string, Tensor)> names, GraphPlotOptions options)
{
    var path = Path.Combine(folder, name + ".svg");
    tensor.SaveGraph(path, names, options);
    Console.WriteLine(path);
}

sealed class RecurrentCell : Module
{
    readonly Tanh _tanh = new();
    readonly Linear _i2h = new(inFeatures: 4, outFeatures: 2);
    readonly Linear _h2h = new(inFeatures: 2, outFeatures: 2);

    public Tensor Forward(Tensor x, Tensor hidden) => _tanh.Forward(_i2h.Forward(x) + _h2h.Forward(hidden));
}
