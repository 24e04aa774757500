using Autograd;

namespace TorchSharpWorker.Workloads;

internal static class Spiral
{
    public static IEnumerable<Row> Rows() => [LibtorchRow.Number("300 epochs, Tensors and Backward", () => Training)];

    private static double Training()
    {
        var random = new NumPyRandom(1984);
        var (points, arms) = Autograd.Compare.Workloads.SpiralPoints.Draw(random);
        var (x, t) = (Data.Copy(points), Data.Copy(arms));
        var w1 = Weight(Data.Copy(0.01 * random.RandN([2, 10])));
        var b1 = Weight(zeros(10, float64));
        var w2 = Weight(Data.Copy(0.01 * random.RandN([10, 3])));
        var b2 = Weight(zeros(3, float64));
        var optimizer = optim.SGD([w1, b1, w2, b2], 1);
        var total = 0.0;
        for (var epoch = 0; epoch < 300; epoch++)
        {
            var order = Data.Copy(random.PermutationTensor(300));
            (x, t, total) = (x[order], t[order], 0);
            for (var i = 0; i < 300; i += 30)
            {
                using var scope = NewDisposeScope();
                var scores = (x[i..(i + 30)].matmul(w1) + b1).sigmoid().matmul(w2) + b2;
                var loss = nn.functional.cross_entropy(scores, t[i..(i + 30)].argmax(1));
                loss.backward();
                optimizer.step();
                optimizer.zero_grad();
                total += loss.item<double>() / 10;
            }
        }

        return total;
    }

    private static Parameter Weight(Tensor value) => new(value);
}
