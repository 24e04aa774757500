using Autograd;
using Autograd.Data;
using TorchSharp.Modules;

namespace TorchSharpWorker.Workloads;

internal static class MnistNet
{
    public static IEnumerable<Row> Rows() =>
    [
        LibtorchRow.Scoped("raw pixels, modules in float32", () => Modules(1)),
        LibtorchRow.Scoped("scaled pixels, modules in float32", () => Modules(255)),
    ];

    private static Func<Tensor> Modules(double divisor)
    {
        var mnist = Mnist.Load(Path.Combine(Repository.Root, "data", "mnist"));
        var images = Data.Copy((mnist.TrainImages.Reshape(60000, 784).Double() / divisor).Float());
        var labels = Data.Copy(mnist.TrainLabels.Long());
        var random = new NumPyRandom(42);
        var (first, second) = (nn.Linear(784, 50), nn.Linear(50, 10));
        var net = nn.Sequential(first, nn.ReLU(), second);
        using (no_grad())
        {
            foreach (var layer in (Linear[])[first, second])
            {
                layer.weight!.copy_(Data.Copy(0.01 * random.RandN([(int)layer.in_features, (int)layer.out_features])).t());
                layer.bias!.zero_();
            }
        }

        var lossFn = nn.CrossEntropyLoss();
        var optimizer = optim.SGD(net.parameters(), 0.1);
        var losses = new List<double>();
        return () =>
        {
            var mask = Data.Copy(random.Choice(60000, [100]));
            var (x, t) = (images[mask], labels[mask]);
            optimizer.zero_grad();
            lossFn.call(net.call(x), t).backward();
            optimizer.step();
            using (no_grad()) losses.Add(lossFn.call(net.call(x), t).item<float>());
            return second.weight!.detach();
        };
    }
}
