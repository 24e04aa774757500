namespace Autograd.NN;

/// <summary>Functions for averaged parameters; <c>torch.optim.swa_utils</c>. See <see cref="AveragedModel{TModule}"/>.</summary>
public static class SwaUtils
{
    /// <summary>An exponential running mean of one parameter: m ← decay·m + (1 − decay)·p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The decay is not between 0 and 1.</exception>
    public static Func<Tensor, Tensor, long, Tensor> GetEmaAvgFn(double decay = 0.999)
    {
        CheckDecay("GetEmaAvgFn", decay);
        return (mean, value, _) => (decay * mean) + ((1 - decay) * value);
    }

    /// <summary>An exponential running mean of all parameters: m ← m + (1 − decay)·(p − m), in place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The decay is not between 0 and 1.</exception>
    public static Action<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, long> GetEmaMultiAvgFn(double decay = 0.999)
    {
        CheckDecay("GetEmaMultiAvgFn", decay);
        return (means, values, _) => LerpAll(means, values, 1 - decay);
    }

    /// <summary>The mean of all values of one parameter: m ← m + (p − m)/(count + 1).</summary>
    public static Func<Tensor, Tensor, long, Tensor> GetSwaAvgFn() => (mean, value, count) => mean + ((value - mean) / (count + 1));

    /// <summary>The mean of all values of all parameters: m ← m + (p − m)/(count + 1), in place.</summary>
    public static Action<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, long> GetSwaMultiAvgFn() =>
        (means, values, count) => LerpAll(means, values, 1.0 / (count + 1));

    /// <summary>
    /// Computes the running statistics of all batch normalizations in a module anew, as the mean over all batches, which
    /// averaged parameters need.
    /// </summary>
    /// <typeparam name="TInput">What the loader gives: a tensor, or a tuple with one.</typeparam>
    /// <param name="loader">The batches.</param>
    /// <param name="model">The module; nothing happens if it has no <see cref="IRunningStatistics"/>.</param>
    /// <param name="forward">Runs the module on a batch: <c>batch => net.Forward(batch.Images)</c>.</param>
    public static void UpdateBn<TInput>(IEnumerable<TInput> loader, Module model, Action<TInput> forward)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        var modules = model.Modules();
        var momenta = modules.OfType<IRunningStatistics>().Select(part => (Part: part, part.Momentum)).ToList();
        if (momenta.Count == 0) return;
        var modes = modules.Select(part => part.IsTraining).ToList();
        using var _ = GradMode.NoGrad();
        try
        {
            model.Train();
            foreach (var (part, _) in momenta)
            {
                part.ResetRunningStats();
                part.Momentum = null;
            }

            foreach (var batch in loader) forward(batch);
        }
        finally
        {
            foreach (var (part, momentum) in momenta) part.Momentum = momentum;
            for (var i = 0; i < modes.Count; i++) modules[i].IsTraining = modes[i];
        }
    }

    /// <summary>As <see cref="UpdateBn{TInput}"/>, for a module of one tensor.</summary>
    public static void UpdateBn(IEnumerable<Tensor> loader, UnaryModule model)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(model);
        UpdateBn(loader, model, batch => model.Forward(batch));
    }

    private static void LerpAll(IReadOnlyList<Tensor> means, IReadOnlyList<Tensor> values, double weight)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(values);
        using var _ = GradMode.NoGrad();
        for (var i = 0; i < means.Count; i++) RunningMean.Update(means[i], values[i], weight);
    }

    private static void CheckDecay(string op, double decay)
    {
        if (!(decay is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(decay), $"{op}: invalid decay value {decay} provided; please provide a value in [0,1] range");
    }
}
