namespace TorchSharpWorker.Workloads;

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
        {
            foreach (var batch in (int[])[1, 16, 64])
            {
                yield return LibtorchRow.Single($"{one.Name}, batch {batch}", () =>
                {
                    var (x, w, b) = one.Operands(batch);
                    return () => one.Apply(x, w, b);
                });
                yield return LibtorchRow.Scoped($"{one.Name}, batch {batch}, with backward", () => WithBackward(one, batch));
            }
        }

        yield return LibtorchRow.Scoped("maxima of 2 x 2 of 64 x 64 x 28 x 28, with backward", () => Pool(x => nn.functional.max_pool2d(x, 2)));
        yield return LibtorchRow.Scoped("means of 2 x 2 of 64 x 64 x 28 x 28, with backward", () => Pool(x => nn.functional.avg_pool2d(x, 2)));
        yield return LibtorchRow.Scoped("MNIST net of PyTorch's examples, batch 64, training step", Step);
    }

    private static Func<Tensor> WithBackward(Case one, int batch)
    {
        var (x, w, b) = one.Operands(batch);
        Tensor[] leaves = one.In > 3 ? [x, w, b] : [w, b];
        var grad = Data.Normal(one.Apply(x, w, b).shape);
        foreach (var leaf in leaves) leaf.requires_grad_();
        return () =>
        {
            foreach (var leaf in leaves) leaf.grad = null;
            one.Apply(x, w, b).backward([grad]);
            return w.grad!;
        };
    }

    private static Func<Tensor> Pool(Func<Tensor, Tensor> pool)
    {
        var (x, grad) = (Data.Leaf(64, 64, 28, 28), Data.Normal(64, 64, 14, 14));
        return () =>
        {
            x.grad = null;
            pool(x).backward([grad]);
            return x.grad!;
        };
    }

    private static Func<Tensor> Step()
    {
        manual_seed(0);
        TorchSharp.Modules.Linear last;
        var net = nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(),
            nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5), last = nn.Linear(128, 10));
        var (x, y) = (randn(64, 1, 28, 28), randint(0, 10, 64));
        var optimizer = optim.SGD(net.parameters(), 0.01);
        var lossFn = nn.CrossEntropyLoss();
        return () =>
        {
            optimizer.zero_grad();
            lossFn.call(net.call(x), y).backward();
            optimizer.step();
            return last.weight!.detach();
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
            (Data.Normal(batch, In, Size, Size), Data.Normal(Out, In / Groups, Kernel, Kernel), Data.Normal(Out));

        public Tensor Apply(Tensor x, Tensor w, Tensor b) =>
            nn.functional.conv2d(x, w, b, [Stride, Stride], [Padding, Padding], groups: Groups);
    }
}
