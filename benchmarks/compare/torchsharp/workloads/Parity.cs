using Autograd;
using TorchSharp.Modules;

namespace TorchSharpWorker.Workloads;

internal static class Parity
{
    public static IEnumerable<Row> Rows() => [LibtorchRow.Number("with relu, in float32, an epoch", Epoch)];

    private static Func<double> Epoch()
    {
        var random = new NumPyRandom(0);
        var bits = random.Choice(2, [5000, 32]);
        var (x, y) = (Data.Copy(bits).to(float32), Data.Copy((bits.Sum(dim: 1) % 2).Eq(0).Long()));
        var (first, second) = (nn.Linear(32, 100), nn.Linear(100, 2));
        using (no_grad())
        {
            foreach (var layer in (Linear[])[first, second])
            {
                layer.weight!.copy_(Data.Copy(random.RandN([(int)layer.in_features, (int)layer.out_features])).t());
                layer.bias!.zero_();
            }
        }

        var net = nn.Sequential(first, nn.ReLU(), second);
        var lossFn = nn.CrossEntropyLoss();
        var optimizer = optim.SGD(net.parameters(), 0.1);
        return () =>
        {
            var order = Data.Copy(random.PermutationTensor(5000));
            var (loss, accuracy) = (0.0, 0.0);
            for (var start = 0; start < 5000; start += 100)
            {
                using var scope = NewDisposeScope();
                var rows = order[start..(start + 100)];
                var (batch, truth) = (x[rows], y[rows]);
                var prediction = net.call(batch);
                var batchLoss = lossFn.call(prediction, truth);
                batchLoss.backward();
                optimizer.step();
                optimizer.zero_grad();
                accuracy += prediction.argmax(1).eq(truth).to(float32).mean().item<float>() / 50;
                loss += batchLoss.item<float>() / 50;
            }

            return loss;
        };
    }
}
