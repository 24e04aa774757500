namespace Autograd.Metrics;

/// <summary>Of the targets of a class, the part that is found. A quotient by 0 is 0.</summary>
/// <param name="numClasses">The number of classes C.</param>
/// <param name="average">How the classes become one figure.</param>
public sealed class Recall(int numClasses, Average average = Average.Macro) : ClassificationMetric
{
    private readonly ClassCounts _counts = new("Recall", numClasses);

    /// <summary>Adds a batch.</summary>
    /// <param name="preds">Classes (N, …), or scores (N, C, …).</param>
    /// <param name="target">The right classes (N, …).</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public override void Update(Tensor preds, Tensor target) => _counts.Add(NotNull(preds), NotNull(target));

    /// <summary>One Float64, or (C) for <see cref="Average.None"/>.</summary>
    /// <exception cref="InvalidOperationException">There was no batch.</exception>
    public override Tensor Compute() => _counts.Total == 0
        ? throw NothingSeen()
        : _counts.Reduce(average, static (hits, _, actual) => (hits, actual));

    /// <inheritdoc/>
    public override void Reset() => _counts.Clear();
}
