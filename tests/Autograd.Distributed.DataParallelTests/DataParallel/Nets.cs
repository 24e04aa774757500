using Autograd.NN;

namespace Autograd.Distributed.DataParallelTests.DataParallel;

/// <summary>The nets that are trained on several ranks and on one.</summary>
internal static class Nets
{
    private static readonly Lock _seeding = new();

    public const int Samples = 12;

    public static Sequential Mlp(int seed = 1) => Seeded(seed, () =>
        new Sequential(new Linear(10, 16), new Tanh(), new Linear(16, 16), new ReLU(), new Linear(16, 3)));

    public static Sequential Conv(int seed = 1) => Seeded(seed, () =>
        new Sequential(new Conv2d(1, 4, 3), new BatchNorm2d(4), new ReLU(), new Conv2d(4, 2, 3), new BatchNorm2d(2), new Flatten(), new Linear(32, 3)));

    public static Rnn Recurrent(int seed = 1) => Seeded(seed, () => new Rnn());

    public static Branches Branched(int seed = 1) => Seeded(seed, () => new Branches());

    public static (Tensor X, Tensor Y) Data(params int[] shape) => Seeded(99, () =>
        (Tensor.RandN(Shape.Create([Samples, .. shape])), Tensor.RandInt(3, Shape.Create(Samples))));

    public static (Tensor X, Tensor Y) Part((Tensor X, Tensor Y) whole, int rank, int ranks)
    {
        var count = Samples / ranks;
        var part = (rank * count)..((rank + 1) * count);
        return (whole.X[part], whole.Y[part]);
    }

    // The ranks are threads here, and share the default generator.
    private static T Seeded<T>(int seed, Func<T> make)
    {
        lock (_seeding)
        {
            Generator.ManualSeed(seed);
            return make();
        }
    }
}

internal sealed class Rnn : Module
{
    private readonly RNN _rnn = new(5, 8, batchFirst: true);
    private readonly Linear _head = new(8, 3);

    public Tensor Forward(Tensor x) => _head.Forward(_rnn.Forward(x).Output[.., ^1]);
}

/// <summary>A net of which a pass uses one branch or the other.</summary>
internal sealed class Branches : Module
{
    public Linear Left { get; } = new(10, 3);

    public Linear Right { get; } = new(10, 3);

    public Linear Never { get; } = new(10, 3);

    public Tensor Forward(Tensor x, bool left) => (left ? Left : Right).Forward(x);
}
