using Autograd.NN;

namespace Autograd.Metrics;

/// <summary>
/// e to the mean cross-entropy of the right classes: how many classes a language model hesitates between.
/// </summary>
/// <param name="ignoreIndex">A class that does not count, such as padding.</param>
public sealed class Perplexity(int ignoreIndex = -100) : ClassificationMetric
{
    private double _sum;
    private long _count;

    /// <summary>Adds a batch.</summary>
    /// <param name="preds">Scores before the softmax, (N, C) or (N, T, C).</param>
    /// <param name="target">The right classes, (N) or (N, T).</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public override void Update(Tensor preds, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(preds);
        ArgumentNullException.ThrowIfNull(target);
        if (preds.NDim is not (2 or 3) || target.NDim != preds.NDim - 1)
            throw new ArgumentException(
                $"Perplexity: scores of shape {preds.Shape} for targets of shape {target.Shape}; pass (N, C) and (N), or (N, T, C) and (N, T)", nameof(preds));
        using var noGrad = GradMode.NoGrad();
        var counted = target.Ne(ignoreIndex).Sum().Item<long>();
        if (counted == 0) return;
        var losses = F.CrossEntropy(preds.Flatten(0, -2).Double(), target.Flatten(), ignoreIndex: ignoreIndex, reduction: Reduction.Sum);
        _sum += losses.Item();
        _count += counted;
    }

    /// <inheritdoc/>
    public override Tensor Compute() => _count == 0 ? throw NothingSeen() : Predictions.Figure(Math.Exp(_sum / _count));

    /// <inheritdoc/>
    public override void Reset() => (_sum, _count) = (0, 0);
}
