using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// A lecture's recurrent nets on "AbAcAd…": a hand-written cell, the library's cell, the library's layer. A step is one
/// epoch.
/// </summary>
static class Rnn
{
    const int Seed = 43052;

    public static IEnumerable<Row> Rows() =>
    [
        new("own cell called in a loop, an epoch", "torch", 80, OwnCell) { WarmUp = 2 },
        new("RNNCell called in a loop, an epoch", "torch", 80, Cell) { WarmUp = 2 },
        new("RNN, the whole layer, an epoch", "torch", 120, Layer) { WarmUp = 2 },
    ];

    static Func<object> OwnCell()
    {
        Generator.ManualSeed(Seed);
        var cell = new HandCell();
        return Loop(cell, cell.Forward);
    }

    static Func<object> Cell()
    {
        Generator.ManualSeed(Seed);
        var cell = new RNNCell(4, 2);
        return Loop(cell, cell.Forward);
    }

    static Func<object> Loop(Module cell, Func<Tensor, Tensor, Tensor> ripen)
    {
        var (x, y) = Letters();
        Generator.ManualSeed(Seed);
        var cook = new Linear(2, 4);
        var lossFn = new CrossEntropyLoss();
        var optimizer = new Adam([.. cell.Parameters(), .. cook.Parameters()]);
        return () =>
        {
            Tensor loss = 0;
            var hidden = Tensor.Zeros(1, 2);
            for (var t = 0; t < x.Size(0); t++)
            {
                hidden = ripen(x[[t]], hidden);
                loss = loss + lossFn.Forward(cook.Forward(hidden), y[[t]]);
            }

            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            return loss;
        };
    }

    static Func<object> Layer()
    {
        var (x, y) = Letters();
        Generator.ManualSeed(Seed);
        var rnn = new RNN(4, 2);
        Generator.ManualSeed(Seed);
        var cook = new Linear(2, 4);
        var lossFn = new CrossEntropyLoss();
        var optimizer = new Adam([.. rnn.Parameters(), .. cook.Parameters()]);
        return () =>
        {
            var (hidden, _) = rnn.Forward(x, Tensor.Zeros(1, 2));
            var loss = lossFn.Forward(cook.Forward(hidden), y);
            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            return loss;
        };
    }

    /// <summary>Returns 599 letters and their successors, one-hot.</summary>
    static (Tensor X, Tensor Y) Letters()
    {
        long[] period = [0, 1, 0, 2, 0, 3];
        var text = Tensor.From(Enumerable.Range(0, 600).Select(i => period[i % 6]).ToArray()).OneHot().Float();
        return (text[..^1], text[1..]);
    }

    sealed class HandCell : Module
    {
        readonly Linear _i2h = new(4, 2);
        readonly Linear _h2h = new(2, 2);
        readonly Tanh _tanh = new();

        public Tensor Forward(Tensor x, Tensor hidden) => _tanh.Forward(_i2h.Forward(x) + _h2h.Forward(hidden));
    }
}
