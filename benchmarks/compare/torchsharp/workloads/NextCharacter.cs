namespace TorchSharpWorker.Workloads;

internal static class NextCharacter
{
    public static IEnumerable<Row> Rows() =>
    [
        LibtorchRow.Scoped("299 letters \"abc…\", width 1, an epoch", () => Epoch([0, 1, 2], 300, width: 1)),
        LibtorchRow.Scoped("599 letters \"AbAcAd…\", width 2, an epoch", () => Epoch([0, 1, 0, 2, 0, 3], 600, width: 2)),
    ];

    private static Func<Tensor> Epoch(long[] period, int length, int width)
    {
        var text = tensor(Enumerable.Range(0, length).Select(i => period[i % period.Length]).ToArray());
        var (x, y) = (text[..^1].contiguous(), text[1..].contiguous());
        var letters = (int)period.Max() + 1;

        manual_seed(43052);
        var net = nn.Sequential(nn.Embedding(letters, width), nn.Tanh(), nn.Linear(width, letters));
        var lossFn = nn.CrossEntropyLoss();
        var optimizer = optim.Adam(net.parameters());
        return () =>
        {
            var loss = lossFn.call(net.call(x), y);
            loss.backward();
            optimizer.step();
            optimizer.zero_grad();
            return loss;
        };
    }
}
