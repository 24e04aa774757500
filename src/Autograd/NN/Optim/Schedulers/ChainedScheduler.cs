namespace Autograd.NN;

/// <summary>Steps several schedules together, each from the rate that the one before set.</summary>
public sealed class ChainedScheduler : LRScheduler
{
    private readonly LRScheduler[] _schedulers;

    /// <summary>Makes a schedule of others, which are not stepped any more.</summary>
    /// <param name="schedulers">The schedules, all of one optimizer.</param>
    /// <exception cref="ArgumentException">There is none, or they are not of one optimizer.</exception>
    public ChainedScheduler(IReadOnlyList<LRScheduler> schedulers)
        : base(OptimizerOf(schedulers))
    {
        _schedulers = [.. schedulers];
        for (var i = 1; i < _schedulers.Length; i++)
        {
            if (NotNull(_schedulers[i]).Optimizer != Optimizer)
                throw new ArgumentException(
                    $"ChainedScheduler: schedules 0 and {i} are of different optimizers; all must be of one", nameof(schedulers));
        }

        LastEpoch = 0;
        BaseLrs = CurrentLrs();
        NoteLrs();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        LastEpoch++;
        foreach (var scheduler in _schedulers) scheduler.Step();
        NoteLrs();
    }

    /// <inheritdoc/>
    protected override double[] GetLr() => CurrentLrs();

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        for (var i = 0; i < _schedulers.Length; i++) _schedulers[i].Visit(state.Inside($"_schedulers.{i}"));
    }

    private static Optimizer OptimizerOf(IReadOnlyList<LRScheduler> schedulers)
    {
        ArgumentNullException.ThrowIfNull(schedulers);
        return schedulers.Count > 0 ? NotNull(schedulers[0]).Optimizer : throw new ArgumentException(
            "ChainedScheduler: there is no schedule; pass one or more", nameof(schedulers));
    }
}
