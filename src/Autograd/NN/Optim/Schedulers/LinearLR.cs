namespace Autograd.NN;

/// <summary>Multiplies the rates by a factor that changes linearly over the first epochs, and then stays.</summary>
public sealed class LinearLR : LRScheduler
{
    private double _startFactor;
    private double _endFactor;
    private int _totalIters;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="startFactor">The factor of the first epoch, above 0 and at most 1.</param>
    /// <param name="endFactor">The factor from the last of these epochs on, between 0 and 1.</param>
    /// <param name="totalIters">The number of epochs in which the factor changes.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is out of range.</exception>
    public LinearLR(
        Optimizer optimizer, double startFactor = 1.0 / 3, double endFactor = 1, int totalIters = 5, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        if (!(startFactor is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(startFactor), $"LinearLR: the starting multiplicative factor is {startFactor}; it must be above 0 and at most 1");
        if (!(endFactor is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(endFactor), $"LinearLR: the ending multiplicative factor is {endFactor}; it must be between 0 and 1");
        (_startFactor, _endFactor, _totalIters) = (startFactor, endFactor, totalIters);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        if (LastEpoch == 0) return Scaled(_startFactor);
        if (LastEpoch > _totalIters) return CurrentLrs();
        var change = _endFactor - _startFactor;
        // Rounding may lead below 0, where there are no rates.
        return Scaled(Math.Max(0, 1 + (change / ((_totalIters * _startFactor) + ((LastEpoch - 1) * change)))));
    }

    /// <inheritdoc/>
    protected override double[] GetClosedFormLr() =>
        ScaledBase(_startFactor + ((_endFactor - _startFactor) * Math.Min(_totalIters, LastEpoch) / _totalIters));

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("start_factor", ref _startFactor);
        state.Visit("end_factor", ref _endFactor);
        state.Visit("total_iters", ref _totalIters);
    }
}
