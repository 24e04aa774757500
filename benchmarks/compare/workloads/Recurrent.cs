using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// LSTM and GRU layers over 100 steps, with as many inputs as hidden units, forward and backward, gradient of the input
/// included.
/// </summary>
static class Recurrent
{
    const int Steps = 100;

    public static IEnumerable<Row> Rows()
    {
        foreach (var hidden in (int[])[16, 64, 256])
        {
            foreach (var batch in (int[])[1, 16, 64])
            {
                yield return new($"LSTM, hidden {hidden}, batch {batch}", "torch", 1.5, () =>
                {
                    Generator.ManualSeed(0);
                    var net = new LSTM(hidden, hidden);
                    return ForwardAndBackward(net, x => net.Forward(x).Output, hidden, batch);
                });
                yield return new($"GRU, hidden {hidden}, batch {batch}", "torch", 1.5, () =>
                {
                    Generator.ManualSeed(0);
                    var net = new GRU(hidden, hidden);
                    return ForwardAndBackward(net, x => net.Forward(x).Output, hidden, batch);
                });
            }
        }
    }

    static Func<object> ForwardAndBackward(Module net, Func<Tensor, Tensor> forward, int hidden, int batch)
    {
        var x = Sizes.Normal(Steps, batch, hidden);
        x.RequiresGrad = true;
        return () =>
        {
            x.ZeroGrad();
            net.ZeroGrad();
            forward(x).Sum().Backward();
            return x.Grad!;
        };
    }
}
