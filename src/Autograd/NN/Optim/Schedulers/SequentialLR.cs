namespace Autograd.NN;

/// <summary>Follows one schedule after the other: the next one begins, at its own epoch 0, at each milestone.</summary>
public sealed class SequentialLR : LRScheduler
{
    private readonly LRScheduler[] _schedulers;
    private double[] _milestones;

    /// <summary>Makes a schedule of others, which are not stepped any more.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="schedulers">The schedules, all of this optimizer.</param>
    /// <param name="milestones">The epochs at which the next one begins, in order, one fewer than schedules.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentException">
    /// A schedule is of another optimizer, or the number of milestones does not fit.
    /// </exception>
    public SequentialLR(
        Optimizer optimizer, IReadOnlyList<LRScheduler> schedulers, IReadOnlyList<int> milestones, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        ArgumentNullException.ThrowIfNull(schedulers);
        ArgumentNullException.ThrowIfNull(milestones);
        if (milestones.Count != schedulers.Count - 1)
            throw new ArgumentException(
                $"SequentialLR: expected one schedule more than milestones, but got {schedulers.Count} schedules and {milestones.Count} "
                + "milestones; pass an epoch for each schedule but the first");
        _schedulers = [.. schedulers];
        _milestones = [.. milestones.Select(epoch => (double)epoch)];
        for (var i = 0; i < _schedulers.Length; i++)
        {
            if (NotNull(_schedulers[i]).Optimizer != optimizer)
                throw new ArgumentException(
                    $"SequentialLR: schedule {i} is of another optimizer; all must be of the one passed first", nameof(schedulers));
        }

        LastEpoch = lastEpoch + 1;
        foreach (var group in Groups) group.Lr = group.InitialLr!.Value;
        foreach (var scheduler in _schedulers) scheduler.LastEpoch--;
        _schedulers[0].InitialStep();
        BaseLrs = _schedulers[0].GetLastLr();
        NoteLrs();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        LastEpoch++;
        var index = 0;
        while (index < _milestones.Length && _milestones[index] <= LastEpoch) index++;
        if (index > 0 && _milestones[index - 1] == LastEpoch) _schedulers[index].StepTo(0);
        else _schedulers[index].Step();
        NoteLrs();
    }

    /// <inheritdoc/>
    protected override double[] GetLr() => CurrentLrs();

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.VisitEach("_milestones", ref _milestones);
        for (var i = 0; i < _schedulers.Length; i++) _schedulers[i].Visit(state.Inside($"_schedulers.{i}"));
    }
}
