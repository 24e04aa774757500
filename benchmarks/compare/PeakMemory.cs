using System.Diagnostics;
using System.Globalization;
using Autograd.NN;

namespace Autograd.Compare;

/// <summary>
/// Compares the peak memory of a training step with the memory of what must be alive at that moment. The excess is dead
/// results that the collector has not found yet, and free buffers. Also compiled into the tests, which run it in a
/// process of its own.
/// </summary>
static class PeakMemory
{
    /// <summary>The greatest allowed ratio of the peak to what must be alive.</summary>
    public const double Bound = 1.1;

    public const string Perceptron = "perceptron", RecurrentLayer = "recurrent layer";

    public static string[] Nets { get; } = [Perceptron, RecurrentLayer];

    public static bool Holds(string net)
    {
        var (live, peak) = Measure(net);
        using var process = Process.GetCurrentProcess();
        var (ratio, workingSet) = (peak / (double)live, process.PeakWorkingSet64 / 1e6);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{net}: {live / 1e6:F1} MB must live, {peak / 1e6:F1} MB were rented or free at most: {ratio:F3} times (at most {Bound}); "
            + $"the largest working set of the process was {workingSet:F0} MB"));
        return ratio <= Bound;
    }

    static (long Live, long Peak) Measure(string net) => net switch
    {
        Perceptron => OfPerceptron(),
        RecurrentLayer => OfRecurrentLayer(),
        _ => throw new ArgumentException($"no net of the name {net}; there are {string.Join(" and ", Nets)}", nameof(net)),
    };

    static (long Live, long Peak) OfPerceptron()
    {
        const int Batch = 512, Width = 2048;
        var net = new Sequential(new Linear(1024, Width), new ReLU(), new Linear(Width, Width), new ReLU(), new Linear(Width, 10));
        var x = Tensor.RandN(Batch, 1024);
        var y = Tensor.RandInt(0, 10, [Batch]);
        var lossFn = new CrossEntropyLoss();

        // Alive are the input and, for each hidden layer, the sum (the caller's frame may still hold it) and its relu.
        return (4 * Bytes(net) + 4L * (x.Numel + Batch * 4 * Width), PeakOf(net, () => lossFn.Forward(net.Forward(x), y)));
    }

    static (long Live, long Peak) OfRecurrentLayer()
    {
        const int Steps = 400, Batch = 64, Hidden = 256;
        var net = new RNN(64, Hidden);
        var x = Tensor.RandN(Steps, Batch, 64);

        // Alive are the input, the states, their gradient, and the gradient of the sums inside tanh.
        return (4 * Bytes(net) + 4L * (x.Numel + Steps * Batch * 3 * Hidden), PeakOf(net, () => net.Forward(x).Output.Square().Mean()));
    }

    /// <summary>The bytes of the parameters. The gradients and each of Adam's two moments take as many.</summary>
    static long Bytes(Module net) => net.Parameters().Sum(parameter => 4L * parameter.Numel);

    static long PeakOf(Module net, Func<Tensor> loss)
    {
        var optimizer = new Adam(net.Parameters());
        for (var i = 0; i < 4; i++)
        {
            loss().Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
        }

        return BufferPool.Peak;
    }
}
