using Autograd.NN;

namespace Autograd.Distributed.DataParallelTests.DataParallel;

public class SyncBatchNormTests
{
    private static Sequential Net() => Nets.Conv();

    [Test]
    public void Results_gradients_and_running_statistics_are_those_of_the_whole_batch([Values(2, 3)] int ranks)
    {
        var data = Nets.Data(1, 8, 8);
        var alone = Net().To(DType.Float64);
        var wholeX = data.X.To(DType.Float64);
        wholeX.RequiresGrad = true;
        var result = alone.Forward(wholeX);
        F.CrossEntropy(result, data.Y).Backward();
        Ranks.Run(ranks, replicas =>
        {
            var net = Net().To(DType.Float64);
            SyncBatchNorm.Synchronize(net, replicas);
            var ddp = new DistributedDataParallel(net, 25, false, true, replicas, null);
            var (x, y) = Nets.Part(data, replicas.Rank, ranks);
            x = x.To(DType.Float64);
            x.RequiresGrad = true;
            var own = ddp.Forward(x);
            F.CrossEntropy(own, y).Backward();
            var (first, count) = (replicas.Rank * y.Numel, y.Numel);
            Testing.AssertClose(own.Detach(), result.Detach()[first..(first + count)], 1e-10, 1e-12);
            Testing.AssertClose(x.Grad!, wholeX.Grad![first..(first + count)] * ranks, 1e-8, 1e-12);
            foreach (var (actual, expected) in net.Parameters().Zip(alone.Parameters()))
                Testing.AssertClose(actual.Grad!, expected.Grad!, 1e-8, 1e-12);
            foreach (var ((_, actual), (_, expected)) in net.NamedBuffers().Zip(alone.NamedBuffers())) Testing.AssertClose(actual, expected, 1e-10, 1e-12);
        });
    }

    [Test]
    public void Ranks_may_have_parts_of_different_sizes()
    {
        var x = Nets.Data(4).X;
        var alone = new BatchNorm1d(4);
        var expected = alone.Forward(x);
        Ranks.Run(3, replicas =>
        {
            var layer = new BatchNorm1d(4);
            SyncBatchNorm.Synchronize(layer, replicas);
            var part = replicas.Rank switch { 0 => ..1, 1 => 1..9, _ => 9.. };
            Testing.AssertClose(layer.Forward(x[part]).Detach(), expected.Detach()[part], 1e-5, 1e-6);
            Testing.AssertClose(layer.RunningVar!, alone.RunningVar!, 1e-5, 1e-6);
        });
    }

    [Test]
    public void In_evaluation_it_normalizes_with_the_running_statistics_and_exchanges_nothing() => Ranks.Run(2, replicas =>
    {
        var layer = new BatchNorm1d(4);
        SyncBatchNorm.Synchronize(layer, replicas);
        layer.Eval();
        if (replicas.Rank == 0) Testing.AssertClose(layer.Forward(Tensor.Ones([2, 4])), Tensor.Ones([2, 4]), 1e-4, 1e-4);
    });

    [Test]
    public void One_value_a_channel_in_all_ranks_is_an_error()
    {
        var error = Ranks.Throws<ArgumentException>(2, replicas =>
        {
            var layer = new BatchNorm1d(4);
            SyncBatchNorm.Synchronize(layer, replicas);
            layer.Forward(Tensor.Ones([replicas.Rank, 4]));
        });
        Assert.That(error.Message, Does.StartWith("SyncBatchNorm: 1 values for each channel in all 2 ranks, of which this one has an input of shape ("));
    }

    [Test]
    public void With_equal_parts_a_layer_of_its_own_and_a_converted_one_compute_as_batch_normalization_does()
    {
        var x = Nets.Data(4).X;
        var expected = new BatchNorm1d(4).Forward(x).Detach();
        Testing.AssertClose(new SyncBatchNorm(4).Forward(x).Detach(), expected, 1e-5, 1e-5);
        var net = SyncBatchNorm.ConvertSyncBatchNorm(new Sequential(new BatchNorm1d(4)));
        Testing.AssertClose(net.Forward(x).Detach(), expected, 1e-5, 1e-5);
        Assert.That(new SyncBatchNorm(4).StateDict().Keys, Is.EqualTo(new BatchNorm1d(4).StateDict().Keys));
    }
}
