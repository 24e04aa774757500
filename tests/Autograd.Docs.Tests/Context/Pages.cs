using Autograd.Data;
using Autograd.Live;
using Autograd.NN;
using Autograd.Plotting;

#pragma warning disable CS8618 // nothing of this runs

namespace Autograd.Docs.Tests.Context;

public abstract class Architecture
{
    protected static Tensor x, w, b;
}

public abstract class Distributions
{
    protected static Sequential net;
    protected static Tensor state, reward, mean, logVar;
    protected static Func<Tensor, Tensor> reconstructionLoss;
}

public abstract class GradientChecks
{
    protected static Tensor a, b, c, x, w;
    protected static Func<Tensor[], Tensor> function;
}

public abstract class Modules
{
    protected static Sequential net;
    protected static Tensor x, y;
    protected static int[] lengths;
    protected static Dictionary<string, Tensor> grads;
    protected static CrossEntropyLoss lossFn;
    protected static Conv2d conv;
    protected static BatchNorm2d norm;
    protected static GRU gru;
    protected static Linear linear, a, b;
    protected static Dictionary<Module, Tensor> activations;

    public sealed class Symmetric : UnaryModule
    {
        public override Tensor Forward(Tensor x) => x.Triu() + x.Triu(1).T;
    }
}

public abstract class Progress
{
    protected static Tensor x, y;
    protected static Sequential net;
    protected static CrossEntropyLoss lossFn;
    protected static Optimizer optimizer;
}

public abstract class Live
{
    protected static LivePlot plot;
    protected static Sequential net;
    protected static CrossEntropyLoss lossFn;
    protected static IEnumerable<(Tensor X, Tensor Y)> batches, testBatches;
    protected static Tensor x, accuracy, tensor, loss;
    protected static string text;
    protected static string[] columns;
    protected static string[][] rows;
    protected static Figure figure;
    protected static Linear _hidden;
    protected static int step;

    protected static double Accuracy(Module net, Tensor x, Tensor y) => 0;

    protected static Tensor Step() => loss;
}

public abstract class Plotting
{
    protected static Tensor x, y, losses, probabilities, images, before, after, epochs, mean, side, surface, points, inputs, classes;
    protected static string[] labels;
    protected static Sequential net;
    protected static CrossEntropyLoss lossFn;
}

public abstract class FromPytorch
{
    protected static Tensor x, y, v, a, index, mask, w, labels, loss;
    protected static Sequential net;
    protected static Adam optimizer;
}

public abstract class Saving
{
    protected static Sequential net;
    protected static Adam optimizer;
    protected static LRScheduler schedule;
    protected static IStateful loader;
    protected static Tensor x;
    protected static long steps;

    protected static void TrainOneStep() => optimizer.Step();
}

public abstract class Data
{
    protected static IReadOnlyList<(Tensor X, Tensor Y)> data;
    protected static IReadOnlyList<(Tensor, long)> digits;
    protected static IReadOnlyList<Tensor> texts;
    protected static DataLoader<Tensor[]> loader;
    protected static IEnumerable<(Tensor Images, Tensor Labels)> test;
    protected static Sequential net;
    protected static bool stopped;

    protected static void Step(Tensor images, Tensor labels) => Step([images, labels]);

    protected static void Step(Tensor[] batch) => stopped = batch.Length == 0;
}
