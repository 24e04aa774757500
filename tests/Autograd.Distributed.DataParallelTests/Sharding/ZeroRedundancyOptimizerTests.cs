using Autograd.Distributed.DataParallelTests.DataParallel;
using Autograd.NN;

namespace Autograd.Distributed.DataParallelTests.Sharding;

public class ZeroRedundancyOptimizerTests
{
    private static Optimizer Make(string kind, Module net) => kind switch
    {
        "sgd" => new SGD(net.Parameters(), 0.1, momentum: 0.9),
        "adam" => new Adam(net.Parameters(), 1e-2),
        "adamw" => new AdamW(net.Parameters(), 1e-2),
        "adafactor" => new Adafactor(net.Parameters()),
        _ => new NAdam(net.Parameters(), 1e-2),
    };

    private static (DistributedDataParallel Net, ZeroRedundancyOptimizer Optimizer) Shard(string kind, Sequential net, int stage, Replicas replicas)
    {
        var optimizer = new ZeroRedundancyOptimizer(Make(kind, net), replicas);
        return (new DistributedDataParallel(net, 25, false, true, replicas, stage == 2 ? optimizer : null), optimizer);
    }

    [Test]
    public void Weights_have_the_bits_of_the_optimizer_alone(
        [Values("sgd", "adam", "adamw", "adafactor", "nadam")] string kind, [Values(1, 2)] int stage, [Values(2, 3)] int ranks)
    {
        var data = Nets.Data(10);
        var alone = Nets.Mlp();
        Training.Alone(alone, Make(kind, alone), (net, x) => net.Forward(x), data, 5, ranks);
        Ranks.Run(ranks, replicas =>
        {
            var (net, optimizer) = Shard(kind, Nets.Mlp(), stage, replicas);
            Training.OnRank(optimizer, net.Forward, Nets.Part(data, replicas.Rank, ranks), 5);
            Training.AssertSameBits(net.Module, alone);
        });
    }

    [Test]
    public void A_rank_holds_its_share_of_state_and_gradients([Values(1, 2, 4)] int ranks)
    {
        var data = Nets.Data(10);

        // Parameters are dealt out whole, so the wide layers must be a multiple of the ranks.
        Sequential Net() => new([.. Enumerable.Range(0, 9).Select(i => new Linear(i == 0 ? 10 : 64, 64)), new Linear(64, 3)]);
        Ranks.Run(ranks, replicas =>
        {
            var net = Net();
            var (ddp, optimizer) = Shard("adam", net, 2, replicas);
            Training.OnRank(optimizer, ddp.Forward, Nets.Part(data, replicas.Rank, ranks), 1);
            var parameters = Bytes(net.Parameters());
            var state = Bytes(optimizer.Optimizer.StateDict().Where(e => e.Key.StartsWith("state.") && !e.Key.EndsWith("step")).Select(e => e.Value));
            var gradients = Bytes(net.Parameters().Select(p => p.Grad).OfType<Tensor>());
            Assert.That(state, Is.EqualTo(2.0 * parameters / ranks).Within(12).Percent);
            Assert.That(gradients, Is.EqualTo((double)parameters / ranks).Within(12).Percent);
        });
    }

    private static long Bytes(IEnumerable<Tensor> tensors) => tensors.Sum(tensor => (long)tensor.Numel * tensor.DType.ItemSize());

    [Test]
    public void Training_goes_on_from_a_saved_state_with_another_number_of_ranks([Values(1, 2, 3)] int before, [Values(1, 2, 3)] int after)
    {
        var data = Nets.Data(10);
        var alone = Nets.Mlp();
        var optimizerAlone = Make("adamw", alone);
        Training.Alone(alone, optimizerAlone, (net, x) => net.Forward(x), data, 3, before);
        Training.Alone(alone, optimizerAlone, (net, x) => net.Forward(x), data, 3, after);

        OrderedDictionary<string, Tensor> weights = [], state = [];
        Ranks.Run(before, replicas =>
        {
            var (net, optimizer) = Shard("adamw", Nets.Mlp(), 2, replicas);
            Training.OnRank(optimizer, net.Forward, Nets.Part(data, replicas.Rank, before), 3);
            for (var to = 0; to < before; to++)
            {
                optimizer.ConsolidateStateDict(to);
                if (replicas.Rank == to) (weights, state) = (net.Module.StateDict(), optimizer.StateDict());
            }
        });
        Ranks.Run(after, replicas =>
        {
            var (net, optimizer) = Shard("adamw", Nets.Mlp(seed: 5), 2, replicas);
            net.Module.LoadStateDict(weights);
            optimizer.LoadStateDict(state);
            Training.OnRank(optimizer, net.Forward, Nets.Part(data, replicas.Rank, after), 3);
            Training.AssertSameBits(net.Module, alone);
        });
    }

    [Test]
    public void The_collected_state_is_that_of_the_optimizer_alone()
    {
        var data = Nets.Data(10);
        var alone = Nets.Mlp();
        var expected = Make("adam", alone);
        Training.Alone(alone, expected, (net, x) => net.Forward(x), data, 3, 2);
        Ranks.Run(2, replicas =>
        {
            var (net, optimizer) = Shard("adam", Nets.Mlp(), 1, replicas);
            Training.OnRank(optimizer, net.Forward, Nets.Part(data, replicas.Rank, 2), 3);
            optimizer.ConsolidateStateDict(to: 1);
            if (replicas.Rank != 1) return;
            var state = optimizer.StateDict();
            Assert.That(state.Keys, Is.EquivalentTo(expected.StateDict().Keys));
            foreach (var (name, tensor) in expected.StateDict()) Assert.That(state[name].Equal(tensor), name);
        });
    }

    [Test]
    public void A_state_that_was_not_collected_is_an_error()
    {
        var error = Ranks.Throws<InvalidOperationException>(2, replicas =>
        {
            var optimizer = Shard("sgd", Nets.Mlp(), 1, replicas).Optimizer;
            if (replicas.Rank == 1) optimizer.StateDict();
        });
        Assert.That(error.Message, Is.EqualTo(
            "StateDict: the state is spread over 2 ranks and was not collected at rank 1 since the last step; call ConsolidateStateDict(to) on all "
            + "ranks, and StateDict() on rank \"to\" alone"));
    }

    [Test]
    public void Gradients_that_accumulate_without_synchronization_reach_their_owners() => Ranks.Run(2, replicas =>
    {
        var data = Nets.Data(10);
        var (net, optimizer) = Shard("sgd", Nets.Mlp(), 2, replicas);
        var (x, y) = Nets.Part(data, replicas.Rank, 2);
        using (net.NoSync()) F.CrossEntropy(net.Forward(x), y).Backward();
        F.CrossEntropy(net.Forward(x), y).Backward();
        var alone = Nets.Mlp();
        F.CrossEntropy(alone.Forward(data.X), data.Y).Backward();
        foreach (var (actual, expected) in net.Parameters().Zip(alone.Parameters()))
        {
            var isOurs = optimizer.LocalParameters.Contains(actual);
            Assert.That(actual.Grad is not null, Is.EqualTo(isOurs));
            if (isOurs) Testing.AssertClose(actual.Grad!, 2 * expected.Grad!);
        }
    });

    [Test]
    public void A_schedule_sets_the_rates_of_all_ranks() => Ranks.Run(2, replicas =>
    {
        var optimizer = Shard("sgd", Nets.Mlp(), 1, replicas).Optimizer;
        var net = optimizer.ParamGroups[0];
        Assert.That(net.Params, Has.Count.EqualTo(6));
        net.Lr = 0.5;
        Assert.That(optimizer.Optimizer.ParamGroups[0].Lr, Is.EqualTo(0.5));
    });

    [Test]
    public void An_optimizer_of_all_parameters_together_cannot_be_sharded() => Ranks.Run(1, replicas => Assert.That(
        () => new ZeroRedundancyOptimizer(new LBFGS(Nets.Mlp().Parameters()), replicas),
        Throws.ArgumentException.With.Message.StartsWith(
            "ZeroRedundancyOptimizer: a LBFGS cannot be sharded; pass an optimizer that updates parameters one by one, such as Adam")));

    [Test]
    public void A_sharded_optimizer_must_have_all_parameters_of_the_module() => Ranks.Run(1, replicas =>
    {
        var net = Nets.Mlp();
        var optimizer = new ZeroRedundancyOptimizer(new SGD(((Linear)net[0]).Parameters(), 0.1), replicas);
        Assert.That(
            () => new DistributedDataParallel(net, 25, false, true, replicas, optimizer),
            Throws.ArgumentException.With.Message.EqualTo(
                "DistributedDataParallel: the sharded optimizer does not have the parameter \"2.weight\", so no rank would keep its gradient; make it "
                + "of module.Parameters()"));
    });

    [Test]
    public void There_must_be_a_rank_to_collect_at() => Ranks.Run(1, replicas => Assert.That(
        () => Shard("sgd", Nets.Mlp(), 1, replicas).Optimizer.ConsolidateStateDict(1),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("ConsolidateStateDict: rank 1 of 1; it must be 0 or more, and less")));
}
