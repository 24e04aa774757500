using TorchSharp.Modules;

namespace TorchSharpWorker.Workloads;

internal static class Rnn
{
    private const int Seed = 43052;

    public static IEnumerable<Row> Rows() =>
    [
        LibtorchRow.Scoped("own cell called in a loop, an epoch", () =>
        {
            manual_seed(Seed);
            var cell = new HandCell();
            return Loop(cell, cell.forward);
        }),
        LibtorchRow.Scoped("RNNCell called in a loop, an epoch", () =>
        {
            manual_seed(Seed);
            var cell = nn.RNNCell(4, 2);
            return Loop(cell, cell.call);
        }),
        LibtorchRow.Scoped("RNN, the whole layer, an epoch", Layer),
    ];

    private static Func<Tensor> Loop(nn.Module cell, Func<Tensor, Tensor, Tensor> ripen)
    {
        var (x, y) = Letters();
        manual_seed(Seed);
        var cook = nn.Linear(2, 4);
        var lossFn = nn.CrossEntropyLoss();
        var optimizer = optim.Adam(cell.parameters().Concat(cook.parameters()));
        return () =>
        {
            var loss = tensor(0f);
            var hidden = zeros(1, 2);
            for (var t = 0; t < x.shape[0]; t++)
            {
                hidden = ripen(x[t..(t + 1)], hidden);
                loss = loss + lossFn.call(cook.call(hidden), y[t..(t + 1)]);
            }

            loss.backward();
            optimizer.step();
            optimizer.zero_grad();
            return loss;
        };
    }

    private static Func<Tensor> Layer()
    {
        var (x, y) = Letters();
        manual_seed(Seed);
        var rnn = nn.RNN(4, 2);
        manual_seed(Seed);
        var cook = nn.Linear(2, 4);
        var lossFn = nn.CrossEntropyLoss();
        var optimizer = optim.Adam(rnn.parameters().Concat(cook.parameters()));
        x = x.unsqueeze(1);
        return () =>
        {
            var (hidden, _) = rnn.call(x, zeros(1, 1, 2));
            var loss = lossFn.call(cook.call(hidden.squeeze(1)), y);
            loss.backward();
            optimizer.step();
            optimizer.zero_grad();
            return loss;
        };
    }

    /// <summary>Returns 599 letters and their successors, one-hot.</summary>
    private static (Tensor X, Tensor Y) Letters()
    {
        long[] period = [0, 1, 0, 2, 0, 3];
        var text = nn.functional.one_hot(tensor(Enumerable.Range(0, 600).Select(i => period[i % 6]).ToArray())).to(float32);
        return (text[..^1].contiguous(), text[1..].contiguous());
    }

    private sealed class HandCell : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Linear _i2h = nn.Linear(4, 2);
        private readonly Linear _h2h = nn.Linear(2, 2);
        private readonly Tanh _tanh = nn.Tanh();

        public HandCell() : base(nameof(HandCell)) => RegisterComponents();

        public override Tensor forward(Tensor x, Tensor hidden) => _tanh.call(_i2h.call(x) + _h2h.call(hidden));
    }
}
