namespace Autograd.NN;

/// <summary>Lets the rates fall to 0 by a power: lrₜ = lr₀·(1 − t/totalIters)^power, and 0 from there on.</summary>
public sealed class PolynomialLR : LRScheduler
{
    private int _totalIters;
    private double _power;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="totalIters">The number of epochs until the rates are 0.</param>
    /// <param name="power">The power.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    public PolynomialLR(Optimizer optimizer, int totalIters = 5, double power = 1, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        (_totalIters, _power) = (totalIters, power);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        if (LastEpoch == 0 || LastEpoch > _totalIters) return CurrentLrs();
        var total = (double)_totalIters;
        return Scaled(Math.Pow((1 - (LastEpoch / total)) / (1 - ((LastEpoch - 1) / total)), _power));
    }

    /// <inheritdoc/>
    protected override double[] GetClosedFormLr() =>
        ScaledBase(Math.Pow(1 - (Math.Min(_totalIters, LastEpoch) / (double)_totalIters), _power));

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("total_iters", ref _totalIters);
        state.Visit("power", ref _power);
    }
}
