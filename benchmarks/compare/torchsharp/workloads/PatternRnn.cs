using Autograd;

namespace TorchSharpWorker.Workloads;

internal static class PatternRnn
{
    private const int Count = 1000, Inputs = 10, Hidden = 50;

    public static IEnumerable<Row> Rows() => [LibtorchRow.Number("a training step", Step)];

    private static Func<double> Step()
    {
        var random = new NumPyRandom(0);
        var sequences = Data.Copy(random.RandInt(0, 10, [Count, 10]).OneHot().Float());
        var targets = Data.Copy(random.RandInt(0, 2, [Count, 1])).to(int16);

        manual_seed(0);
        var (x2h, h2h, h2y) = (nn.Linear(Inputs, Hidden), nn.Linear(Hidden, Hidden), nn.Linear(Hidden, 2));
        var relu = nn.ReLU();
        var optimizer = optim.Adam([.. x2h.parameters(), .. h2h.parameters(), .. h2y.parameters()]);
        var next = 0;
        return () =>
        {
            var (x, target) = (sequences[next], targets[next].to(int64));
            next = (next + 1) % Count;

            optimizer.zero_grad();
            var output = Outputs(x)[^1..];
            var loss = nn.CrossEntropyLoss().call(output, target);
            var value = loss.item<float>();
            loss.backward();
            optimizer.step();
            return value + output.argmax(1).eq(target).to(float32).mean().item<float>();
        };

        Tensor Outputs(Tensor x)
        {
            var h = zeros(1, Hidden);
            var states = new List<Tensor>();
            foreach (var xt in x.unbind())
            {
                h = relu.call(x2h.call(xt.unsqueeze(0)) + h2h.call(h));
                states.Add(h);
            }

            return h2y.call(cat(states, 0));
        }
    }
}
