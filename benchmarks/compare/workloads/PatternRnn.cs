using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Tells whether the second half of a sequence of digits equals the first. A step trains on one sequence of ten digits
/// with a relu recurrence made of linear layers. Making the sequences is not timed.
/// </summary>
static class PatternRnn
{
    const int Count = 1000;

    public static IEnumerable<Row> Rows() => [new("a training step", "torch", 40, Step) { WarmUp = 2 }];

    static Func<object> Step()
    {
        var random = new NumPyRandom(0);
        var sequences = random.RandInt(0, 10, [Count, 10]).OneHot().Float();
        var targets = random.RandInt(0, 2, [Count, 1]).To(DType.Int16);

        Generator.ManualSeed(0);
        var model = new Net(input: 10, recurrent: 50, output: 2);
        var optimizer = new Adam(model.Parameters());
        var next = 0;
        return () =>
        {
            var (x, target) = (sequences[next], targets[next]);
            next = (next + 1) % Count;

            optimizer.ZeroGrad();
            var (output, _) = model.Forward(x);
            output = output[^1..];
            target = target.Long();
            var loss = new CrossEntropyLoss().Forward(output, target);
            var value = loss.Item();
            loss.Backward();
            optimizer.Step();
            var accuracy = output.ArgMax(dim: 1).Eq(target).Float().Mean().Item();
            return value + accuracy;
        };
    }

    sealed class Net(int input, int recurrent, int output) : Module
    {
        readonly Linear _x2h = new(input, recurrent);
        readonly Linear _h2h = new(recurrent, recurrent);
        readonly Linear _h2y = new(recurrent, output);
        readonly ReLU _relu = new();

        public (Tensor Outputs, Tensor Hidden) Forward(Tensor x)
        {
            var h = Tensor.Zeros(1, _h2h.OutFeatures);
            var states = new List<Tensor>();
            foreach (var xt in x)
            {
                h = _relu.Forward(_x2h.Forward(xt.Unsqueeze(0)) + _h2h.Forward(h));
                states.Add(h);
            }

            var all = Tensor.Cat(states, dim: 0);
            return (_h2y.Forward(all), all);
        }
    }
}
