namespace Autograd.NN;

/// <summary>
/// The base class of schedules of the learning rate: sets the rate of every group when it is made, and again at each
/// <see cref="Step"/>, once an epoch or batch, after the optimizer's step.
/// </summary>
/// <remarks>
/// A schedule of one's own passes the optimizer on, calls <see cref="Start"/> at the end of its constructor, and
/// computes the rates in <see cref="GetLr"/>, from <see cref="LastEpoch"/> and <see cref="BaseLrs"/>.
/// </remarks>
/// <example><code>
/// sealed class InverseSqrtLR : LRScheduler
/// {
///     public InverseSqrtLR(Optimizer optimizer) : base(optimizer) => Start();
///
///     protected override double[] GetLr() => [.. BaseLrs.Select(lr => lr / Math.Sqrt(LastEpoch + 1))];
/// }
/// </code></example>
public abstract class LRScheduler : IStateful
{
    private double[] _baseLrs = [];
    private double[] _lastLrs = [];
    private int _stepCount;
    private bool _isStarted;
    private long _optimizerSteps;

    /// <summary>Attaches a schedule to an optimizer. The derived class calls <see cref="Start"/>.</summary>
    /// <param name="optimizer">The optimizer whose groups' rates are set.</param>
    /// <param name="lastEpoch">
    /// −1 for a new schedule, which begins with the current rates; the last epoch to continue with, for groups that have
    /// an <see cref="ParameterGroup.InitialLr"/>, as those of a loaded state.
    /// </param>
    protected LRScheduler(Optimizer optimizer, int lastEpoch = -1)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Optimizer = optimizer;
        LastEpoch = lastEpoch;
    }

    /// <summary>The number of the epoch, or batch, whose rate is set: 0 after the constructor.</summary>
    public int LastEpoch { get; internal set; }

    /// <summary>The optimizer.</summary>
    protected internal Optimizer Optimizer { get; }

    /// <summary>The optimizer's groups.</summary>
    protected IReadOnlyList<ParameterGroup> Groups => Optimizer.ParamGroups;

    /// <summary>The rates with which the schedule began, one for each group.</summary>
    protected IReadOnlyList<double> BaseLrs
    {
        get => _baseLrs;
        private protected set => _baseLrs = [.. value];
    }

    /// <summary>The number of calls of <see cref="Step"/>, with the one in the constructor.</summary>
    private protected int StepCount => _stepCount;

    /// <summary>Returns the rates that the last step set, one for each group.</summary>
    public IReadOnlyList<double> GetLastLr() => _lastLrs;

    /// <summary>Sets the rates of the next epoch.</summary>
    /// <exception cref="InvalidOperationException">
    /// The optimizer has made no step since the schedule was made, so that its first rate would be skipped.
    /// </exception>
    public virtual void Step()
    {
        CheckStarted();
        if (_stepCount == 1 && Optimizer.StepCount == _optimizerSteps)
            throw new InvalidOperationException(
                $"Step: {GetType().Name} was stepped before {Optimizer.GetType().Name}, which would skip the first value of the schedule; call "
                + "optimizer.Step() first, and then scheduler.Step()");
        _stepCount++;
        LastEpoch++;
        SetLrs(GetLr());
    }

    /// <summary>
    /// Copies what the schedule counts, and its numbers, to tensors under PyTorch's names. Functions are not saved.
    /// </summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var result = new OrderedDictionary<string, Tensor>();
        VisitState(SchedulerState.ToSave("", result));
        return result;
    }

    /// <summary>
    /// Restores a state that <see cref="StateDict"/> returned. The rates of the groups are part of the optimizer's
    /// state and not of this.
    /// </summary>
    /// <exception cref="ArgumentException">An entry is missing; the schedule is not changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        VisitState(SchedulerState.ToCheck("", state));
        VisitState(SchedulerState.ToLoad("", state));

        // The optimizer's steps of the run that was saved are not known here; the first Step is not to be taken for too early.
        _optimizerSteps = -1;
    }

    /// <summary>Sets the first rates. A derived class calls it at the end of its constructor.</summary>
    /// <exception cref="ArgumentException">The schedule continues another one that these groups never had.</exception>
    protected void Start()
    {
        var name = GetType().Name;
        for (var i = 0; i < Groups.Count; i++)
        {
            if (LastEpoch == -1) Groups[i].InitialLr ??= Groups[i].Lr;
            else if (Groups[i].InitialLr is null)
                throw new ArgumentException(
                    $"{name}: group {i} has no InitialLr to continue from at epoch {LastEpoch}; load the optimizer's state, or set it");
        }

        _baseLrs = new double[Groups.Count];
        for (var i = 0; i < _baseLrs.Length; i++) _baseLrs[i] = Groups[i].InitialLr!.Value;
        _isStarted = true;
        InitialStep();
    }

    /// <summary>Returns the rate of each group at <see cref="LastEpoch"/>.</summary>
    protected abstract double[] GetLr();

    /// <summary>
    /// Returns the rate of each group at <see cref="LastEpoch"/> when the schedule jumps there, as the next one of a
    /// <see cref="SequentialLR"/> does. In the base class as <see cref="GetLr"/>.
    /// </summary>
    protected virtual double[] GetClosedFormLr() => GetLr();

    /// <summary>
    /// Names everything that belongs to a saved state. A derived class calls the method of its base, and visits the
    /// fields that change or that its formula reads.
    /// </summary>
    protected virtual void VisitState(SchedulerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var epoch = LastEpoch;
        state.VisitEach("base_lrs", ref _baseLrs);
        state.Visit("last_epoch", ref epoch);
        state.Visit("_step_count", ref _stepCount);
        state.VisitEach("_last_lr", ref _lastLrs);
        LastEpoch = epoch;
    }

    /// <summary>The visit of a schedule inside of another one.</summary>
    internal void Visit(SchedulerState state) => VisitState(state);

    /// <summary>Sets the rates of the first epoch.</summary>
    internal void InitialStep()
    {
        _stepCount = 0;
        _optimizerSteps = Optimizer.StepCount;
        Step();
    }

    /// <summary>Sets the rates of any epoch.</summary>
    internal virtual void StepTo(int epoch)
    {
        _stepCount++;
        LastEpoch = epoch;
        SetLrs(GetClosedFormLr());
    }

    /// <summary>The current rates, each times a factor.</summary>
    private protected double[] Scaled(double factor)
    {
        var result = CurrentLrs();
        for (var i = 0; i < result.Length; i++) result[i] *= factor;
        return result;
    }

    /// <summary>The first rates, each times a factor.</summary>
    private protected double[] ScaledBase(double factor) => Array.ConvertAll(_baseLrs, lr => lr * factor);

    private protected double[] CurrentLrs()
    {
        var result = new double[Groups.Count];
        for (var i = 0; i < result.Length; i++) result[i] = Groups[i].Lr;
        return result;
    }

    private protected void SetLrs(double[] lrs)
    {
        if (lrs.Length != Groups.Count)
            throw new InvalidOperationException(
                $"Step: GetLr of {GetType().Name} returned {lrs.Length} rates for {Groups.Count} groups; return one for each");
        for (var i = 0; i < lrs.Length; i++) Groups[i].Lr = lrs[i];
        _lastLrs = CurrentLrs();
    }

    /// <summary>Makes the current rates those of the last step, which another schedule set.</summary>
    private protected void NoteLrs() => _lastLrs = CurrentLrs();

    private void CheckStarted()
    {
        if (!_isStarted)
            throw new InvalidOperationException($"Step: {GetType().Name} has not begun; call Start() at the end of its constructor");
    }
}
