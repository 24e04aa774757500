namespace Autograd.NN;

/// <summary>Multiplies the rates by a factor when a metric has not become better for some epochs.</summary>
public sealed class ReduceLROnPlateau : IStateful
{
    private readonly Optimizer _optimizer;
    private readonly PlateauMode _mode;
    private readonly ThresholdMode _thresholdMode;
    private double[] _minLrs;
    private double[] _lastLrs;
    private double _factor;
    private double _threshold;
    private double _eps;
    private double _best;
    private int _patience;
    private int _cooldown;
    private int _cooldownCounter;
    private int _badEpochs;
    private int _lastEpoch;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="mode">Whether smaller or larger metrics are better.</param>
    /// <param name="factor">The factor, below 1.</param>
    /// <param name="patience">The number of epochs without a better metric that are let pass.</param>
    /// <param name="threshold">How much better a metric must be.</param>
    /// <param name="thresholdMode">Whether that is a proportion of the best metric or a difference.</param>
    /// <param name="cooldown">The number of epochs after a reduction in which none are counted.</param>
    /// <param name="minLr">The least rate.</param>
    /// <param name="eps">The least reduction; smaller ones are not made.</param>
    /// <exception cref="ArgumentException">
    /// The factor is not below 1, or there are more or fewer least rates than groups.
    /// </exception>
    public ReduceLROnPlateau(
        Optimizer optimizer, PlateauMode mode = PlateauMode.Min, double factor = 0.1, int patience = 10, double threshold = 1e-4,
        ThresholdMode thresholdMode = ThresholdMode.Rel, int cooldown = 0, PerGroup minLr = default, double eps = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!(factor < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), $"ReduceLROnPlateau: a factor of {factor}; it must be below 1");
        _optimizer = optimizer;
        (_mode, _factor, _patience, _threshold, _thresholdMode, _cooldown, _eps) =
            (mode, factor, patience, threshold, thresholdMode, cooldown, eps);
        _minLrs = minLr.Expand("ReduceLROnPlateau", "min_lr", optimizer);
        _best = mode == PlateauMode.Min ? double.PositiveInfinity : double.NegativeInfinity;
        _lastLrs = CurrentLrs();
    }

    /// <summary>Returns the rates after the last step, one for each group.</summary>
    public IReadOnlyList<double> GetLastLr() => _lastLrs;

    /// <summary>Counts an epoch, and reduces the rates if there were too many without a better metric.</summary>
    /// <param name="metrics">The metric of the epoch, such as the loss of validation.</param>
    public void Step(double metrics)
    {
        _lastEpoch++;
        if (IsBetter(metrics)) (_best, _badEpochs) = (metrics, 0);
        else _badEpochs++;

        if (_cooldownCounter > 0)
        {
            _cooldownCounter--;
            _badEpochs = 0;
        }

        if (_badEpochs > _patience)
        {
            Reduce();
            (_cooldownCounter, _badEpochs) = (_cooldown, 0);
        }

        _lastLrs = CurrentLrs();
    }

    /// <summary>As <see cref="Step(double)"/>, with a metric of one element.</summary>
    /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
    public void Step(Tensor metrics) => Step(NotNull(metrics).Item());

    /// <summary>Copies what the schedule counts, and its numbers, to tensors under PyTorch's names.</summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var result = new OrderedDictionary<string, Tensor>();
        VisitState(SchedulerState.ToSave("", result));
        return result;
    }

    /// <summary>Restores a state that <see cref="StateDict"/> returned.</summary>
    /// <exception cref="ArgumentException">An entry is missing; the schedule is not changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        VisitState(SchedulerState.ToCheck("", state));
        VisitState(SchedulerState.ToLoad("", state));
    }

    private void VisitState(SchedulerState state)
    {
        state.Visit("factor", ref _factor);
        state.VisitEach("min_lrs", ref _minLrs);
        state.Visit("patience", ref _patience);
        state.Visit("cooldown", ref _cooldown);
        state.Visit("cooldown_counter", ref _cooldownCounter);
        state.Visit("threshold", ref _threshold);
        state.Visit("best", ref _best);
        state.Visit("num_bad_epochs", ref _badEpochs);
        state.Visit("eps", ref _eps);
        state.Visit("last_epoch", ref _lastEpoch);
        state.VisitEach("_last_lr", ref _lastLrs);
    }

    private bool IsBetter(double metric) => (_mode, _thresholdMode) switch
    {
        (PlateauMode.Min, ThresholdMode.Rel) => metric < _best * (1 - _threshold),
        (PlateauMode.Min, _) => metric < _best - _threshold,
        (_, ThresholdMode.Rel) => metric > _best * (_threshold + 1),
        _ => metric > _best + _threshold,
    };

    private void Reduce()
    {
        for (var i = 0; i < _minLrs.Length; i++)
        {
            var group = _optimizer.ParamGroups[i];
            var reduced = Math.Max(group.Lr * _factor, _minLrs[i]);
            if (group.Lr - reduced > _eps) group.Lr = reduced;
        }
    }

    private double[] CurrentLrs()
    {
        var result = new double[_optimizer.ParamGroups.Count];
        for (var i = 0; i < result.Length; i++) result[i] = _optimizer.ParamGroups[i].Lr;
        return result;
    }
}
