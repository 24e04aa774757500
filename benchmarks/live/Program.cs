// What a live page costs the training loop: 100 values a second in four metrics, with a page open that draws each
// chart whenever it changes.
//
//     dotnet run -c Release --project benchmarks/live            # two minutes; --pairs N for fewer or more
//
// Blocks of a second and a half without and with recording take turns, and each pair gives a ratio of steps. Steps are
// counted by the second of the training thread's own processor time, which other programs disturb less, and by the
// second of the clock. The reader is a process of its own, so that what it takes is not counted.

using System.Diagnostics;
using System.Globalization;
using Autograd;
using Autograd.Live;
using Autograd.LiveCost;
using Autograd.NN;

if (args is ["reader", var address]) return await Reader.Follow(new Uri(address));

var pairs = args is ["--pairs", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 40;
var block = TimeSpan.FromSeconds(1.5);
string[] names = ["loss", "accuracy", "gradient norm", "learning rate"];

Threading.NumThreads = 1;
Generator.ManualSeed(0);
var (x, y) = (Tensor.RandN(100, 784), Tensor.Arange(100) % 10);
var net = new Sequential(new Linear(784, 100), new ReLU(), new Linear(100, 10));
var optimizer = new SGD(net.Parameters(), lr: 0.01);

var run = new LiveLogger("cost");
using var page = LivePage.Start(new LivePageOptions { Port = 0, Output = TextWriter.Null }, run);
using var reader = Process.Start(Environment.ProcessPath!, [.. Command(), "reader", page.Url!.ToString()]);

// What is compiled is compiled before it counts: the loop, the recorder, the page.
Train(block, record: true);
Train(block, record: true);

List<(double Cpu, double Wall)> ratios = [];
var (others, paused, recorded, elapsed) = (0.0, TimeSpan.Zero, 0, 0.0);
for (var pair = 0; pair < pairs; pair++)
{
    // The order changes, so that what grows with time counts for neither.
    var first = Train(block, record: pair % 2 == 1);
    var second = Train(block, record: pair % 2 == 0);
    var (without, with) = pair % 2 == 0 ? (first, second) : (second, first);
    ratios.Add((with.StepsPerCpuSecond / without.StepsPerCpuSecond, with.StepsPerSecond / without.StepsPerSecond));
    others += with.OtherThreads - without.OtherThreads;
    paused += with.Paused - without.Paused;
    recorded += with.Recorded;
    elapsed += with.Seconds;
}

reader.Kill();
var watch = Stopwatch.StartNew();
for (var i = 0; i < 1_000_000; i++) run.SetTrainBatch(100, ("loss", 0.5), ("accuracy", 0.5), ("gradient norm", 0.5), ("learning rate", 0.5));
var call = watch.Elapsed.TotalNanoseconds / 1_000_000;

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
    {pairs} pairs of blocks of {block.TotalSeconds:0.#} s; {recorded / elapsed:F1} values recorded a second, page open
    cost in steps by the training thread's processor time: median {Cost(ratio => ratio.Cpu)}
    cost in steps by the clock:                            median {Cost(ratio => ratio.Wall)}
    other threads (recording's own share of the page):     {others / elapsed:P2} of a core
    pauses for garbage collections, more than without:     {paused.TotalSeconds / elapsed:P3} of the time
    a call that records four values:                       {call:F0} ns
    """));
return 0;

string Cost(Func<(double Cpu, double Wall), double> ratio)
{
    var sorted = ratios.Select(ratio).Order().ToArray();
    string Percent(double value) => (1 - value).ToString("P2", CultureInfo.InvariantCulture);
    return $"{Percent(sorted[sorted.Length / 2])}, quartiles {Percent(sorted[3 * sorted.Length / 4])} and {Percent(sorted[sorted.Length / 4])}";
}

Block Train(TimeSpan time, bool record)
{
    var (steps, values) = (0, 0);
    var (clock, cpu, process, pause) = (Stopwatch.StartNew(), ThreadClock.Now, Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
    while (clock.Elapsed < time)
    {
        var output = net.Forward(x);
        var loss = F.CrossEntropy(output, y);
        loss.Backward();
        optimizer.Step();
        optimizer.ZeroGrad();
        steps++;

        // 25 batches a second, four values each.
        if (!record || values >= 100 * clock.Elapsed.TotalSeconds) continue;
        run.SetTrainBatch(100, (names[0], loss), (names[1], 0.5 + (0.001 * (steps % 100))), (names[2], steps % 7), (names[3], 0.01));
        values += names.Length;
    }

    var seconds = clock.Elapsed.TotalSeconds;
    var own = (ThreadClock.Now - cpu).TotalSeconds;
    var all = (Environment.CpuUsage.TotalTime - process).TotalSeconds;
    return new Block(steps / own, steps / seconds, all - own, GC.GetTotalPauseDuration() - pause, values, seconds);
}

// This program again: by its own executable, or by dotnet and its assembly.
static string[] Command() =>
    Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? ["exec", typeof(Reader).Assembly.Location] : [];
