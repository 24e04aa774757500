namespace Autograd.NN;

/// <summary>Multiplies the rates by γ every epoch.</summary>
public sealed class ExponentialLR : LRScheduler
{
    private double _gamma;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="gamma">The factor.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    public ExponentialLR(Optimizer optimizer, double gamma, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        _gamma = gamma;
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr() => Scaled(LastEpoch == 0 ? 1 : _gamma);

    /// <inheritdoc/>
    protected override double[] GetClosedFormLr() => ScaledBase(Math.Pow(_gamma, LastEpoch));

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("gamma", ref _gamma);
    }
}
