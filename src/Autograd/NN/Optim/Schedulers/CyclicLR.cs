namespace Autograd.NN;

/// <summary>
/// Lets the rates go up and down between two bounds, and the momentum the other way, after L. Smith, "Cyclical learning
/// rates for training neural networks" (2017). It is stepped after every batch.
/// </summary>
/// <remarks>
/// With x the distance from the base as a proportion, lr = baseLr + (maxLr − baseLr)·x·f, momentum = maxMomentum −
/// (maxMomentum − baseMomentum)·x·f, where f is the scale of the amplitude.
/// </remarks>
public sealed class CyclicLR : LRScheduler
{
    private readonly CyclicMode _mode;
    private readonly Func<double, double>? _scaleFn;
    private readonly ScaleMode _scaleMode;
    private readonly bool _cyclesMomentum;
    private double[] _maxLrs;
    private double[] _baseMomentums = [];
    private double[] _maxMomentums = [];
    private double _totalSize;
    private double _stepRatio;
    private double _gamma;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="baseLr">The lower bound of the rates, where they begin.</param>
    /// <param name="maxLr">The upper bound, before the amplitude is scaled.</param>
    /// <param name="stepSizeUp">The number of steps upwards.</param>
    /// <param name="stepSizeDown">The number of steps downwards; as upwards if null.</param>
    /// <param name="mode">How the amplitude changes, unless there is a function.</param>
    /// <param name="gamma">γ of <see cref="CyclicMode.ExpRange"/>.</param>
    /// <param name="scaleFn">The scale of the amplitude, instead of the mode.</param>
    /// <param name="scaleMode">What the function is given.</param>
    /// <param name="cycleMomentum">True to change the momentum too; for optimizers of Adam's kind that is β₁.</param>
    /// <param name="baseMomentum">The lower bound of the momentum; 0.8 if null.</param>
    /// <param name="maxMomentum">The upper bound of the momentum; 0.9 if null.</param>
    /// <param name="lastEpoch">The last step to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentException">
    /// The optimizer has no momentum to cycle, or there are more or fewer bounds than groups.
    /// </exception>
    public CyclicLR(
        Optimizer optimizer, PerGroup baseLr, PerGroup maxLr, int stepSizeUp = 2000, int? stepSizeDown = null,
        CyclicMode mode = CyclicMode.Triangular, double gamma = 1, Func<double, double>? scaleFn = null,
        ScaleMode scaleMode = ScaleMode.Cycle, bool cycleMomentum = true, PerGroup? baseMomentum = null,
        PerGroup? maxMomentum = null, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        if (stepSizeUp <= 0 || stepSizeDown <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(stepSizeUp), $"CyclicLR: {stepSizeUp} steps up and {stepSizeDown ?? stepSizeUp} down; both must be 1 or more");
        var baseLrs = baseLr.Expand("CyclicLR", "base_lr", optimizer);
        _maxLrs = maxLr.Expand("CyclicLR", "max_lr", optimizer);
        _totalSize = stepSizeUp + (double)(stepSizeDown ?? stepSizeUp);
        _stepRatio = stepSizeUp / _totalSize;
        (_mode, _gamma, _scaleFn, _cyclesMomentum) = (mode, gamma, scaleFn, cycleMomentum);
        _scaleMode = scaleFn is not null ? scaleMode : mode == CyclicMode.ExpRange ? ScaleMode.Iterations : ScaleMode.Cycle;
        if (cycleMomentum)
        {
            GroupMomentum.Check("CyclicLR", optimizer);
            _baseMomentums = (baseMomentum ?? 0.8).Expand("CyclicLR", "base_momentum", optimizer);
            _maxMomentums = (maxMomentum ?? 0.9).Expand("CyclicLR", "max_momentum", optimizer);
        }

        if (lastEpoch == -1)
            for (var i = 0; i < baseLrs.Length; i++) Groups[i].Lr = baseLrs[i];
        Start();
        BaseLrs = baseLrs;
        SetLrs(GetLr());
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        var cycle = Math.Floor(1 + (LastEpoch / _totalSize));
        var x = 1 + (LastEpoch / _totalSize) - cycle;
        var distance = x <= _stepRatio ? x / _stepRatio : (x - 1) / (_stepRatio - 1);
        var scale = ScaleAt(_scaleMode == ScaleMode.Cycle ? cycle : LastEpoch);
        var result = new double[BaseLrs.Count];
        for (var i = 0; i < result.Length; i++) result[i] = BaseLrs[i] + ((_maxLrs[i] - BaseLrs[i]) * distance * scale);
        if (!_cyclesMomentum) return result;
        for (var i = 0; i < result.Length; i++)
            GroupMomentum.Set(Groups[i], _maxMomentums[i] - ((_maxMomentums[i] - _baseMomentums[i]) * distance * scale));
        return result;
    }

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.VisitEach("max_lrs", ref _maxLrs);
        state.Visit("total_size", ref _totalSize);
        state.Visit("step_ratio", ref _stepRatio);
        state.Visit("gamma", ref _gamma);
        if (!_cyclesMomentum) return;
        state.VisitEach("base_momentums", ref _baseMomentums);
        state.VisitEach("max_momentums", ref _maxMomentums);
    }

    private double ScaleAt(double x) => _scaleFn is not null ? _scaleFn(x) : _mode switch
    {
        CyclicMode.Triangular2 => 1 / Math.Pow(2, x - 1),
        CyclicMode.ExpRange => Math.Pow(_gamma, x),
        _ => 1,
    };
}
