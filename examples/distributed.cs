#:project Common/Common.csproj
#:project ../src/Autograd.Distributed/Autograd.Distributed.csproj

// One script for one process or many: digits are read by a net that any number of processes train together.
//
//     dotnet run examples/distributed.cs                             alone
//     dotnet build examples/distributed.cs                           then, by Open MPI or MPICH, four processes:
//     mpirun -n 4 dotnet run --no-build examples/distributed.cs
//     mpirun -n 4 dotnet run --no-build examples/distributed.cs -- --stop      ends in the middle; start it again without --stop
//
// Every process takes its share of each batch of 128 images, so the weights are those of one process up to rounding,
// whatever their number. Rank 0 alone shows progress and writes checkpoints, from which any number of processes goes on.

using Autograd;
using Autograd.Data;
using Autograd.Distributed;
using Autograd.Examples;
using Autograd.IO;
using Autograd.NN;

const int images = 12_800, batchSize = 128;

Distributed.Init(timeout: TimeSpan.FromMinutes(5));
var (rank, ranks) = (Distributed.Rank, Distributed.WorldSize);
var arguments = new Arguments(args, fullEpochs: 5, "--stop");
if (batchSize % ranks != 0)
{
    if (rank == 0) Console.Error.WriteLine($"{batchSize} images a batch for {ranks} processes; use a number that divides them");
    return 2;
}

var folder = Path.Combine(Path.GetTempPath(), $"autograd-distributed-{arguments.Epochs}");
var mnist = Mnist.Load(Files.Find("data/mnist"));
var data = new TensorDataset(mnist.TrainImages[..images].Reshape(images, 784).Float() / 255, mnist.TrainLabels[..images].Long());

// ---------------------------------------------------------------- The net, the same in every process

Generator.ManualSeed(0);
var net = new Sequential(new Linear(784, 100), new ReLU(), new Linear(100, 10));
var model = new DistributedDataParallel(net, deterministic: true);
var optimizer = new Adam(net.Parameters(), lr: 0.002);

// Of every batch a process takes every ranks-th image.
var sampler = new DistributedSampler(images, ranks, rank);
var loader = new DataLoader<Tensor[]>(data, batchSize / ranks, sampler: sampler);

// ---------------------------------------------------------------- Where an earlier run stopped

// All read the same file; a cluster's processes need a folder that they share.
var checkpoints = new CheckpointManager(folder);
checkpoints.Add("net", net);
checkpoints.Add("optimizer", optimizer);
var first = checkpoints.Resume() is { } resumed ? (int)resumed.Step : 0;
Log(first == 0 ? $"{images} images, {images / ranks} of them here" : $"goes on after epoch {first}");

// ---------------------------------------------------------------- Training

double loss = 0, accuracy = 0;
for (var epoch = first; epoch < arguments.Epochs; epoch++)
{
    sampler.SetEpoch(epoch);
    var sum = Tensor.Zeros(1);
    var progress = rank == 0 ? Progress.Of(loader, $"epoch {epoch + 1}") : null;
    foreach (var batch in progress ?? (IEnumerable<Tensor[]>)loader)
    {
        optimizer.ZeroGrad();
        var ofBatch = F.CrossEntropy(model.Forward(batch[0]), batch[1]);
        ofBatch.Backward();
        optimizer.Step();
        sum += ofBatch.Detach();
    }

    Distributed.AllReduce(sum, ReduceOp.Mean);
    loss = sum.Item() / (images / batchSize);
    accuracy = Accuracy();
    if (rank == 0)
    {
        Log($"epoch {epoch + 1}: loss {loss:F5}, reads {accuracy:P2} of the test digits");
        checkpoints.Save(epoch + 1);
    }

    Distributed.Barrier();
    if (arguments.Has("--stop") && epoch + 1 == Math.Max(1, arguments.Epochs / 2))
    {
        Log("stops; start again to go on");
        return 0;
    }
}

if (rank != 0) return 0;
Directory.Delete(folder, recursive: true);
var published = new Published($"Digits, read by {ranks} {(ranks == 1 ? "process" : "processes")}", "wanted");
published.Claim("reads nine of ten test digits", accuracy > 0.9);
return published.Print();

// Each process reads its part of the test images; the counts are summed.
double Accuracy()
{
    using var _ = GradMode.NoGrad();
    var (own, labels) = (mnist.TestImages.TensorSplit(ranks)[rank], mnist.TestLabels.TensorSplit(ranks)[rank]);
    var right = net.Forward(own.Reshape(-1, 784).Float() / 255).ArgMax(dim: 1).Eq(labels.Long()).Float().Sum();
    Distributed.AllReduce(right);
    return right.Item() / mnist.TestImages.Size(0);
}

void Log(string text) => Console.WriteLine($"[rank {rank} of {ranks}] {text}");
