namespace Autograd.Metrics;

/// <summary>A figure of predictions and the right answers.</summary>
public abstract class ClassificationMetric : Metric
{
    /// <summary>Adds a batch.</summary>
    /// <param name="preds">What was predicted.</param>
    /// <param name="target">The right classes: integers, one for each prediction.</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public abstract void Update(Tensor preds, Tensor target);
}
