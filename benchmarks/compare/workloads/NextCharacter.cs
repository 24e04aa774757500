using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Predicts the next letter with an embedding, a tanh and a linear layer. A step is one epoch, all letters at once.
/// </summary>
static class NextCharacter
{
    public static IEnumerable<Row> Rows() =>
    [
        new("299 letters \"abc…\", width 1, an epoch", "torch", 10, () => Epoch([0, 1, 2], 300, width: 1)) { WarmUp = 2 },
        new("599 letters \"AbAcAd…\", width 2, an epoch", "torch", 10, () => Epoch([0, 1, 0, 2, 0, 3], 600, width: 2)) { WarmUp = 2 },
    ];

    static Func<object> Epoch(long[] period, int length, int width)
    {
        var text = Tensor.From(Enumerable.Range(0, length).Select(i => period[i % period.Length]).ToArray());
        var (x, y) = (text[..^1], text[1..]);
        var letters = (int)period.Max() + 1;

        Generator.ManualSeed(43052);
        var net = new Sequential(new Embedding(letters, width), new Tanh(), new Linear(width, letters));
        var lossFn = new CrossEntropyLoss();
        var optimizer = new Adam(net.Parameters());
        return () =>
        {
            var loss = lossFn.Forward(net.Forward(x), y);
            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            return loss;
        };
    }
}
