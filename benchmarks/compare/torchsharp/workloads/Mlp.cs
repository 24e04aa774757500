namespace TorchSharpWorker.Workloads;

internal static class Mlp
{
    public static IEnumerable<Row> Rows() =>
    [
        LibtorchRow.Scoped("784-512-512-10, a step", () => Step(784, 512)),
        LibtorchRow.Scoped("1024-1024-1024-10, a step", () => Step(1024, 1024)),
    ];

    private static Func<Tensor> Step(int inputs, int width)
    {
        manual_seed(0);
        var net = nn.Sequential(nn.Linear(inputs, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, 10));
        var (x, y) = (randn(128, inputs), randint(0, 10, 128));
        var lossFn = nn.CrossEntropyLoss();
        var optimizer = optim.SGD(net.parameters(), 0.01);
        return () =>
        {
            var loss = lossFn.call(net.call(x), y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return loss;
        };
    }
}
