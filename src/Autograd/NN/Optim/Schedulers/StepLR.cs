namespace Autograd.NN;

/// <summary>Multiplies the rates by γ every <c>stepSize</c> epochs.</summary>
public sealed class StepLR : LRScheduler
{
    private int _stepSize;
    private double _gamma;

    /// <summary>Makes a schedule.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="stepSize">The number of epochs between two changes.</param>
    /// <param name="gamma">The factor.</param>
    /// <param name="lastEpoch">The last epoch to continue with; −1 for a new schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step size is not above 0.</exception>
    public StepLR(Optimizer optimizer, int stepSize, double gamma = 0.1, int lastEpoch = -1)
        : base(optimizer, lastEpoch)
    {
        if (stepSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(stepSize), $"StepLR: a step size of {stepSize} epochs; it must be 1 or more");
        (_stepSize, _gamma) = (stepSize, gamma);
        Start();
    }

    /// <inheritdoc/>
    protected override double[] GetLr() => Scaled(LastEpoch == 0 || LastEpoch % _stepSize != 0 ? 1 : _gamma);

    /// <inheritdoc/>
    protected override double[] GetClosedFormLr() => ScaledBase(Math.Pow(_gamma, LastEpoch / _stepSize));

    /// <inheritdoc/>
    protected override void VisitState(SchedulerState state)
    {
        base.VisitState(state);
        state.Visit("step_size", ref _stepSize);
        state.Visit("gamma", ref _gamma);
    }
}
