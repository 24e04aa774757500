using Autograd.NN;

namespace Autograd.Plotting.Tests.Graphs;

/// <summary>Nets whose graphs are drawn.</summary>
internal static class Nets
{
    public static (Tensor Loss, Sequential Net) Mlp()
    {
        Generator.ManualSeed(1);
        var net = new Sequential(new Linear(784, 50), new ReLU(), new Linear(50, 10));
        return (F.CrossEntropy(net.Forward(Tensor.Zeros(32, 784)), Tensor.Zeros([32], DType.Int64)), net);
    }

    /// <summary>The loop of examples/rnn.cs: a loss at each step, all added up.</summary>
    public static (Tensor Loss, RecurrentNet Net) Recurrent(int steps)
    {
        Generator.ManualSeed(1);
        var net = new RecurrentNet();
        var (x, y) = (Tensor.RandN(steps, 4), Tensor.Zeros([steps], DType.Int64));
        Tensor loss = 0;
        var h = Tensor.Zeros(1, 2);
        for (var t = 0; t < steps; t++)
        {
            h = net.Step(x[[t]], h);
            loss = loss + F.CrossEntropy(net.Cook.Forward(h), y[[t]]);
        }

        return (loss, net);
    }

    internal sealed class RecurrentNet : Module
    {
        private readonly Linear _i2h = new(4, 2);
        private readonly Linear _h2h = new(2, 2);

        public Linear Cook { get; } = new(2, 4);

        public Tensor Step(Tensor x, Tensor h) => (_i2h.Forward(x) + _h2h.Forward(h)).Tanh();
    }
}
