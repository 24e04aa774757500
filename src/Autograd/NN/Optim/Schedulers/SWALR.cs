namespace Autograd.NN;

/// <summary>
/// Leads the rates to a constant one over some epochs, at which the parameters are then averaged, after P. Izmailov et
/// al., "Averaging weights leads to wider optima and better generalization" (2018); see <see cref="AveragedModel{TModule}"/>.
/// </summary>
public sealed class SWALR : LRScheduler
{
    private readonly AnnealStrategy _strategy;
    private int _annealEpochs;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="swaLr">The constant rate.</param>
    /// <param name="annealEpochs">The number of epochs until there; 0 for at once.</param>
    /// <param name="annealStrategy">The shape of the curve.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentException">
    /// The number of epochs is negative, or there are more or fewer rates than groups.
    /// </exception>
    public SWALR(
        Optimizer optimizer, PerGroup swaLr, int annealEpochs = 10, AnnealStrategy annealStrategy = AnnealStrategy.Cos,
        int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        if (annealEpochs < 0)
            throw new ArgumentOutOfRangeException(
                nameof(annealEpochs), $"SWALR: anneal_epochs must be equal or greater than 0, got {annealEpochs}; pass 0 for at once");
        var rates = swaLr.Expand("SWALR", "swa_lr", optimizer);
        for (var i = 0; i < rates.Length; i++) Groups[i].SetExtra("swa_lr", rates[i]);
        (_strategy, _annealEpochs) = (annealStrategy, annealEpochs);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr()
    {
        var step = _annealEpochs == 0 ? Math.Max(1, StepCount - 1) : StepCount - 1;
        var before = WeightAt(step - 1);
        var weight = WeightAt(step);
        var result = CurrentLrs();
        for (var i = 0; i < result.Length; i++)
        {
            var target = Groups[i].Extra("swa_lr")!.Value;
            var origin = before == 1 ? target : (result[i] - (before * target)) / (1 - before);
            result[i] = (target * weight) + (origin * (1 - weight));
        }

        return result;
    }

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("anneal_epochs", ref _annealEpochs);
    }

    /// <summary>The weight of the constant rate at a step.</summary>
    private double WeightAt(int step)
    {
        var t = Math.Clamp(step / (double)Math.Max(1, _annealEpochs), 0, 1);
        return _strategy == AnnealStrategy.Linear ? t : (1 - Math.Cos(Math.PI * t)) / 2;
    }
}
