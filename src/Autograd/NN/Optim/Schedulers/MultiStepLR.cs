namespace Autograd.NN;

/// <summary>Multiplies the rates by γ at each milestone; one that is listed twice counts twice.</summary>
public sealed class MultiStepLR : LRScheduler
{
    private double[] _milestones;
    private double _gamma;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="milestones">The epochs at which the rates change, in any order.</param>
    /// <param name="gamma">The factor.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    public MultiStepLR(Optimizer optimizer, IEnumerable<int> milestones, double gamma = 0.1, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        (_milestones, _gamma) = ([.. milestones.Select(epoch => (double)epoch)], gamma);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        var count = _milestones.Count(epoch => epoch == LastEpoch);
        return Scaled(count == 0 ? 1 : Math.Pow(_gamma, count));
    }

    /// <inheritdoc/>
    protected override double[] GetClosedFormLr() =>
        ScaledBase(Math.Pow(_gamma, _milestones.Count(epoch => epoch <= LastEpoch)));

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("milestones", ref _milestones);
        state.Visit("gamma", ref _gamma);
    }
}
