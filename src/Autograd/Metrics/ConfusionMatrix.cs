namespace Autograd.Metrics;

/// <summary>Counts: row t, column p has how often class p was predicted for class t.</summary>
/// <param name="numClasses">The number of classes C.</param>
public sealed class ConfusionMatrix(int numClasses) : ClassificationMetric
{
    private readonly ClassCounts _counts = new("ConfusionMatrix", numClasses);

    /// <summary>Adds a batch.</summary>
    /// <param name="preds">Classes (N, …), or scores (N, C, …).</param>
    /// <param name="target">The right classes (N, …).</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public override void Update(Tensor preds, Tensor target) => _counts.Add(NotNull(preds), NotNull(target));

    /// <summary>The counts, (C, C), Int64.</summary>
    public override Tensor Compute() => _counts.ToTensor();

    /// <inheritdoc/>
    public override void Reset() => _counts.Clear();
}
