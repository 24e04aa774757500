using Autograd.NN;
using Autograd.Tests.Memory;

namespace Autograd.Tests.Costs;

/// <summary>
/// What a training step of each kind costs, in counts that no clock can blur: the nodes that it records, the large buffers that it borrows
/// and the bytes that it allocates.
/// </summary>
[NonParallelizable, WithStoppedClock]
public class StepCostTests
{
    /// <param name="Step">The step.</param>
    /// <param name="Graph">Exactly what it records.</param>
    /// <param name="Loans">Exactly how many large buffers it borrows.</param>
    /// <param name="Bytes">The most that it allocates: what it does allocate, so that one object more is too many.</param>
    private sealed record Cost(Func<TrainingStep> Step, string Graph, int Loans, int Bytes);

    private static readonly Dictionary<string, Cost> _costs = new()
    {
        ["own recurrent cell"] = new(
            TrainingSteps.OwnCell,
            "6 AccumulateGrad, 200 AddBackward0, 300 AddmmBackward0, 100 NllLossBackward0, 100 TanhBackward0",
            Loans: 0,
            Bytes: 332232),
        ["RNNCell"] = new(
            TrainingSteps.Cell,
            "6 AccumulateGrad, 100 AddBackward0, 100 AddmmBackward0, 100 NllLossBackward0, 100 RnnCellBackward0",
            Loans: 0,
            Bytes: 259984),
        ["RNN"] = new(
            TrainingSteps.Rnn,
            "6 AccumulateGrad, 1 AddmmBackward0, 1 NllLossBackward0, 1 RnnBackward0, 1 SqueezeBackward1",
            Loans: 0,
            Bytes: 13448),
        ["LSTM"] = new(
            TrainingSteps.Lstm,
            "6 AccumulateGrad, 1 AddmmBackward0, 1 LstmBackward0, 1 NllLossBackward0, 1 SqueezeBackward1",
            Loans: 0,
            Bytes: 22472),
        ["GRU"] = new(
            TrainingSteps.Gru,
            "6 AccumulateGrad, 1 AddmmBackward0, 1 GruBackward0, 1 NllLossBackward0, 1 SqueezeBackward1",
            Loans: 0,
            Bytes: 20632),
        ["next character"] = new(
            TrainingSteps.NextCharacter,
            "3 AccumulateGrad, 1 AddmmBackward0, 1 EmbeddingBackward0, 1 NllLossBackward0, 1 TanhBackward0",
            Loans: 0,
            Bytes: 56408),
        ["pattern RNN"] = new(
            TrainingSteps.PatternRnn,
            "6 AccumulateGrad, 10 AddBackward0, 21 AddmmBackward0, 1 CatBackward0, 1 NllLossBackward0, 10 ReluBackward0, 1 SliceBackward0",
            Loans: 0,
            Bytes: 55160),
        ["MNIST"] = new(
            TrainingSteps.Mnist,
            "4 AccumulateGrad, 2 AddBackward0, 2 MmBackward0, 1 NllLossBackward0, 1 ReluBackward0",
            Loans: 7,
            Bytes: 43320),
        ["parity"] = new(
            TrainingSteps.Parity,
            "4 AccumulateGrad, 2 AddBackward0, 2 MmBackward0, 1 NllLossBackward0, 1 ReluBackward0, 4 ToCopyBackward0",
            Loans: 8,
            Bytes: 31624),
        ["spiral"] = new(
            TrainingSteps.Spiral,
            "4 AccumulateGrad, 2 AddBackward0, 2 MmBackward0, 1 NllLossBackward0, 1 SigmoidBackward0",
            Loans: 0,
            Bytes: 19648),
        ["attention"] = new(
            TrainingSteps.Attention,
            "3 AccumulateGrad, 1 ScaledDotProductAttentionBackward0, 1 SumBackward0",
            Loans: 0,
            Bytes: 24768),
        ["layer norm"] = new(
            TrainingSteps.LayerNorm,
            "3 AccumulateGrad, 1 NativeLayerNormBackward0, 1 SumBackward0",
            Loans: 0,
            Bytes: 28184),
    };

    private static IEnumerable<string> Names => _costs.Keys;

    private int _threads;

    [SetUp]
    public void On_one_thread()
    {
        _threads = Threading.NumThreads;
        Threading.NumThreads = 1;
    }

    [TearDown]
    public void As_before() => Threading.NumThreads = _threads;

    [TestCaseSource(nameof(Names))]
    public void Nodes(string name) => Assert.That(RecordedGraph.Of(_costs[name].Step().Loss()), Is.EqualTo(_costs[name].Graph));

    [TestCaseSource(nameof(Names))]
    public void Large_buffers(string name)
    {
        var step = _costs[name].Step();
        step.Run();
        var before = BufferPool.Rentals;
        step.Run();
        Assert.That(BufferPool.Rentals - before, Is.EqualTo(_costs[name].Loans));
    }

    [TestCaseSource(nameof(Names))]
    public void Bytes(string name)
    {
        var step = _costs[name].Step();
        Allocated.Repeat(200, step.Run);
        Assert.That(Allocated.BytesPer(1, step.Run), Is.LessThanOrEqualTo(_costs[name].Bytes));
    }

    [Test]
    public void An_optimizer_borrows_nothing()
    {
        var parameter = Parameter.From(Tensor.RandN(300, 300));
        parameter.Grad = Tensor.RandN(300, 300);
        Optimizer[] optimizers = [new Adam([parameter]), new SGD([parameter], lr: 0.1), new SGD([parameter], lr: 0.1, momentum: 0.9)];
        foreach (var optimizer in optimizers) optimizer.Step();
        var before = BufferPool.Rentals;
        foreach (var optimizer in optimizers) optimizer.Step();
        Assert.That(BufferPool.Rentals, Is.EqualTo(before));
    }
}
