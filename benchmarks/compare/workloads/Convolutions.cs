using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Convolutions and poolings, forward, or forward and backward if the name says so, and a training step of PyTorch's
/// example for MNIST.
/// </summary>
internal static class Convolutions
{
    private static readonly Case[] _cases =
    [
        new(1, 32, 3, 28), new(32, 64, 3, 26), new(64, 128, 3, 14) { Stride = 2, Padding = 1 }, new(256, 256, 1, 14),
        new(3, 64, 7, 224) { Stride = 2, Padding = 3 }, new(128, 128, 3, 28) { Padding = 1, Groups = 128 },
    ];

    public static IEnumerable<Row> Rows()
    {
        foreach (var one in _cases)
            foreach (var batch in (int[])[1, 16, 64])
            {
                yield return new($"{one.Name}, batch {batch}", "torch", 1, () => Forward(one, batch));
                yield return new($"{one.Name}, batch {batch}, with backward", "torch", 1, () => WithBackward(one, batch));
            }

        yield return new("maxima of 2 x 2 of 64 x 64 x 28 x 28, with backward", "torch", 1, () => Pool(x => F.MaxPool2d(x, 2)));
        yield return new("means of 2 x 2 of 64 x 64 x 28 x 28, with backward", "torch", 1, () => Pool(x => F.AvgPool2d(x, 2)));
        yield return new("MNIST net of PyTorch's examples, batch 64, training step", "torch", 1, Step) { WarmUp = 2 };
    }

    /// <summary>The convolutional net of PyTorch's examples for MNIST.</summary>
    public static Sequential MnistNet() => new(
        new Conv2d(1, 32, 3), new ReLU(), new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2), new Dropout(0.25), new Flatten(),
        new Linear(9216, 128), new ReLU(), new Dropout(0.5), new Linear(128, 10));

    private static Func<object> Forward(Case one, int batch)
    {
        var (x, w, b) = one.Operands(batch);
        return () => F.Conv2d(x, w, b, one.Stride, one.Padding, groups: one.Groups);
    }

    private static Func<object> WithBackward(Case one, int batch)
    {
        var (x, w, b) = one.Operands(batch);
        Tensor[] leaves = one.In > 3 ? [x, w, b] : [w, b];
        foreach (var leaf in leaves) leaf.RequiresGrad = true;
        var grad = Sizes.Normal(F.Conv2d(x, w, b, one.Stride, one.Padding, groups: one.Groups).Shape);
        return () =>
        {
            foreach (var leaf in leaves) leaf.ZeroGrad();
            F.Conv2d(x, w, b, one.Stride, one.Padding, groups: one.Groups).Backward(grad);
            return w.Grad!;
        };
    }

    private static Func<object> Pool(Func<Tensor, Tensor> pool)
    {
        var (x, grad) = (Sizes.Normal(64, 64, 28, 28), Sizes.Normal(64, 64, 14, 14));
        x.RequiresGrad = true;
        return () =>
        {
            x.ZeroGrad();
            pool(x).Backward(grad);
            return x.Grad!;
        };
    }

    private static Func<object> Step()
    {
        Generator.ManualSeed(0);
        var net = MnistNet();
        var (x, y) = (Tensor.RandN(64, 1, 28, 28), Tensor.RandInt(0, 10, [64]));
        var optimizer = new SGD(net.Parameters(), lr: 0.01);
        var lossFn = new CrossEntropyLoss();
        return () =>
        {
            optimizer.ZeroGrad();
            lossFn.Forward(net.Forward(x), y).Backward();
            optimizer.Step();
            return ((Linear)net[10]).Weight;
        };
    }

    /// <summary>A convolution of square images with square kernels.</summary>
    private sealed record Case(int In, int Out, int Kernel, int Size)
    {
        public int Stride { get; init; } = 1;

        public int Padding { get; init; }

        public int Groups { get; init; } = 1;

        public string Name => Groups > 1
            ? $"depthwise {In}, {Kernel} x {Kernel}, {Size} x {Size}"
            : $"{In} to {Out}, {Kernel} x {Kernel}{(Stride > 1 ? $" step {Stride}" : "")}, {Size} x {Size}";

        public (Tensor X, Tensor W, Tensor B) Operands(int batch) =>
            (Sizes.Normal(batch, In, Size, Size), Sizes.Normal(Out, In / Groups, Kernel, Kernel), Sizes.Normal(Out));
    }
}
