using Autograd.NN;

namespace Autograd.Distributed.MpiTests.DataParallel;

/// <summary>The nets that are trained on several ranks and on one.</summary>
internal static class Nets
{
    public const int Samples = 12;

    public static Sequential Mlp(int seed = 1)
    {
        Generator.ManualSeed(seed);
        return new Sequential(new Linear(10, 16), new Tanh(), new Linear(16, 16), new ReLU(), new Linear(16, 3));
    }

    public static Sequential Conv(int seed = 1)
    {
        Generator.ManualSeed(seed);
        return new Sequential(
            new Conv2d(1, 4, 3), new BatchNorm2d(4), new ReLU(), new Conv2d(4, 2, 3), new BatchNorm2d(2), new Flatten(), new Linear(32, 3));
    }

    public static Rnn Recurrent(int seed = 1)
    {
        Generator.ManualSeed(seed);
        return new Rnn();
    }

    public static (Tensor X, Tensor Y) Data(params int[] shape)
    {
        Generator.ManualSeed(99);
        return (Tensor.RandN([Samples, .. shape]), Tensor.RandInt(0, 3, [Samples]));
    }

    public static Tensor Part(Tensor whole, int rank, int ranks)
    {
        var count = Samples / ranks;
        return whole[(rank * count)..((rank + 1) * count)];
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
    private readonly Linear _left = new(10, 3), _right = new(10, 3), _never = new(10, 3);

    public Linear Never => _never;

    public Linear Left => _left;

    public Linear Right => _right;

    public Tensor Forward(Tensor x, bool left) => (left ? _left : _right).Forward(x);
}
