using Autograd.NN;

namespace Autograd.Tests.Notebooks;

/// <summary>The nets on AbAcAd, with and without memory, from the notebook's seed; the losses are PyTorch's.</summary>
[NonParallelizable, Category("Slow")]
public class RecurrentNotebookTests
{
    private readonly CrossEntropyLoss _lossFn = new();
    private Tensor _x = null!;
    private Tensor _y = null!;

    [OneTimeSetUp]
    public void MakeText() => (_x, _y) = CyclicText.OneHotPairs("AbAcAd", "Abcd");

    [Test]
    public void A_net_without_memory_trains_alike_at_once_and_step_by_step()
    {
        var (atOnce, loss) = TrainHnet((hnet, linear) => _lossFn.Forward(linear.Forward(hnet.Forward(_x)), _y));
        var (stepByStep, sum) = TrainHnet((hnet, linear) => SumOverSteps((x, _) => hnet.Forward(x), linear));
        Assert.That(loss, Is.EqualTo(1.5185466).Within(5e-6));
        Assert.That(sum, Is.EqualTo(909.608).Within(5e-4));
        Assert.That(stepByStep.ToArray<float>(), Is.EqualTo(atOnce.ToArray<float>()).Within(1e-6));
    }

    [Test]
    public void A_cell_of_ones_own()
    {
        Generator.ManualSeed(43052);
        var cell = new OwnCell();
        Assert.That(TrainCell(cell, cell.Forward), Is.EqualTo(_cellLosses).Within(5e-4));
    }

    [Test]
    public void The_librarys_cell()
    {
        Generator.ManualSeed(43052);
        var own = new OwnCell();
        var cell = new RNNCell(4, 2);
        cell.WeightIh.Data = own.I2h.Weight.Data;
        cell.WeightHh.Data = own.H2h.Weight.Data;
        cell.BiasIh!.Data = own.I2h.Bias!.Data;
        cell.BiasHh!.Data = own.H2h.Bias!.Data;
        Assert.That(TrainCell(cell, (x, hidden) => cell.Forward(x, hidden)), Is.EqualTo(_cellLosses).Within(5e-4));
    }

    [Test]
    public void A_layer_is_a_loop_over_the_cell()
    {
        var cell = new RNNCell(4, 2);
        var rnn = new RNN(4, 2);
        foreach (var (name, parameter) in cell.NamedParameters()) rnn.GetParameter($"{name}_l0").Data = parameter.Data;
        var water = Tensor.Zeros(1, 2);

        var hidden = Tensor.Zeros(_x.Size(0), 2);
        hidden[[0]] = cell.Forward(_x[[0]], water);
        for (var t = 1; t < _x.Size(0); t++) hidden[[t]] = cell.Forward(_x[[t]], hidden[[t - 1]]);

        var (states, last) = rnn.Forward(_x, water);
        Assert.That(states.ToArray<float>(), Is.EqualTo(hidden.ToArray<float>()).Within(1e-6));
        Assert.That(last.ToArray<float>(), Is.EqualTo(states[^1..].ToArray<float>()));
    }

    [Test]
    public void The_layer_through_5000_epochs()
    {
        Generator.ManualSeed(43052);
        var rnn = new RNN(4, 2);
        Generator.ManualSeed(43052);
        var cook = new Linear(2, 4);
        var losses = Train([.. rnn.Parameters(), .. cook.Parameters()], epochs: 5000,
            () => _lossFn.Forward(cook.Forward(rnn.Forward(_x, Tensor.Zeros(1, 2)).Output), _y));

        double[] obtained = [losses[0], losses[1], losses[5], losses[20], losses[1000], losses[4999]];
        double[] expected = [1.5485198, 1.5450873, 1.5314215, 1.4814816, 0.6488768, 0.1362088];
        Assert.That(obtained, Is.EqualTo(expected).Within(5e-6));
    }

    // After 0, 1, 2, 5, 10 and 20 epochs.
    private static readonly int[] _marks = [0, 1, 2, 5, 10, 20];
    private static readonly double[] _cellLosses = [996.97095, 995.45917, 993.94733, 989.40448, 981.77655, 966.44958];

    private double[] TrainCell(Module cell, Func<Tensor, Tensor, Tensor> forward)
    {
        Generator.ManualSeed(43052);
        var cook = new Linear(2, 4);
        var losses = Train([.. cell.Parameters(), .. cook.Parameters()], epochs: 21, () => SumOverSteps(forward, cook));
        return [.. _marks.Select(mark => losses[mark])];
    }

    private (Tensor Output, double Loss) TrainHnet(Func<Hnet, Linear, Tensor> computeLoss)
    {
        Generator.ManualSeed(43052);
        var hnet = new Hnet();
        var linear = new Linear(2, 4);
        var losses = Train([.. hnet.Parameters(), .. linear.Parameters()], epochs: 20, () => computeLoss(hnet, linear));
        return (linear.Forward(hnet.Forward(_x)), losses[^1]);
    }

    private Tensor SumOverSteps(Func<Tensor, Tensor, Tensor> forward, Linear cook)
    {
        Tensor loss = 0;
        var hidden = Tensor.Zeros(1, 2);
        for (var t = 0; t < _x.Size(0); t++)
        {
            hidden = forward(_x[[t]], hidden);
            loss = loss + _lossFn.Forward(cook.Forward(hidden), _y[[t]]);
        }

        return loss;
    }

    private static List<double> Train(Tensor[] parameters, int epochs, Func<Tensor> computeLoss)
    {
        var optimizer = new Adam(parameters);
        var losses = new List<double>();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var loss = computeLoss();
            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            losses.Add(loss.Item());
        }

        return losses;
    }

    private sealed class Hnet : Module
    {
        private readonly Linear _i2h = new(4, 2);

        public Tensor Forward(Tensor x) => _i2h.Forward(x).Tanh();
    }

    private sealed class OwnCell : Module
    {
        public Linear I2h { get; } = new(4, 2);

        public Linear H2h { get; } = new(2, 2);

        public Tensor Forward(Tensor x, Tensor hidden) => (I2h.Forward(x) + H2h.Forward(hidden)).Tanh();
    }
}
