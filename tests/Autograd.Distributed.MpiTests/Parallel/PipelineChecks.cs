using Autograd.NN;

namespace Autograd.Distributed.MpiTests;

/// <summary>Stages on the ranks, against one process that accumulates the micro-batches.</summary>
internal static class PipelineChecks
{
    private const int MicroBatches = 4;

    [RankTest]
    public static void GPipe_has_the_bits_of_one_process() =>
        Compare(stage => new ScheduleGPipe(stage, MicroBatches, (y, t) => F.CrossEntropy(y, t)), _ => MicroBatches);

    [RankTest]
    public static void One_forward_one_backward_has_the_bits_of_one_process_and_keeps_less() =>
        Compare(stage => new Schedule1F1B(stage, MicroBatches, (y, t) => F.CrossEntropy(y, t)), stage => Math.Min(MicroBatches, stage.NumStages - stage.StageIndex));

    [RankTest]
    public static void Batches_must_be_cut_evenly()
    {
        var stage = PipelineStage.FromSequential(Net());
        var schedule = new ScheduleGPipe(stage, 3);
        if (!stage.IsFirst) return;
        Assert.That(
            () => schedule.Eval(Tensor.Zeros(8, 6)),
            Throws.ArgumentException.With.Message.StartsWith(
                "ScheduleGPipe: input of shape (8, 6) in 3 micro-batches; their number must divide the first size"));
    }

    private static void Compare(Func<PipelineStage, PipelineSchedule> makeSchedule, Func<PipelineStage, int> kept)
    {
        var (net, all) = (Net(), Net());
        var names = Enumerable.Range(0, all.Count).Select(i => all[i]).ToArray();
        var stage = PipelineStage.FromSequential(all);
        var (x, target) = (Tensor.RandN(8, 6), Tensor.RandInt(0, 3, [8]));
        Distributed.Broadcast(x);
        Distributed.Broadcast(target);
        var losses = new List<Tensor>();
        var schedule = makeSchedule(stage);
        var result = schedule.Step(stage.IsFirst ? x : null, stage.IsLast ? target : null, losses);
        Assert.That(stage.MaxWaiting, Is.EqualTo(kept(stage)));

        foreach (var (input, classes) in x.Chunk(MicroBatches).Zip(target.Chunk(MicroBatches)))
            (F.CrossEntropy(net.Forward(input), classes) / MicroBatches).Backward();
        var compared = 0;
        for (var i = 0; i < names.Length; i++)
        {
            foreach (var (own, expected) in names[i].Parameters().Zip(net[i].Parameters()))
            {
                if (own.Grad is null) continue;
                Assert.That(own.Grad.Eq(expected.Grad!).All().Item<bool>(), $"layer {i}");
                compared++;
            }
        }

        Assert.That(compared, Is.EqualTo(stage.Submodule.Parameters().Count));
        Assert.That(losses, Has.Count.EqualTo(stage.IsLast ? MicroBatches : 0));
        if (stage.IsLast) TensorParallelChecks.AreClose(result!, net.Forward(x), "results");
        else Assert.That(result, Is.Null);
    }

    private static Sequential Net()
    {
        Generator.ManualSeed(6);
        return new Sequential(new Linear(6, 8), new Tanh(), new Linear(8, 8), new Tanh(), new Linear(8, 3));
    }
}
