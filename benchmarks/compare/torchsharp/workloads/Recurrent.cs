namespace TorchSharpWorker.Workloads;

internal static class Recurrent
{
    private const int Steps = 100;

    public static IEnumerable<Row> Rows()
    {
        foreach (var hidden in (int[])[16, 64, 256])
        {
            foreach (var batch in (int[])[1, 16, 64])
            {
                yield return LibtorchRow.Scoped($"LSTM, hidden {hidden}, batch {batch}", () =>
                {
                    manual_seed(0);
                    var net = nn.LSTM(hidden, hidden);
                    return ForwardAndBackward(net, x => net.call(x).Item1, hidden, batch);
                });
                yield return LibtorchRow.Scoped($"GRU, hidden {hidden}, batch {batch}", () =>
                {
                    manual_seed(0);
                    var net = nn.GRU(hidden, hidden);
                    return ForwardAndBackward(net, x => net.call(x).Item1, hidden, batch);
                });
            }
        }
    }

    private static Func<Tensor> ForwardAndBackward(nn.Module net, Func<Tensor, Tensor> forward, int hidden, int batch)
    {
        var x = Data.Leaf(Steps, batch, hidden);
        return () =>
        {
            x.grad = null;
            net.zero_grad();
            forward(x).sum().backward();
            return x.grad!;
        };
    }
}
