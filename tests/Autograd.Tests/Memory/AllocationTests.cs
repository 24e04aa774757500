using Autograd.NN;
using Autograd.Tests.Costs;

namespace Autograd.Tests.Memory;

/// <summary>What the hot paths allocate, in bytes: a guard without clocks against work that creeps in.</summary>
[NonParallelizable, Category("Slow"), WithStoppedClock]
public class AllocationTests
{
    [TestCase(1, 152, 312, 472)]
    [TestCase(64, 400, 560, 968)]
    public void A_small_operation(int n, long forward, long recorded, long differentiated)
    {
        var w = Tensor.Ones([n]);
        var x = Tensor.Ones([n]);
        Assert.That(Allocated.BytesPer(1000, () => Chain(x, w)), Is.LessThanOrEqualTo(forward));
        x.RequiresGrad = true;
        Assert.That(Allocated.BytesPer(1000, () => Chain(x, w)), Is.LessThanOrEqualTo(recorded));
        var both = Allocated.BytesPer(1000, () =>
        {
            Chain(x, w).Sum().Backward();
            x.ZeroGrad();
        });
        Assert.That(both, Is.LessThanOrEqualTo(differentiated));
    }

    [Test]
    public void A_step_of_a_recurrent_cell_called_in_a_loop()
    {
        const int Steps = 599;
        var x = Tensor.RandN(Steps, 4);
        var y = Tensor.RandN(Steps, 4).Softmax(1);
        var cell = new RNNCell(4, 2);
        var cook = new Linear(2, 4);
        var lossFn = new CrossEntropyLoss();
        var optimizer = new Adam([.. cell.Parameters(), .. cook.Parameters()]);
        var bytes = Allocated.BytesPer(Steps, () =>
        {
            Tensor loss = 0;
            var h = Tensor.Zeros(1, 2);
            for (var t = 0; t < Steps; t++)
            {
                h = cell.Forward(x[[t]], h);
                loss = loss + lossFn.Forward(cook.Forward(h), y[[t]]);
            }

            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
        });
        Assert.That(bytes, Is.LessThanOrEqualTo(3000));
    }

    [Test]
    public void A_whole_recurrent_layer_allocates_by_the_layer_and_not_by_the_step()
    {
        var x = Tensor.RandN(599, 4);
        var rnn = new RNN(4, 2);
        var bytes = Allocated.BytesPer(1, () =>
        {
            rnn.Forward(x).Output.Sum().Backward();
            foreach (var parameter in rnn.Parameters()) parameter.ZeroGrad();
        });
        Assert.That(bytes, Is.LessThanOrEqualTo(40_000));
    }

    [Test]
    public void An_optimizer_step_allocates_nothing()
    {
        var net = new Sequential(new Linear(3, 5), new Linear(5, 2));
        var (adam, sgd) = (new Adam(net.Parameters()), new SGD(net.Parameters(), 0.1, momentum: 0.9));
        net.Forward(Tensor.Ones(4, 3)).Sum().Backward();
        Action both = () =>
        {
            adam.Step();
            sgd.Step();
        };
        Assert.That(Allocated.BytesPer(100, () => Allocated.Repeat(100, both)), Is.EqualTo(0));
    }

    /// <summary>Batches of bytes as on MNIST: 314 KB gradients and converted images come from memory that is lent again.</summary>
    [Test]
    public void A_step_on_images_takes_no_fresh_large_memory()
    {
        var images = Tensor.RandInt(0, 256, [1000, 784], DType.UInt8);
        var labels = Tensor.RandInt(0, 10, [1000]);
        var rows = Tensor.Arange(100);
        Tensor[] parameters =
            [Tensor.RandN([784, 50], DType.Float64) * 0.01, Tensor.Zeros([50], DType.Float64),
             Tensor.RandN([50, 10], DType.Float64), Tensor.Zeros([10], DType.Float64)];
        foreach (var parameter in parameters) parameter.RequiresGrad = true;
        Action step = () =>
        {
            var hidden = (images[rows].MatMul(parameters[0]) + parameters[1]).Relu();
            F.CrossEntropy(hidden.MatMul(parameters[2]) + parameters[3], labels[rows]).Backward();
            using var off = GradMode.NoGrad();
            foreach (var parameter in parameters)
            {
                parameter[..] -= 0.1 * parameter.Grad!;
                parameter.ZeroGrad();
            }
        };
        Assert.That(Allocated.BytesPer(50, () => Allocated.Repeat(50, step)), Is.LessThanOrEqualTo(100_000));
        var collections = GC.CollectionCount(2);
        Allocated.Repeat(1000, step);
        Assert.That(GC.CollectionCount(2) - collections, Is.LessThanOrEqualTo(1));
    }

    private static Tensor Chain(Tensor x, Tensor w)
    {
        for (var i = 0; i < 1000; i++) x = x * w;
        return x;
    }
}
