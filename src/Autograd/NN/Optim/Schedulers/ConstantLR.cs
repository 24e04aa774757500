namespace Autograd.NN;

/// <summary>Multiplies the rates by a factor for the first epochs, and leaves them as they were then.</summary>
public sealed class ConstantLR : LRScheduler
{
    private double _factor;
    private int _totalIters;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="factor">The factor, between 0 and 1.</param>
    /// <param name="totalIters">The number of epochs with the factor.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not between 0 and 1.</exception>
    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int totalIters = 5, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        if (!(factor is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(factor), $"ConstantLR: the constant multiplicative factor is {factor}; it must be between 0 and 1");
        (_factor, _totalIters) = (factor, totalIters);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr() =>
        LastEpoch == 0 ? Scaled(_factor) : LastEpoch == _totalIters ? Scaled(1 / _factor) : CurrentLrs();

    /// <inheritdoc/>
    protected override double[] GetClosedFormLr() => ScaledBase(LastEpoch >= _totalIters ? _factor + (1 - _factor) : _factor);

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("factor", ref _factor);
        state.Visit("total_iters", ref _totalIters);
    }
}
