using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>
/// Multiplies a loss by a factor, so that small gradients do not become 0 in Float16, and divides the gradients by it
/// before the optimizer's step; <c>torch.amp.GradScaler</c>.
/// </summary>
/// <remarks>
/// A step whose gradients are not finite is skipped, and the factor is lowered; after <see cref="GrowthInterval"/>
/// steps without, it is raised. BFloat16 has the range of Float32 and needs no scaler.
/// </remarks>
/// <example><code>
/// var scaler = new GradScaler();
/// using (Autocast.Enter(DType.Float16)) loss = F.MseLoss(net.Forward(x), y);
/// scaler.Scale(loss).Backward();
/// scaler.Step(optimizer);
/// scaler.Update();
/// </code></example>
public sealed class GradScaler
{
    private readonly ConditionalWeakTable<Optimizer, State> _states = new();
    private float _scale;
    private int _growthTracker;
    private double _growthFactor;
    private double _backoffFactor;
    private int _growthInterval;

    /// <summary>Makes a scaler.</summary>
    /// <param name="initScale">The first factor.</param>
    /// <param name="growthFactor">By which the factor is multiplied when it grows; above 1.</param>
    /// <param name="backoffFactor">By which it is multiplied after gradients that are not finite; below 1.</param>
    /// <param name="growthInterval">The number of steps with finite gradients after which it grows.</param>
    /// <param name="enabled">False for a scaler that does nothing, so that one program does with and without.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GradScaler(
        double initScale = 65536, double growthFactor = 2, double backoffFactor = 0.5, int growthInterval = 2000, bool enabled = true)
    {
        IsEnabled = enabled;
        if (!(initScale > 0 && float.IsFinite((float)initScale)))
            throw new ArgumentOutOfRangeException(nameof(initScale), $"GradScaler: initScale is {initScale}; it must be finite and above 0");
        _scale = (float)initScale;
        GrowthFactor = growthFactor;
        BackoffFactor = backoffFactor;
        GrowthInterval = growthInterval;
    }

    private enum Stage
    {
        Ready,
        Unscaled,
        Stepped,
    }

    /// <summary>True unless the scaler was made to do nothing.</summary>
    public bool IsEnabled { get; }

    /// <summary>By which the factor is multiplied when it grows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 1.</exception>
    public double GrowthFactor
    {
        get => _growthFactor;
        set => _growthFactor = value > 1 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), $"GrowthFactor: {value}; the growth factor must be above 1");
    }

    /// <summary>By which the factor is multiplied after gradients that are not finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not between 0 and 1.</exception>
    public double BackoffFactor
    {
        get => _backoffFactor;
        set => _backoffFactor = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), $"BackoffFactor: {value}; the backoff factor must be above 0 and below 1");
    }

    /// <summary>The number of steps with finite gradients after which the factor grows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int GrowthInterval
    {
        get => _growthInterval;
        set => _growthInterval = value >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), $"GrowthInterval: {value}; the growth interval must be 1 or more");
    }

    /// <summary>The factor; 1 if the scaler does nothing.</summary>
    public double GetScale() => IsEnabled ? _scale : 1;

    /// <summary>The loss times the factor.</summary>
    public Tensor Scale(Tensor outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return IsEnabled ? outputs * Tensor.From(_scale) : outputs;
    }

    /// <summary>Divides the gradients of an optimizer's parameters by the factor, to clip them before the step.</summary>
    /// <exception cref="InvalidOperationException">
    /// It was called before for this step, or after it; or a gradient is Float16: parameters stay in Float32.
    /// </exception>
    public void Unscale(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!IsEnabled) return;
        var state = _states.GetOrCreateValue(optimizer);
        if (state.Stage == Stage.Unscaled)
            throw new InvalidOperationException(
                "Unscale: it was called for this optimizer since the last Update() already; call it once, before Step()");
        if (state.Stage == Stage.Stepped)
            throw new InvalidOperationException("Unscale: it is called after Step(); call it before, and Update() after both");
        CheckNotFloat16(optimizer);
        using var _ = GradMode.NoGrad();
        var inverse = (float)(1.0 / _scale);
        foreach (var group in optimizer.ParamGroups)
        {
            foreach (var parameter in group.Params)
            {
                if (parameter.Grad is not { } grad) continue;
                state.HasChecked = true;
                state.FoundInf |= !grad.IsFinite().All().Item<bool>();
                grad.MulInPlace(Tensor.From(inverse));
            }
        }

        state.Stage = Stage.Unscaled;
    }

    /// <summary>
    /// The optimizer's step with gradients that are divided by the factor, unless one of them is not finite.
    /// </summary>
    /// <remarks>A step that is skipped counts as one for schedules.</remarks>
    /// <exception cref="InvalidOperationException">
    /// It was called for this optimizer since the last <see cref="Update"/>, or no parameter has a gradient.
    /// </exception>
    public void Step(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!IsEnabled)
        {
            optimizer.Step();
            return;
        }

        var state = _states.GetOrCreateValue(optimizer);
        if (state.Stage == Stage.Stepped)
            throw new InvalidOperationException("Step: it was called since the last Update() already; call Update() after each step");
        if (state.Stage == Stage.Ready) Unscale(optimizer);
        if (!state.HasChecked)
            throw new InvalidOperationException(
                "Step: no parameter of this optimizer has a gradient to check; call Scale(loss).Backward() first");
        if (state.FoundInf) optimizer.StepCount++;
        else optimizer.Step();
        state.Stage = Stage.Stepped;
    }

    /// <summary>Lowers the factor if a gradient was not finite, or raises it after enough steps.</summary>
    /// <param name="newScale">A factor to set instead.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite or not above 0.</exception>
    /// <exception cref="InvalidOperationException">
    /// There was no step since the last call, and no factor is given.
    /// </exception>
    public void Update(double? newScale = null)
    {
        if (!IsEnabled) return;
        if (newScale is { } number)
        {
            if (!(number > 0 && float.IsFinite((float)number)))
                throw new ArgumentOutOfRangeException(nameof(newScale), $"Update: newScale is {number}; it must be finite and above 0");
            _scale = (float)number;
        }
        else
        {
            Adapt();
        }

        _states.Clear();
    }

    /// <summary>Copies the factor and its rules to tensors, under PyTorch's names; empty if the scaler does nothing.</summary>
    public OrderedDictionary<string, Tensor> StateDict() => !IsEnabled ? [] : new()
    {
        ["scale"] = Tensor.From(_scale, DType.Float64),
        ["growth_factor"] = Tensor.From(_growthFactor, DType.Float64),
        ["backoff_factor"] = Tensor.From(_backoffFactor, DType.Float64),
        ["growth_interval"] = Tensor.From(_growthInterval),
        ["_growth_tracker"] = Tensor.From(_growthTracker),
    };

    /// <summary>Takes over what <see cref="StateDict"/> saved; does nothing if the scaler does nothing.</summary>
    /// <exception cref="ArgumentException">A name is missing: a scaler that does nothing saves nothing.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> stateDict)
    {
        ArgumentNullException.ThrowIfNull(stateDict);
        if (!IsEnabled) return;
        var (scale, growth, backoff) = (Find("scale"), Find("growth_factor"), Find("backoff_factor"));
        var (interval, tracker) = (Find("growth_interval"), Find("_growth_tracker"));
        (GrowthFactor, BackoffFactor, GrowthInterval) = (growth.Item(), backoff.Item(), interval.Item<int>());
        (_scale, _growthTracker) = (scale.Item<float>(), tracker.Item<int>());

        Tensor Find(string name) => stateDict.GetValueOrDefault(name) ?? throw new ArgumentException(
            $"LoadStateDict: \"{name}\" is not in the state; was it saved by a scaler that does nothing?", nameof(stateDict));
    }

    private static void CheckNotFloat16(Optimizer optimizer)
    {
        foreach (var group in optimizer.ParamGroups)
            foreach (var parameter in group.Params)
                if (parameter.Grad is { DType: DType.Float16 })
                    throw new InvalidOperationException(
                        "Unscale: a gradient is Float16, and its parameter too; keep the parameters in Float32 and compute inside of Autocast");
    }

    private void Adapt()
    {
        var (hasChecked, foundInf) = (false, false);
        foreach (var (_, state) in _states)
        {
            hasChecked |= state.HasChecked;
            foundInf |= state.FoundInf;
        }

        if (!hasChecked)
            throw new InvalidOperationException("Update: no gradients were checked since the last call; call Step(optimizer) before");
        if (foundInf)
        {
            _scale *= (float)_backoffFactor;
            _growthTracker = 0;
        }
        else if (++_growthTracker == _growthInterval)
        {
            var grown = _scale * (float)_growthFactor;
            if (float.IsFinite(grown)) _scale = grown;
            _growthTracker = 0;
        }
    }

    private sealed class State
    {
        public Stage Stage { get; set; }

        public bool HasChecked { get; set; }

        public bool FoundInf { get; set; }
    }
}
