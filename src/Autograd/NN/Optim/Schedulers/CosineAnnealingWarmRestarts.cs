namespace Autograd.NN;

/// <summary>
/// Lets the rates fall along half a cosine, again and again, over periods that grow by a factor: lr = η + (lr₀ − η)·(1 +
/// cos(πt/T))/2 at epoch t of a period of T. After I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with
/// warm restarts" (2017).
/// </summary>
public sealed class CosineAnnealingWarmRestarts : LRScheduler
{
    private int _t0;
    private int _tMult;
    private double _etaMin;
    private double _period;
    private double _current;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="t0">The number of epochs of the first period.</param>
    /// <param name="tMult">The factor of the length from period to period.</param>
    /// <param name="etaMin">η, the least rate.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length or the factor is less than 1.</exception>
    public CosineAnnealingWarmRestarts(Optimizer optimizer, int t0, int tMult = 1, double etaMin = 0, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        if (t0 <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(t0), $"CosineAnnealingWarmRestarts: expected positive integer T_0, but got {t0}; pass 1 or more");
        if (tMult < 1)
            throw new ArgumentOutOfRangeException(
                nameof(tMult), $"CosineAnnealingWarmRestarts: expected integer T_mult >= 1, but got {tMult}; pass 1 or more");
        (_t0, _tMult, _etaMin, _period, _current) = (t0, tMult, etaMin, t0, lastEpoch);
        Start();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        if (LastEpoch < 0)
        {
            Step(0);
            return;
        }

        if (++_current >= _period) (_current, _period) = (_current - _period, _period * _tMult);
        LastEpoch++;
        SetLrs(GetLr());
    }

    /// <summary>Sets the rates of any epoch, also within one: <c>Step(epoch + batch / (double)batches)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    public void Step(double epoch)
    {
        if (!(epoch >= 0))
            throw new ArgumentOutOfRangeException(nameof(epoch), $"Step: expected a non-negative epoch, but got {epoch}; pass 0 or more");
        (_current, _period) = PlaceOf(epoch);
        LastEpoch = (int)Math.Floor(epoch);
        SetLrs(GetLr());
    }

    internal override void StepTo(int epoch) => Step(epoch);

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        var result = new double[BaseLrs.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = _etaMin + ((BaseLrs[i] - _etaMin) * (1 + Math.Cos(Math.PI * _current / _period)) / 2);
        return result;
    }

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("T_0", ref _t0);
        state.Visit("T_i", ref _period);
        state.Visit("T_mult", ref _tMult);
        state.Visit("eta_min", ref _etaMin);
        state.Visit("T_cur", ref _current);
    }

    /// <summary>The place of an epoch in its period, and the length of the period.</summary>
    private (double Current, double Period) PlaceOf(double epoch)
    {
        if (epoch < _t0) return (epoch, _t0);
        if (_tMult == 1) return (epoch % _t0, _period);
        var n = (int)(Math.Log((epoch / _t0 * (_tMult - 1)) + 1) / Math.Log(_tMult));
        var power = Math.Pow(_tMult, n);
        return (epoch - (_t0 * (power - 1) / (_tMult - 1)), _t0 * power);
    }
}
