using System.Diagnostics;
using System.Globalization;
using Autograd.NN;

namespace Autograd.Compare;

/// <summary>
/// Compares the peak memory of a training step with the memory of what must be alive at that moment. The excess is dead
/// results that the collector has not found yet, and free buffers. Also compiled into the tests, which run it in a
/// process of its own.
/// </summary>
internal static class PeakMemory
{
    /// <summary>The greatest allowed ratio of the peak to what must be alive.</summary>
    public const double Bound = 1.1;

    /// <summary>
    /// That of the convolutional net: large results of its step that are dead wait for a collection. A matrix of all
    /// patches of a batch would be 1.8 times.
    /// </summary>
    private const double WiderBound = 1.5;

    public const string Perceptron = "perceptron", RecurrentLayer = "recurrent layer", Convolutional = "convolutional net";

    public static string[] Nets { get; } = [Perceptron, RecurrentLayer, Convolutional];

    public static bool Holds(string net)
    {
        var (live, peak) = Measure(net);
        using var process = Process.GetCurrentProcess();
        var bound = net == Convolutional ? WiderBound : Bound;
        var (ratio, workingSet) = (peak / (double)live, process.PeakWorkingSet64 / 1e6);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{net}: {live / 1e6:F1} MB must live, {peak / 1e6:F1} MB were rented or free at most: {ratio:F3} times (at most {bound}); "
            + $"the largest working set of the process was {workingSet:F0} MB"));
        return ratio <= bound;
    }

    private static (long Live, long Peak) Measure(string net) => net switch
    {
        Perceptron => OfPerceptron(),
        RecurrentLayer => OfRecurrentLayer(),
        Convolutional => OfConvolutionalNet(),
        _ => throw new ArgumentException($"no net of the name {net}; there are {string.Join(" and ", Nets)}", nameof(net)),
    };

    private static (long Live, long Peak) OfPerceptron()
    {
        const int Batch = 512, Width = 2048;
        var net = new Sequential(new Linear(1024, Width), new ReLU(), new Linear(Width, Width), new ReLU(), new Linear(Width, 10));
        var x = Tensor.RandN(Batch, 1024);
        var y = Tensor.RandInt(0, 10, [Batch]);
        var lossFn = new CrossEntropyLoss();

        // Alive are the input and, for each hidden layer, the sum (the caller's frame may still hold it) and its relu.
        return (4 * Bytes(net) + 4L * (x.Numel + Batch * 4 * Width), PeakOf(net, () => lossFn.Forward(net.Forward(x), y)));
    }

    private static (long Live, long Peak) OfRecurrentLayer()
    {
        const int Steps = 400, Batch = 64, Hidden = 256;
        var net = new RNN(64, Hidden);
        var x = Tensor.RandN(Steps, Batch, 64);

        // Alive are the input, the states, their gradient, and the gradient of the sums inside tanh.
        return (4 * Bytes(net) + 4L * (x.Numel + Steps * Batch * 3 * Hidden), PeakOf(net, () => net.Forward(x).Output.Square().Mean()));
    }

    private static (long Live, long Peak) OfConvolutionalNet()
    {
        const int Batch = 64;
        var net = new Sequential(
            new Conv2d(1, 32, 3), new ReLU(), new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2), new Dropout(0.25), new Flatten(),
            new Linear(9216, 128), new ReLU(), new Dropout(0.5), new Linear(128, 10));
        var x = Tensor.RandN(Batch, 1, 28, 28);
        var y = Tensor.RandInt(0, 10, [Batch]);
        var lossFn = new CrossEntropyLoss();

        // Alive are the input, both relus, the second's input, and what the pooling and the dropout save and give.
        long first = 32 * 26 * 26, second = 64 * 24 * 24, pooled = 64 * 12 * 12;
        return (4 * Bytes(net) + 4 * (x.Numel + Batch * (first + 2 * second + 4 * pooled)), PeakOf(net, () => lossFn.Forward(net.Forward(x), y)));
    }

    /// <summary>The bytes of the parameters. The gradients and each of Adam's two moments take as many.</summary>
    private static long Bytes(Module net) => net.Parameters().Sum(parameter => 4L * parameter.Numel);

    private static long PeakOf(Module net, Func<Tensor> loss)
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
