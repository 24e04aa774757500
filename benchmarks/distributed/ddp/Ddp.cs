using System.Diagnostics;
using System.Globalization;
using Autograd;
using Autograd.Distributed;
using Autograd.NN;

// A training step of an MLP, 1024 wide, with 25 MB of gradients, on all ranks of the job together:
//   mpirun -n 2 dotnet Autograd.Distributed.Ddp.dll [batch] [steps]
// A job of one rank trains the whole batch; ddp.py beside this is the same on PyTorch and mpi4py.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var batch = args.Length > 0 ? int.Parse(args[0]) : 256;
var steps = args.Length > 1 ? int.Parse(args[1]) : 30;
Distributed.Init(TimeSpan.FromMinutes(2));
var (rank, ranks) = (Distributed.Rank, Distributed.WorldSize);
if (ranks > 1) Threading.NumThreads = 1;

Generator.ManualSeed(rank);
const int Width = 1024;
const int Layers = 6;
var x = Tensor.RandN(batch / ranks, Width);
var y = Tensor.RandInt(Width, Shape.Create(batch / ranks));
var net = new Sequential([.. Enumerable.Range(0, (2 * Layers) - 1).Select(UnaryModule (i) => i % 2 == 0 ? new Linear(Width, Width) : new ReLU())]);
var model = new DistributedDataParallel(net);
var optimizer = new SGD(model.Parameters(), lr: 0.01, momentum: 0.9);

var inside = new List<double>();
var after = new List<double>();
var none = new List<double>();
for (var step = -3; step < steps; step++)
{
    // Side by side, so that what else the machine does meets all of them.
    var (a, b, c) = (Time(Inside), Time(After), Time(Alone));
    if (step < 0) continue;
    inside.Add(a);
    after.Add(b);
    none.Add(c);
}

if (rank != 0) return;
Console.WriteLine($"{ranks} ranks, batch {batch}, {Threading.NumThreads} threads a rank, ms a step: minimum, median");
Print("reduced inside of the pass", inside);
if (ranks == 1) return;
Print("reduced after the pass", after);
Print("not reduced", none);

double Time(Action step)
{
    Distributed.Barrier();
    var start = Stopwatch.GetTimestamp();
    step();
    Distributed.Barrier();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

void Inside()
{
    optimizer.ZeroGrad();
    F.CrossEntropy(model.Forward(x), y).Backward();
    optimizer.Step();
}

void After()
{
    optimizer.ZeroGrad();
    using (model.NoSync()) F.CrossEntropy(model.Forward(x), y).Backward();
    foreach (var parameter in net.Parameters()) Distributed.AllReduce(parameter.Grad!, ReduceOp.Mean);
    optimizer.Step();
}

void Alone()
{
    optimizer.ZeroGrad();
    using (model.NoSync()) F.CrossEntropy(model.Forward(x), y).Backward();
    optimizer.Step();
}

static void Print(string name, List<double> times) =>
    Console.WriteLine($"  {name,-28} {times.Min(),8:f1} {times.Order().ElementAt(times.Count / 2),8:f1}");
