using Autograd.NN;
using Autograd.Tests.Errors;

namespace Autograd.Tests.NN;

/// <summary>What schedules refuse, and what they say.</summary>
public class SchedulerErrorTests
{
    private static readonly Func<SGD> Sgd = SchedulerTests.MakeSgd;

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.State(() => new StepLR(Sgd(), 2).Step(),
            "Step: StepLR was stepped before SGD, which would skip the first value of the schedule; call optimizer.Step() first, and then "
            + "scheduler.Step()"),
        Mistake.State(() => new Unstarted(Sgd()).Step(), "Step: Unstarted has not begun; call Start() at the end of its constructor"),
        Mistake.State(() => new TooFew(Sgd()), "Step: GetLr of TooFew returned 1 rates for 2 groups; return one for each"),
        Mistake.Argument(() => new StepLR(Sgd(), 2, lastEpoch: 3),
            "StepLR: group 0 has no InitialLr to continue from at epoch 3; load the optimizer's state, or set it"),
        Mistake.Argument(() => new LambdaLR(Sgd(), [e => e]),
            "LambdaLR: expected 2 lr_lambdas, but got 1; pass one function, or one for each group (Parameter 'lrLambda')"),
        Mistake.Argument(() => new MultiplicativeLR(Sgd(), [e => e, null!]),
            "MultiplicativeLR: function 1 of 2 is null; pass one for each group (Parameter 'lrLambda')"),
        Mistake.Range(() => new StepLR(Sgd(), 0), "StepLR: a step size of 0 epochs; it must be 1 or more (Parameter 'stepSize')"),
        Mistake.Range(() => new ConstantLR(Sgd(), 1.5),
            "ConstantLR: the constant multiplicative factor is 1.5; it must be between 0 and 1 (Parameter 'factor')"),
        Mistake.Range(() => new LinearLR(Sgd(), 0),
            "LinearLR: the starting multiplicative factor is 0; it must be above 0 and at most 1 (Parameter 'startFactor')"),
        Mistake.Range(() => new LinearLR(Sgd(), 1, -1),
            "LinearLR: the ending multiplicative factor is -1; it must be between 0 and 1 (Parameter 'endFactor')"),
        Mistake.Range(() => new CosineAnnealingLR(Sgd(), 0),
            "CosineAnnealingLR: a T_max of 0 epochs; it must be 1 or more (Parameter 'tMax')"),
        Mistake.Range(() => new CosineAnnealingWarmRestarts(Sgd(), 0),
            "CosineAnnealingWarmRestarts: expected positive integer T_0, but got 0; pass 1 or more (Parameter 't0')"),
        Mistake.Range(() => new CosineAnnealingWarmRestarts(Sgd(), 3, 0),
            "CosineAnnealingWarmRestarts: expected integer T_mult >= 1, but got 0; pass 1 or more (Parameter 'tMult')"),
        Mistake.Range(() => new CosineAnnealingWarmRestarts(Sgd(), 3).Step(-0.5),
            "Step: expected a non-negative epoch, but got -0.5; pass 0 or more (Parameter 'epoch')"),
        Mistake.Argument(Sequential(2, []),
            "SequentialLR: expected one schedule more than milestones, but got 2 schedules and 0 milestones; pass an epoch for each schedule "
            + "but the first"),
        Mistake.Argument(() => new SequentialLR(Sgd(), [new StepLR(Sgd(), 2)], []),
            "SequentialLR: schedule 0 is of another optimizer; all must be of the one passed first (Parameter 'schedulers')"),
        Mistake.Argument(() => new ChainedScheduler([]), "ChainedScheduler: there is no schedule; pass one or more (Parameter 'schedulers')"),
        Mistake.Argument(() => new ChainedScheduler([new StepLR(Sgd(), 2), new StepLR(Sgd(), 2)]),
            "ChainedScheduler: schedules 0 and 1 are of different optimizers; all must be of one (Parameter 'schedulers')"),
        Mistake.Argument(() => new CyclicLR(Sgd(), 0.1, new[] { 0.1 }),
            "CyclicLR: expected 2 values for max_lr, got 1; pass one number, or one for each group"),
        Mistake.Range(() => new CyclicLR(Sgd(), 0.1, 0.2, 0, 3),
            "CyclicLR: 0 steps up and 3 down; both must be 1 or more (Parameter 'stepSizeUp')"),
        Mistake.Argument(() => new CyclicLR(new Adagrad([Parameter.From(Tensor.Ones(1))]), 0.1, 0.2),
            "CyclicLR: Adagrad has no momentum to cycle; pass cycleMomentum: false (Parameter 'optimizer')"),
        Mistake.Argument(() => new OneCycleLR(Sgd(), 0.1),
            "OneCycleLR: the number of steps is not given; pass totalSteps, or epochs and stepsPerEpoch"),
        Mistake.Range(() => new OneCycleLR(Sgd(), 0.1, 0),
            "OneCycleLR: expected positive integer total_steps, but got 0; pass 1 or more (Parameter 'totalSteps')"),
        Mistake.Range(() => new OneCycleLR(Sgd(), 0.1, epochs: 0, stepsPerEpoch: 3),
            "OneCycleLR: expected positive integer epochs, but got 0; pass 1 or more (Parameter 'epochs')"),
        Mistake.Range(() => new OneCycleLR(Sgd(), 0.1, epochs: 3, stepsPerEpoch: -1),
            "OneCycleLR: expected positive integer steps_per_epoch, but got -1; pass 1 or more (Parameter 'stepsPerEpoch')"),
        Mistake.Range(() => new OneCycleLR(Sgd(), 0.1, 3, pctStart: 2),
            "OneCycleLR: expected a pct_start between 0 and 1, but got 2; pass a proportion of the steps (Parameter 'pctStart')"),
        Mistake.State(StepsTooOften,
            "Step: tried to step 4 times, and the schedule has 2 steps; pass the number of batches of all epochs"),
        Mistake.State(() => ContinuesWithoutState(),
            "Step: a group has no \"max_lr\" to continue from; load the state of the optimizer, or make a new schedule"),
        Mistake.Range(() => new SWALR(Sgd(), 0.1, -1),
            "SWALR: anneal_epochs must be equal or greater than 0, got -1; pass 0 for at once (Parameter 'annealEpochs')"),
        Mistake.Range(() => new ReduceLROnPlateau(Sgd(), factor: 1),
            "ReduceLROnPlateau: a factor of 1; it must be below 1 (Parameter 'factor')"),
        Mistake.Argument(() => new StepLR(Sgd(), 2).LoadStateDict(new ExponentialLR(Sgd(), 0.5).StateDict()),
            "LoadStateDict: the state has no \"step_size\"; it is not the state of such a schedule"),
        Mistake.Argument(() => new StepLR(new SGD([Parameter.From(Tensor.Ones(1))], 1), 2).LoadStateDict(new StepLR(Sgd(), 2).StateDict()),
            "LoadStateDict: \"base_lrs\" has 2 numbers in the state and 1 here; make the groups as they were saved"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    private static Action Sequential(int count, int[] milestones) => () =>
    {
        var optimizer = Sgd();
        _ = new SequentialLR(optimizer, [.. Enumerable.Range(0, count).Select(_ => new StepLR(optimizer, 2))], milestones);
    };

    private static void StepsTooOften()
    {
        var optimizer = Sgd();
        var schedule = new OneCycleLR(optimizer, 0.1, totalSteps: 2);
        optimizer.ParamGroups[0].Params[0].Grad = Tensor.Ones(1);
        optimizer.Step();
        for (var i = 0; i < 3; i++) schedule.Step();
    }

    private static void ContinuesWithoutState()
    {
        var optimizer = Sgd();
        _ = new StepLR(optimizer, 2);
        _ = new OneCycleLR(optimizer, 0.1, 5, lastEpoch: 1);
    }

    private sealed class Unstarted(Optimizer optimizer) : LRScheduler(optimizer)
    {
        protected override double[] GetLr() => [];
    }

    private sealed class TooFew : LRScheduler
    {
        public TooFew(Optimizer optimizer) : base(optimizer) => Start();

        protected override double[] GetLr() => [1];
    }
}
