using Autograd.NN;

namespace Autograd.Distributed.DataParallelTests.DataParallel;

public class DistributedDataParallelTests
{
    private static DistributedDataParallel Wrap(UnaryModule net, Replicas replicas, double capMb = 25, bool findUnused = false) =>
        new(net, capMb, findUnused, broadcastBuffers: true, replicas, null);

    private static DistributedDataParallel<T> WrapModule<T>(T net, Replicas replicas, bool findUnused = false) where T : Module =>
        new(net, 25, findUnused, true, replicas, null);

    [Test]
    public void A_net_has_the_bits_of_one_process_that_accumulates_the_parts(
        [Values(2, 3, 4)] int ranks, [Values("mlp", "conv")] string kind, [Values(25, 0.001)] double capMb)
    {
        var data = kind == "mlp" ? Nets.Data(10) : Nets.Data(1, 8, 8);
        Sequential Make() => kind == "mlp" ? Nets.Mlp() : Nets.Conv();
        var alone = Make();
        Training.Alone(alone, new Adam(alone.Parameters()), (net, x) => net.Forward(x), data, 4, ranks);
        Ranks.Run(ranks, replicas =>
        {
            var net = Make();
            var ddp = Wrap(net, replicas, capMb);
            Training.OnRank(new Adam(ddp.Parameters()), ddp.Forward, Nets.Part(data, replicas.Rank, ranks), 4);
            Training.AssertSameBits(net, alone);
        });
    }

    [Test]
    public void A_recurrent_net_is_called_by_a_function_and_has_the_same_bits([Values(2, 3)] int ranks)
    {
        var data = Nets.Data(7, 5);
        var alone = Nets.Recurrent();
        Training.Alone(alone, new SGD(alone.Parameters(), 0.1, momentum: 0.9), (net, x) => net.Forward(x), data, 4, ranks);
        Ranks.Run(ranks, replicas =>
        {
            var ddp = WrapModule(Nets.Recurrent(), replicas);
            Training.OnRank(
                new SGD(ddp.Parameters(), 0.1, momentum: 0.9), x => ddp.Forward(m => m.Forward(x)), Nets.Part(data, replicas.Rank, ranks), 4);
            Training.AssertSameBits(ddp.Module, alone);
        });
    }

    [Test]
    public void Parameters_and_buffers_are_those_of_rank_0_from_the_start() => Ranks.Run(3, replicas =>
    {
        var net = Nets.Conv(seed: 1 + replicas.Rank);
        ((BatchNorm2d)net[1]).RunningMean!.FillInPlace(replicas.Rank + 5);
        _ = Wrap(net, replicas);
        Training.AssertSameBits(net, Nets.Conv(seed: 1));
        Assert.That(((BatchNorm2d)net[1]).RunningMean![0].Item(), Is.EqualTo(5));
    });

    [Test]
    public void Buffers_are_sent_before_a_forward_of_training_and_not_in_evaluation() => Ranks.Run(2, replicas =>
    {
        var net = Nets.Conv();
        var ddp = Wrap(net, replicas);
        var mean = ((BatchNorm2d)net[1]).RunningMean!;
        mean.FillInPlace(replicas.Rank);
        ddp.Eval();
        ddp.Forward(Nets.Data(1, 8, 8).X);
        Assert.That(mean[0].Item(), Is.EqualTo(replicas.Rank));
        ddp.Train();
        using (ddp.NoSync()) ddp.Forward(Nets.Data(1, 8, 8).X);
        mean.FillInPlace(replicas.Rank);
        ((BatchNorm2d)net[1]).Momentum = 0;
        ddp.Forward(Nets.Data(1, 8, 8).X);
        Assert.That(mean[0].Item(), Is.Zero);
    });

    [Test]
    public void Gradients_are_views_of_the_buckets_and_no_copies() => Ranks.Run(2, replicas =>
    {
        var ddp = Wrap(Nets.Mlp(), replicas);
        var (x, y) = Nets.Part(Nets.Data(10), replicas.Rank, 2);
        for (var i = 0; i < 2; i++)
        {
            ddp.ZeroGrad();
            F.CrossEntropy(ddp.Forward(x), y).Backward();
            foreach (var parameter in ddp.Parameters()) Assert.That(parameter.IsGradInPlace);
        }
    });

    [Test]
    public void Without_synchronization_gradients_accumulate_and_the_next_pass_reduces_the_sum() => Ranks.Run(2, replicas =>
    {
        var (whole, net) = (Nets.Data(10), Nets.Mlp());
        var ddp = Wrap(net, replicas);
        var (x, y) = Nets.Part(whole, replicas.Rank, 2);
        using (ddp.NoSync()) F.CrossEntropy(ddp.Forward(x[..3]), y[..3]).Backward();
        var local = net.Parameters()[0].Grad!.Clone();
        F.CrossEntropy(ddp.Forward(x[3..]), y[3..]).Backward();

        var alone = Nets.Mlp();
        F.CrossEntropy(alone.Forward(whole.X), whole.Y).Backward();
        foreach (var (actual, expected) in net.Parameters().Zip(alone.Parameters())) Testing.AssertClose(actual.Grad!, expected.Grad! * 2);
        Assert.That(replicas.Max([local.Equal(net.Parameters()[0].Grad!) ? 1 : 0])[0], Is.Zero);
    });

    [Test]
    public void A_second_pass_without_ZeroGrad_adds_its_mean() => Ranks.Run(2, replicas =>
    {
        var ddp = Wrap(Nets.Mlp(), replicas);
        var (x, y) = Nets.Part(Nets.Data(10), replicas.Rank, 2);
        F.CrossEntropy(ddp.Forward(x), y).Backward();
        var once = ddp.Parameters()[0].Grad!.Clone();
        F.CrossEntropy(ddp.Forward(x), y).Backward();
        Testing.AssertClose(ddp.Parameters()[0].Grad!, 2 * once);
    });

    [Test]
    public void Parameters_that_a_pass_leaves_out_are_an_error_that_names_them()
    {
        var error = Ranks.Throws<InvalidOperationException>(2, replicas =>
        {
            var ddp = WrapModule(Nets.Branched(), replicas);
            ddp.Forward(m => m.Forward(Nets.Data(10).X, left: true)).Sum().Backward();
        });
        Assert.That(error.Message, Does.Match(
            "^Backward: 4 of 6 parameters of the DistributedDataParallel get no gradient on rank [01], so the mean over the ranks cannot be computed: "
            + "\"right.weight\", \"right.bias\", \"never.weight\", \"never.bias\"; pass findUnusedParameters: true, or let the loss depend on all of "
            + "them$"));
    }

    [Test]
    public void Unused_parameters_count_as_zeros_and_one_that_no_rank_used_has_no_gradient() => Ranks.Run(2, replicas =>
    {
        var ddp = WrapModule(Nets.Branched(), replicas, findUnused: true);
        var x = Nets.Data(10).X;
        for (var i = 0; i < 3; i++)
        {
            ddp.ZeroGrad();
            ddp.Forward(m => m.Forward(x, left: replicas.Rank == 0)).Sum().Backward();
            var net = ddp.Module;
            Testing.AssertClose(net.Left.Bias!.Grad!, Tensor.Full([3], Nets.Samples / 2f));
            Testing.AssertClose(net.Right.Weight.Grad!, x.Sum(0).Expand(3, 10) / 2);
            Assert.That(net.Never.Weight.Grad, Is.Null);
        }
    });

    [Test]
    public void Clipping_by_the_norm_of_all_gradients_is_the_same_in_all_ranks() => Ranks.Run(2, replicas =>
    {
        var ddp = Wrap(Nets.Mlp(), replicas);
        var (x, y) = Nets.Part(Nets.Data(10), replicas.Rank, 2);
        F.CrossEntropy(ddp.Forward(x), y).Backward();
        var norm = NN.Utils.ClipGradNorm(ddp.Parameters(), 0.01);
        var all = replicas.Gather(norm);
        Assert.That(all[0].Item(), Is.EqualTo(all[1].Item()).And.GreaterThan(0.01));
    });

    [Test]
    public void Modules_that_differ_are_an_error_that_names_the_first_difference()
    {
        var error = Ranks.Throws<ArgumentException>(2, replicas =>
            Wrap(new Sequential(new Linear(2, 3 + replicas.Rank)), replicas));
        Assert.That(error.Message, Is.EqualTo(
            "DistributedDataParallel: the modules of the ranks differ: rank 0 has 0.weight (3, 2) Float32 where rank 1 has 0.weight (4, 2) Float32; "
            + "make the same module on all ranks"));
    }

    [Test]
    public void The_names_in_the_state_begin_with_module() => Ranks.Run(2, replicas =>
        Assert.That(Wrap(new Sequential(new Linear(2, 3)), replicas).StateDict().Keys, Is.EqualTo(new[] { "module.0.weight", "module.0.bias" })));

    [Test]
    public void With_one_rank_it_passes_on() => Ranks.Run(1, replicas =>
    {
        var net = Nets.Mlp();
        var ddp = Wrap(net, replicas);
        var (x, y) = Nets.Data(10);
        using (ddp.NoSync()) F.CrossEntropy(ddp.Forward(x), y).Backward();
        Assert.That(net.Parameters()[0].Grad, Is.Not.Null);
        Assert.That(net.Parameters()[0].IsGradInPlace, Is.False);
    });

    [Test]
    public void After_Dispose_gradients_are_those_of_the_rank_alone() => Ranks.Run(2, replicas =>
    {
        var net = Nets.Mlp();
        Wrap(net, replicas).Dispose();
        net.Forward(Nets.Data(10).X).Sum().Backward();
        Assert.That(net.Parameters()[0].IsGradInPlace, Is.False);
    });

    [Test]
    public void A_module_without_trained_parameters_is_an_error() => Ranks.Run(1, replicas => Assert.That(
        () => Wrap(new Sequential(new Tanh()), replicas),
        Throws.ArgumentException.With.Message.EqualTo(
            "DistributedDataParallel: no parameter of Sequential requires a gradient, so there is nothing to reduce; use the module itself")));

    [Test]
    public void The_size_of_buckets_must_be_positive() => Ranks.Run(1, replicas => Assert.That(
        () => Wrap(Nets.Mlp(), replicas, capMb: 0),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(
            "DistributedDataParallel: bucketCapMb is 0; it must be a positive number of megabytes")));
}
