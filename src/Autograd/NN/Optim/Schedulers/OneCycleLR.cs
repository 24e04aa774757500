namespace Autograd.NN;

/// <summary>
/// Lets the rates rise to a maximum and fall far below where they began, and the momentum the other way, once over the
/// whole training, after L. Smith and N. Topin, "Super-convergence: very fast training of neural networks using large
/// learning rates" (2018). It is stepped after every batch.
/// </summary>
/// <remarks>
/// The rates begin at maxLr/divFactor and end at maxLr/divFactor/finalDivFactor. In three phases the second one leads
/// back to where the first began, and the third one down from there.
/// </remarks>
public sealed class OneCycleLR : LRScheduler
{
    private readonly AnnealStrategy _strategy;
    private readonly bool _cyclesMomentum;
    private readonly bool _hasThreePhases;
    private readonly double _pctStart;
    private int _totalSteps;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="maxLr">The highest rate.</param>
    /// <param name="totalSteps">The number of steps, instead of epochs and steps of an epoch.</param>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="stepsPerEpoch">The number of steps of an epoch.</param>
    /// <param name="pctStart">The proportion of the steps in which the rates rise.</param>
    /// <param name="annealStrategy">The shape of the curves.</param>
    /// <param name="cycleMomentum">True to change the momentum too; for optimizers of Adam's kind that is β₁.</param>
    /// <param name="baseMomentum">The lowest momentum; 0.85 if null.</param>
    /// <param name="maxMomentum">The highest momentum; 0.95 if null.</param>
    /// <param name="divFactor">The quotient of the highest rate and the first one.</param>
    /// <param name="finalDivFactor">The quotient of the first rate and the last one.</param>
    /// <param name="threePhase">True for a phase of its own below the first rate.</param>
    /// <param name="lastEpoch">The last step to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentException">
    /// The number of steps is not given or not positive, a proportion is out of range, the optimizer has no momentum to
    /// cycle, or there are more or fewer numbers than groups.
    /// </exception>
    public OneCycleLR(
        Optimizer optimizer, PerGroup maxLr, int? totalSteps = null, int? epochs = null, int? stepsPerEpoch = null,
        double pctStart = 0.3, AnnealStrategy annealStrategy = AnnealStrategy.Cos, bool cycleMomentum = true,
        PerGroup? baseMomentum = null, PerGroup? maxMomentum = null, double divFactor = 25, double finalDivFactor = 1e4,
        bool threePhase = false, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        _totalSteps = StepsOf(totalSteps, epochs, stepsPerEpoch);
        if (!(pctStart is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(pctStart), $"OneCycleLR: expected a pct_start between 0 and 1, but got {pctStart}; pass a proportion of the steps");
        (_strategy, _cyclesMomentum, _hasThreePhases, _pctStart) = (annealStrategy, cycleMomentum, threePhase, pctStart);
        var maxLrs = maxLr.Expand("OneCycleLR", "max_lr", optimizer);
        if (cycleMomentum) GroupMomentum.Check("OneCycleLR", optimizer);
        var maxMomentums = (maxMomentum ?? 0.95).Expand("OneCycleLR", "max_momentum", optimizer);
        var baseMomentums = (baseMomentum ?? 0.85).Expand("OneCycleLR", "base_momentum", optimizer);
        for (var i = 0; i < Groups.Count && lastEpoch == -1; i++)
        {
            var group = Groups[i];
            group.InitialLr = maxLrs[i] / divFactor;
            group.SetExtra("max_lr", maxLrs[i]);
            group.SetExtra("min_lr", group.InitialLr / finalDivFactor);
            if (!cycleMomentum) continue;
            GroupMomentum.Set(group, maxMomentums[i]);
            group.SetExtra("max_momentum", maxMomentums[i]);
            group.SetExtra("base_momentum", baseMomentums[i]);
        }

        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        if (LastEpoch > _totalSteps)
            throw new InvalidOperationException(
                $"Step: tried to step {LastEpoch + 1} times, and the schedule has {_totalSteps} steps; pass the number of batches of all epochs");
        var result = new double[Groups.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var group = Groups[i];
            var (phase, pct) = PlaceOf(LastEpoch);
            var (first, highest, last) = (group.InitialLr!.Value, Extra(group, "max_lr"), Extra(group, "min_lr"));
            result[i] = phase switch
            {
                0 => Anneal(first, highest, pct),
                1 when _hasThreePhases => Anneal(highest, first, pct),
                1 => Anneal(highest, last, pct),
                _ => Anneal(first, last, pct),
            };
            if (!_cyclesMomentum) continue;
            var (least, most) = (Extra(group, "base_momentum"), Extra(group, "max_momentum"));
            GroupMomentum.Set(group, phase switch
            {
                0 => Anneal(most, least, pct),
                1 => Anneal(least, most, pct),
                _ => Anneal(most, most, pct),
            });
        }

        return result;
    }

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("total_steps", ref _totalSteps);
    }

    private static int StepsOf(int? totalSteps, int? epochs, int? stepsPerEpoch)
    {
        if (totalSteps is { } steps)
            return steps > 0 ? steps : throw new ArgumentOutOfRangeException(
                nameof(totalSteps), $"OneCycleLR: expected positive integer total_steps, but got {steps}; pass 1 or more");
        if (epochs is not { } count || stepsPerEpoch is not { } each)
            throw new ArgumentException(
                "OneCycleLR: the number of steps is not given; pass totalSteps, or epochs and stepsPerEpoch");
        if (count <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(epochs), $"OneCycleLR: expected positive integer epochs, but got {count}; pass 1 or more");
        return each > 0 ? count * each : throw new ArgumentOutOfRangeException(
            nameof(stepsPerEpoch), $"OneCycleLR: expected positive integer steps_per_epoch, but got {each}; pass 1 or more");
    }

    private static double Extra(ParameterGroup group, string name) => group.Extra(name) ?? throw new InvalidOperationException(
        $"Step: a group has no \"{name}\" to continue from; load the state of the optimizer, or make a new schedule");

    /// <summary>The phase of a step, and the proportion of it that is past.</summary>
    private (int Phase, double Pct) PlaceOf(int step)
    {
        ReadOnlySpan<double> ends = _hasThreePhases
            ? [(_pctStart * _totalSteps) - 1, (2 * _pctStart * _totalSteps) - 2, _totalSteps - 1]
            : [(_pctStart * _totalSteps) - 1, _totalSteps - 1];
        var phase = 0;
        while (phase < ends.Length - 1 && step > ends[phase]) phase++;
        var start = phase == 0 ? 0 : ends[phase - 1];
        return (phase, (step - start) / (ends[phase] - start));
    }

    private double Anneal(double start, double end, double pct) => _strategy == AnnealStrategy.Linear
        ? ((end - start) * pct) + start
        : end + ((start - end) / 2 * (Math.Cos(Math.PI * pct) + 1));
}
