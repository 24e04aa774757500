namespace Autograd.NN;

/// <summary>
/// Lets the rates fall along half a cosine: lrₜ = η + (lr₀ − η)·(1 + cos(πt/T))/2. After I. Loshchilov and F. Hutter,
/// "SGDR: stochastic gradient descent with warm restarts" (2017), without the restarts.
/// </summary>
/// <remarks>The rate is computed from the one before, so that it may also be changed by hand or another schedule.</remarks>
public sealed class CosineAnnealingLR : LRScheduler
{
    private int _tMax;
    private double _etaMin;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="tMax">T, the number of epochs until the rate is least.</param>
    /// <param name="etaMin">η, the least rate.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">T is not above 0.</exception>
    public CosineAnnealingLR(Optimizer optimizer, int tMax, double etaMin = 0, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        if (tMax <= 0)
            throw new ArgumentOutOfRangeException(nameof(tMax), $"CosineAnnealingLR: a T_max of {tMax} epochs; it must be 1 or more");
        (_tMax, _etaMin) = (tMax, etaMin);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        if (LastEpoch == 0) return CurrentLrs();
        if (StepCount == 1) return GetClosedFormLr();
        var result = CurrentLrs();
        if (IsFirstAfterMinimum())
        {
            for (var i = 0; i < result.Length; i++) result[i] += (BaseLrs[i] - _etaMin) * (1 - Math.Cos(Math.PI / _tMax)) / 2;
            return result;
        }

        var factor = (1 + Math.Cos(Math.PI * LastEpoch / _tMax)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / _tMax));
        for (var i = 0; i < result.Length; i++) result[i] = (factor * (result[i] - _etaMin)) + _etaMin;
        return result;
    }

    /// <inheritdoc/>
    protected override double[] GetClosedFormLr()
    {
        var result = new double[BaseLrs.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = _etaMin + ((BaseLrs[i] - _etaMin) * (1 + Math.Cos(Math.PI * LastEpoch / _tMax)) / 2);
        return result;
    }

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("T_max", ref _tMax);
        state.Visit("eta_min", ref _etaMin);
    }

    /// <summary>True where the factor from the epoch before would be a division by 0.</summary>
    private bool IsFirstAfterMinimum() => (LastEpoch - 1 - _tMax) % (2 * _tMax) == 0;
}
