using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>A training step of nets large enough that the matrix products decide.</summary>
internal static class Mlp
{
    public static IEnumerable<Row> Rows() =>
    [
        new("784-512-512-10, a step", "torch", 1, () => Step(784, 512)) { WarmUp = 2 },
        new("1024-1024-1024-10, a step", "torch", 1, () => Step(1024, 1024)) { WarmUp = 2 },
    ];

    private static Func<object> Step(int inputs, int width)
    {
        Generator.ManualSeed(0);
        var net = new Sequential(
            new Linear(inputs, width), new ReLU(), new Linear(width, width), new ReLU(), new Linear(width, 10));
        var x = Tensor.RandN(128, inputs);
        var y = Tensor.RandInt(0, 10, [128]);
        var lossFn = new CrossEntropyLoss();
        var optimizer = new SGD(net.Parameters(), lr: 0.01);
        return () =>
        {
            var loss = lossFn.Forward(net.Forward(x), y);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss;
        };
    }
}
