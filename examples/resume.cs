#:project Common/Common.csproj

// A run of training that is killed and started again goes on where it was, to the same bits.
//
//     dotnet run examples/resume.cs                kill it at any moment (Ctrl+C, kill -9, a power cut), and start it again
//     dotnet run examples/resume.cs -- --kill      kills itself in the middle
//
// Dropout, the order of the images, the learning rate and Adam's means all go on: the losses are those of a run that was
// never stopped, which the program computes at the end to compare. The checkpoints are in the system's folder of
// temporary files, and are deleted when the run is complete.

using System.Diagnostics;
using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.IO;
using Autograd.NN;

const int images = 2000, batchSize = 100;

var arguments = new Arguments(args, fullEpochs: 20, "--kill");
var folder = Path.Combine(Path.GetTempPath(), $"autograd-resume-{arguments.Epochs}");
var mnist = Mnist.Load(Files.Find("data/mnist"));
var x = mnist.TrainImages[..images].Reshape(images, 784).Float() / 255;
var y = mnist.TrainLabels[..images].Long();

var losses = Train(new CheckpointManager(folder));
Directory.Delete(folder, recursive: true);

Console.WriteLine("the same without a stop:");
var undisturbed = Train(checkpoints: null);
var published = new Published("A run that is killed and started again");
published.Claim("its losses are bit for bit those of a run that never stopped", losses.SequenceEqual(undisturbed));
return published.Print();

// Trains a net, from its last checkpoint on if there is one, and returns the loss of each epoch.
List<double> Train(CheckpointManager? checkpoints)
{
    Generator.ManualSeed(0);
    var net = new Sequential(new Linear(784, 50), new ReLU(), new Dropout(0.2), new Linear(50, 10));
    var optimizer = new Adam(net.Parameters(), lr: 0.003);
    var schedule = new CosineAnnealingLR(optimizer, tMax: arguments.Epochs);
    var losses = new List<double>();
    var first = 0;
    if (checkpoints is not null)
    {
        checkpoints.Add("net", net);
        checkpoints.Add("optimizer", optimizer);
        checkpoints.Add("schedule", schedule);
        if (checkpoints.Resume() is { } resumed)
        {
            first = (int)resumed.Step;
            losses.AddRange(((PickleList)resumed.Fields["losses"]).Select(loss => (double)loss));
            Console.WriteLine($"resumed after epoch {first}");
        }
    }

    for (var epoch = first; epoch < arguments.Epochs; epoch++)
    {
        var total = 0.0;
        foreach (var batch in Tensor.RandPerm(images).Split(batchSize))
        {
            optimizer.ZeroGrad();
            var loss = F.CrossEntropy(net.Forward(x[batch]), y[batch]);
            loss.Backward();
            optimizer.Step();
            total += loss.Item();
        }

        schedule.Step();
        losses.Add(total / (images / batchSize));
        Console.WriteLine($"epoch {epoch + 1}: loss {losses[^1]:F6}");

        // Nothing of the run is left out: the default generators are saved without a word.
        var history = new PickleList();
        foreach (var loss in losses) history.Add(loss);
        checkpoints?.Save(epoch + 1, new PickleDict { ["losses"] = history });
        if (checkpoints is not null && first == 0 && epoch == arguments.Epochs / 2 && arguments.Has("--kill")) Process.GetCurrentProcess().Kill();
    }

    return losses;
}
